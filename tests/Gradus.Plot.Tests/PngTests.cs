using System.Buffers.Binary;
using SkiaSharp;

namespace Gradus.Plot.Tests;

public class PngTests
{
    [Fact]
    public void IsAPngOfTheSizeAskedFor()
    {
        var figure = new Figure { Width = 400, Height = 300 };
        foreach (var (scale, width, height) in ((double, int, int)[])[(1, 400, 300), (2, 800, 600), (1.5, 600, 450)])
        {
            var png = figure.ToPng(scale);
            Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]); // PNG 1.2, section 3.1
            Assert.Equal(width, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
            Assert.Equal(height, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
            Assert.Equal(2, png[25]); // truecolor without alpha
        }
    }

    // With limits 0 to 1 the four corner pixels of the plot are known from the frame; a red line from corner to corner passes
    // the middle.
    [Fact]
    public void TheDiagonalCrossesTheMiddle()
    {
        var figure = new Figure { ShowGrid = false, XLimits = (0, 1), YLimits = (0, 1) };
        figure.Line([0, 1], [0, 1], color: "red", width: 3);
        using var bitmap = SKBitmap.Decode(figure.ToPng(1));
        var (left, bottom) = (int.MaxValue, 0);
        var (right, top) = (0, int.MaxValue);
        for (var y = 0; y < bitmap.Height; y++)
        {
            for (var x = 0; x < bitmap.Width; x++)
            {
                if (!IsRed(bitmap.GetPixel(x, y))) continue;
                (left, right) = (Math.Min(left, x), Math.Max(right, x));
                (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
            }
        }
        Assert.True(right - left > 500 && bottom - top > 350);
        Assert.True(IsRed(bitmap.GetPixel((left + right) / 2, (top + bottom) / 2)));
        Assert.True(IsRed(bitmap.GetPixel(left + (right - left) / 4, bottom - (bottom - top) / 4)));
        Assert.False(IsRed(bitmap.GetPixel(left + (right - left) / 4, top + (bottom - top) / 4)));

        static bool IsRed(SKColor color) => color.Red > 200 && color.Green < 100 && color.Blue < 100;
    }

    [Fact]
    public void ThreadsMayDrawDifferentPicturesAtOnce()
    {
        var expected = Samples.Regression().ToPng(1);
        Parallel.For(0, 16, _ => Assert.Equal(expected, Samples.Regression().ToPng(1)));
    }
}
