using System.Globalization;
using Gradus.Plot;
using SkiaSharp;

namespace Gradus.Jupyter;

/// <summary>A matrix as a small picture, a square of color for each number; of a large one, means of neighbors.</summary>
internal static class HeatMap
{
    private const int MostSide = 160;
    private const int LargestCell = 16;
    private const long MostElements = 4_000_000;
    private static readonly Color NotFinite = "#9a9a9a";

    /// <summary>An image element with the range of the numbers below it; empty when there is nothing to see.</summary>
    public static string Of(Tensor matrix)
    {
        var (rows, columns) = (matrix.Shape[0], matrix.Shape[1]);
        if (rows < 2 || columns < 2 || matrix.Elements > MostElements) return "";
        var values = matrix.ToDoubles();
        var finite = values.Where(double.IsFinite).ToList();
        if (finite.Count == 0) return "";
        var (low, high) = (finite.Min(), finite.Max());
        // Numbers on both sides of zero are shown by how far they are from it.
        var isTwoSided = low < 0 && high > 0;
        var reach = Math.Max(-low, high);
        var (from, to, colors) = isTwoSided ? (-reach, reach, Colormap.Diverging) : (low, high, Colormap.Sequential);
        var (height, width) = (Math.Min(rows, MostSide), Math.Min(columns, MostSide));
        var cell = Math.Clamp(MostSide / Math.Max(height, width), 1, LargestCell);
        var drawn = Draw(values, rows, columns, height, width, value => colors.At((value - from) / (to - from)));
        var png = Convert.ToBase64String(drawn);
        return $"<div><img alt=\"heat map\" width=\"{width * cell}\" height=\"{height * cell}\" " +
            $"style=\"image-rendering:pixelated;max-width:none;margin:0\" src=\"data:image/png;base64,{png}\">" +
            $"<div style=\"font-size:85%;opacity:.7;text-align:center\">{Short(low)} … {Short(high)}</div></div>";
    }

    private static byte[] Draw(double[] values, int rows, int columns, int height, int width, Func<double, Color> color)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var mean = Mean(values, columns, Part(y, height, rows), Part(x, width, columns));
                var shown = double.IsFinite(mean) ? color(mean) : NotFinite;
                bitmap.SetPixel(x, y, new SKColor(shown.Red, shown.Green, shown.Blue));
            }
        }
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static (int Start, int End) Part(int index, int parts, int extent) =>
        ((int)((long)index * extent / parts), (int)((index + 1L) * extent / parts));

    private static double Mean(double[] values, int columns, (int Start, int End) rows, (int Start, int End) across)
    {
        var sum = 0.0;
        for (var row = rows.Start; row < rows.End; row++)
            for (var column = across.Start; column < across.End; column++) sum += values[row * columns + column];
        return sum / ((rows.End - rows.Start) * (across.End - across.Start));
    }

    private static string Short(double value) => value.ToString("g4", CultureInfo.InvariantCulture);
}
