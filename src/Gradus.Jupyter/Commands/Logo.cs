using Gradus.Plot;

namespace Gradus.Jupyter;

/// <summary>The kernel's picture in lists of kernels: steps down to a minimum, which is what the name says.</summary>
internal static class Logo
{
    private const double Side = 32;
    private static readonly Color Blue = "#1d5aa5";
    private static readonly Color Orange = "#e8862e";

    public static byte[] ToPng(int pixels)
    {
        using var canvas = new BitmapCanvas(Side, Side, pixels / Side);
        Point[] steps = [new(4, 6), new(10, 6), new(10, 13), new(16, 13), new(16, 20), new(22, 20), new(22, 26)];
        canvas.Polyline(steps, new Stroke(Blue, 3.4));
        canvas.Mark(new Point(22, 26), Marker.Circle, 8, Orange, Stroke.None);
        return canvas.ToPng();
    }
}
