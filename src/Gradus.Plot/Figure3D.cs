using System.Text.Json;

namespace Gradus.Plot;

/// <summary>
/// A picture in perspective: points, lines and surfaces in a box. Angles are matplotlib's: the same numbers show the same side.
/// Values that are not finite are skipped.
/// </summary>
public sealed class Figure3D(string title = "") : Picture(title)
{
    private int _colorsUsed;

    public string XLabel { get; set => field = Markup.Clean(value); } = "";

    public string YLabel { get; set => field = Markup.Clean(value); } = "";

    public string ZLabel { get; set => field = Markup.Clean(value); } = "";

    /// <summary>Degrees above the x-y plane.</summary>
    public double Elevation { get; set => field = Checked(value, nameof(Elevation)); } = 30;

    /// <summary>Degrees about the z axis, counter-clockwise seen from above; 0 looks from the x axis.</summary>
    public double Azimuth { get; set => field = Checked(value, nameof(Azimuth)); } = -60;

    /// <summary>What the axis shows, instead of all the data; what lies outside is left out. Finite and rising.</summary>
    public (double Min, double Max)? XLimits { get; set => field = Limits.Checked(value, nameof(XLimits)); }

    /// <inheritdoc cref="XLimits"/>
    public (double Min, double Max)? YLimits { get; set => field = Limits.Checked(value, nameof(YLimits)); }

    /// <inheritdoc cref="XLimits"/>
    public (double Min, double Max)? ZLimits { get; set => field = Limits.Checked(value, nameof(ZLimits)); }

    internal List<SolidSeries> Series { get; } = [];

    /// <summary>Draws a marker at every point (x[i], y[i], z[i]); points behind a surface are drawn behind it.</summary>
    /// <param name="size">The diameter of a marker, in CSS pixels.</param>
    /// <param name="alpha">From 0, clear, to 1, solid.</param>
    /// <exception cref="ArgumentException">x, y and z differ in count.</exception>
    public Figure3D Scatter(
        Values x, Values y, Values z, string? label = null, Color? color = null, Marker marker = Marker.Circle, double size = 7,
        double alpha = 1)
    {
        CheckCounts(nameof(Scatter), x, y, z);
        Series.Add(new SolidScatter(x.Items, y.Items, z.Items, label, (color ?? NextColor()).WithAlpha(alpha), marker, size));
        return this;
    }

    /// <summary>Joins the points by a line, broken where a value is not finite.</summary>
    /// <param name="width">In CSS pixels.</param>
    /// <exception cref="ArgumentException">x, y and z differ in count.</exception>
    public Figure3D Line(
        Values x, Values y, Values z, string? label = null, Color? color = null, double width = 2,
        LineStyle style = LineStyle.Solid, Marker marker = Marker.None)
    {
        CheckCounts(nameof(Line), x, y, z);
        Series.Add(new SolidLine(x.Items, y.Items, z.Items, label, color ?? NextColor(), width, style, marker));
        return this;
    }

    /// <summary>A surface of heights z over a grid.</summary>
    /// <param name="x">Either as many rows and columns as z, or one value per column of z.</param>
    /// <param name="y">Either as many rows and columns as z, or one value per row of z.</param>
    /// <param name="alpha">From 0, clear, to 1, solid.</param>
    /// <param name="colors">Colors by height, instead of one color.</param>
    /// <exception cref="ArgumentException">x or y does not fit z.</exception>
    public Figure3D Surface(
        Grid x, Grid y, Grid z, string? label = null, Color? color = null, double alpha = 0.5, Colormap? colors = null)
    {
        CheckGrid("x", x, z, z.Columns, "column");
        CheckGrid("y", y, z, z.Rows, "row");
        color ??= colors is null ? NextColor() : Theme.Frame;
        Series.Add(new SurfaceSeries(x, y, z, label, color.Value, Math.Clamp(alpha, 0, 1), colors));
        return this;
    }

    internal override void Draw(ICanvas canvas) => new SolidDrawing(this).Draw(canvas);

    internal override void WritePlotly(Utf8JsonWriter json) => SolidPlotly.Write(json, this);

    /// <summary>The scales and the camera, not yet placed on a canvas.</summary>
    internal Space BeginSpace()
    {
        const double margin = 1.0 / 48; // as mplot3d sets it
        var (x, y, z) = (new Extent(), new Extent(), new Extent());
        foreach (var series in Series) series.Measure(ref x, ref y, ref z);
        return new Space(
            Choose(x, XLimits), Choose(y, YLimits), Choose(z, ZLimits), new Camera(Elevation, Azimuth), default, 1);

        static Scale Choose(Extent seen, (double Min, double Max)? limits) =>
            limits is var (min, max) ? Scale.Between(min, max, false) : Scale.Around(seen, false, margin);
    }

    private Color NextColor() => Palette.At(_colorsUsed++);

    private static double Checked(double degrees, string name) => double.IsFinite(degrees)
        ? degrees
        : throw new ArgumentOutOfRangeException(name, degrees, $"{name}: an angle must be finite; give it in degrees.");

    private static void CheckCounts(string operation, Values x, Values y, Values z)
    {
        if (x.Count != y.Count || x.Count != z.Count)
            throw new ArgumentException(
                $"{operation}: x has {x.Count} values, y has {y.Count} and z has {z.Count}; every point needs one of each. " +
                "Cut all to the shortest.");
    }

    private static void CheckGrid(string name, Grid line, Grid z, int count, string per)
    {
        if (line.Rows == z.Rows && line.Columns == z.Columns) return;
        if (Math.Min(line.Rows, line.Columns) <= 1 && line.Items.Length == count) return;
        throw new ArgumentException(
            $"Surface: {name} is {line.Rows} by {line.Columns} and z is {z.Rows} by {z.Columns}; " +
            $"{name} must be {z.Rows} by {z.Columns} too, or hold {count} values, one for each {per} of z.");
    }
}
