namespace Gradus.Plot.Tests;

public class ColormapTests
{
    // Worked in numpy by another way: linear sRGB to XYZ to Oklab by the matrices of Ottosson's first section, mixed, and back.
    [Theory]
    [InlineData("#0000ff", "#ffff00", 0.5, 108, 171, 199)]
    [InlineData("#2b1a5a", "#33478f", 0.25, 46, 37, 103)]
    [InlineData("#ffffff", "#000000", 0.5, 99, 99, 99)]
    public void MixesInOklab(string from, string to, double share, byte red, byte green, byte blue)
    {
        var color = new Colormap(from, to).At(share);
        Assert.InRange(color.Red, red - 1, red + 1);
        Assert.InRange(color.Green, green - 1, green + 1);
        Assert.InRange(color.Blue, blue - 1, blue + 1);
    }

    [Fact]
    public void PassesThroughItsColors()
    {
        Assert.Equal(Color.Parse("#2b1a5a"), Colormap.Sequential.At(0));
        Assert.Equal(Color.Parse("#2a7896"), Colormap.Sequential.At(0.4));
        Assert.Equal(Color.Parse("#f3e873"), Colormap.Sequential.At(7));
        Assert.Equal(Color.Parse("#2b1a5a"), Colormap.Sequential.At(double.NaN));
    }

    // Relative luminance of WCAG 2: a gray print of the sequential colors must still rise.
    [Fact]
    public void SequentialGrowsLighterAllTheWay()
    {
        var before = -1.0;
        for (var i = 0; i <= 100; i++)
        {
            var color = Colormap.Sequential.At(i / 100.0);
            var luminance = 0.2126 * Linear(color.Red) + 0.7152 * Linear(color.Green) + 0.0722 * Linear(color.Blue);
            Assert.True(luminance > before, $"at {i} of 100");
            before = luminance;
        }

        static double Linear(byte coded) => Math.Pow((coded / 255.0 + 0.055) / 1.055, 2.4);
    }
}
