namespace Gradus.Plot.Tests;

public class ColorTests
{
    [Theory]
    [InlineData("#f80", 255, 136, 0, 255)]
    [InlineData("#12abEF", 0x12, 0xab, 0xef, 255)]
    [InlineData("#12abef80", 0x12, 0xab, 0xef, 0x80)]
    [InlineData("Gray", 128, 128, 128, 255)]
    [InlineData("C0", 0x25, 0x63, 0xae, 255)]
    public void Reads(string text, byte red, byte green, byte blue, byte alpha) =>
        Assert.Equal(new Color(red, green, blue, alpha), Color.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("#12")]
    [InlineData("#gggggg")]
    [InlineData("C10")]
    [InlineData("reddish")]
    public void SaysWhatAColorIs(string text)
    {
        var error = Assert.Throws<FormatException>(() => Color.Parse(text));
        Assert.Equal(
            $"Color: '{text}' is not a color. Use \"#rrggbb\", \"C0\" to \"C9\", or a basic name such as \"red\" or \"gray\".",
            error.Message);
    }

    [Fact]
    public void NoColorGivenTakesThePalette() =>
        Assert.Contains("#2563ae", new Figure().Line([1, 2], color: null).ToSvg());
}
