using SkiaSharp;

namespace Gradus.Plot.Tests;

public class FontMetricsTests
{
    // In units of the font (2048 to the em), summed by fontTools from the tables hmtx and cmap. The font has no Chinese.
    [Theory]
    [InlineData("", 0)]
    [InlineData("Hello, world", 12132)]
    [InlineData("x₁ × 10⁻³", 9559)]
    [InlineData("−0.5", 4973)]
    [InlineData("α²≤β", 5194)]
    [InlineData("😀A", 3536)]
    [InlineData("日本", 2458)]
    public void WidthsAreThoseOfTheFontFile(string text, int units) =>
        Assert.Equal(units / 2048.0 * 12.5, FontMetrics.Width(text, 12.5), 1e-12);

    [Fact]
    public void SkiaMeasuresTheSame()
    {
        const string text = "The quick brown fox, 0123456789 × 10⁻³ – naïve Ångström";
        using var typeface = SKTypeface.FromData(SKData.CreateCopy(FontMetrics.File));
        using var font = new SKFont(typeface, 100) { LinearMetrics = true, Hinting = SKFontHinting.None };
        Assert.Equal(font.MeasureText(text), FontMetrics.Width(text, 100), 0.1);
    }
}
