using System.Text.Json;

namespace Gradus.Plot;

/// <summary>
/// A picture with two axes. Series are drawn in the order they were added; values that are not finite are skipped.
/// </summary>
/// <example><code>
/// new Figure("training loss") { XLabel = "epoch", LogY = true }.Line(losses, label: "sgd").SavePng("loss.png");
/// </code></example>
public sealed class Figure(string title = "") : Picture(title)
{
    private const double LineWidth = 2;
    private int _colorsUsed;

    public string XLabel { get; set => field = Markup.Clean(value); } = "";

    public string YLabel { get; set => field = Markup.Clean(value); } = "";

    /// <summary>A logarithmic axis skips zero and negative values.</summary>
    public bool LogX { get; set; }

    /// <inheritdoc cref="LogX"/>
    public bool LogY { get; set; }

    public bool ShowGrid { get; set; } = true;

    /// <summary>What the axis shows, instead of all the data; the ends must be finite and rising.</summary>
    public (double Min, double Max)? XLimits { get; set => field = Limits.Checked(value, nameof(XLimits)); }

    /// <inheritdoc cref="XLimits"/>
    public (double Min, double Max)? YLimits { get; set => field = Limits.Checked(value, nameof(YLimits)); }

    internal List<FlatSeries> Series { get; } = [];

    /// <summary>Joins the points (x[i], y[i]) by a line, broken where a value is not finite.</summary>
    /// <param name="width">In CSS pixels.</param>
    /// <exception cref="ArgumentException">x and y differ in count.</exception>
    public Figure Line(
        Values x, Values y, string? label = null, Color? color = null, double width = LineWidth,
        LineStyle style = LineStyle.Solid, Marker marker = Marker.None)
    {
        CheckCounts(nameof(Line), x, y);
        Series.Add(new LineSeries(x.Items, y.Items, label, color ?? NextColor(), width, style, marker));
        return this;
    }

    /// <summary>Joins the values by a line, placed at 0, 1, 2, ...</summary>
    /// <inheritdoc cref="Line(Values, Values, string?, Color?, double, LineStyle, Marker)"/>
    public Figure Line(
        Values y, string? label = null, Color? color = null, double width = LineWidth, LineStyle style = LineStyle.Solid,
        Marker marker = Marker.None) =>
        Line(Values.Counting(y.Count), y, label, color, width, style, marker);

    /// <summary>Draws a marker at every point (x[i], y[i]).</summary>
    /// <param name="size">The diameter of a marker, in CSS pixels.</param>
    /// <param name="alpha">From 0, clear, to 1, solid.</param>
    /// <exception cref="ArgumentException">x and y differ in count.</exception>
    public Figure Scatter(
        Values x, Values y, string? label = null, Color? color = null, Marker marker = Marker.Circle, double size = 7,
        double alpha = 0.85)
    {
        CheckCounts(nameof(Scatter), x, y);
        Series.Add(new ScatterSeries(x.Items, y.Items, label, (color ?? NextColor()).WithAlpha(alpha), marker, size));
        return this;
    }

    /// <summary>Upright bars of the given heights, centered at x.</summary>
    /// <param name="width">Of each bar, in units of the x axis.</param>
    /// <exception cref="ArgumentException">x and heights differ in count.</exception>
    public Figure Bars(
        Values x, Values heights, string? label = null, Color? color = null, double width = 0.8, double alpha = 0.9)
    {
        CheckCounts(nameof(Bars), x, heights, "heights");
        var lefts = Array.ConvertAll(x.Items, center => center - width / 2);
        var rights = Array.ConvertAll(x.Items, center => center + width / 2);
        Series.Add(new BarSeries(lefts, rights, heights.Items, label, (color ?? NextColor()).WithAlpha(alpha)));
        return this;
    }

    /// <summary>How many of the values fall in each of a row of bins of even width.</summary>
    /// <param name="bins">1 to 10000; 0 chooses a number that fits the values.</param>
    public Figure Histogram(Values values, int bins = 0, string? label = null, Color? color = null, double alpha = 0.9)
    {
        if (bins is < 0 or > 10_000)
            throw new ArgumentOutOfRangeException(
                nameof(bins), bins, $"Histogram: {bins} bins are out of range; ask for 1 to 10000, or 0 for a fitting number.");
        var (edges, counts) = Bins.Count(values.Items, bins);
        var (lefts, rights) = counts.Length == 0 ? ((double[])[], (double[])[]) : (edges[..^1], edges[1..]);
        Series.Add(new BarSeries(lefts, rights, counts, label, (color ?? NextColor()).WithAlpha(alpha)));
        return this;
    }

    /// <summary>
    /// Fills the area between low and high. Unless told, it takes the color of the next series, the line it belongs to.
    /// </summary>
    /// <exception cref="ArgumentException">x, low and high differ in count.</exception>
    public Figure Band(Values x, Values low, Values high, string? label = null, Color? color = null, double alpha = 0.25)
    {
        CheckCounts(nameof(Band), x, low, "low");
        CheckCounts(nameof(Band), x, high, "high");
        Series.Add(new BandSeries(x.Items, low.Items, high.Items, label, (color ?? Palette.At(_colorsUsed)).WithAlpha(alpha)));
        return this;
    }

    /// <summary>A straight line across the whole plot at height y.</summary>
    public Figure HorizontalLine(
        double y, string? label = null, Color? color = null, double width = 1.5, LineStyle style = LineStyle.Dashed)
    {
        Series.Add(new RuleSeries(y, isVertical: false, label, color ?? Theme.Frame, width, style));
        return this;
    }

    /// <summary>A straight line across the whole plot at x.</summary>
    public Figure VerticalLine(
        double x, string? label = null, Color? color = null, double width = 1.5, LineStyle style = LineStyle.Dashed)
    {
        Series.Add(new RuleSeries(x, isVertical: true, label, color ?? Theme.Frame, width, style));
        return this;
    }

    internal override void Draw(ICanvas canvas) => new FigureDrawing(this).Draw(canvas);

    internal override void WritePlotly(Utf8JsonWriter json) => FigurePlotly.Write(json, this);

    /// <summary>What the two axes show: the limits asked for, or all the data and a little more.</summary>
    internal (Scale X, Scale Y) Scales()
    {
        const double margin = 0.05;
        var (x, y) = (new Extent(), new Extent());
        foreach (var series in Series) series.Measure(ref x, ref y, LogX, LogY);
        var yScale = Choose(y, YLimits, LogY, nameof(YLimits));
        var isOnZero = y.Min == 0 && YLimits is null && !LogY && Series.Exists(series => series.StandsOnZero);
        return (Choose(x, XLimits, LogX, nameof(XLimits)), isOnZero && y.Max > 0 ? yScale with { Low = 0 } : yScale);

        static Scale Choose(Extent seen, (double Min, double Max)? limits, bool logarithmic, string name)
        {
            if (limits is not var (min, max)) return Scale.Around(seen, logarithmic, margin);
            if (!logarithmic || min > 0) return Scale.Between(min, max, logarithmic);
            throw new InvalidOperationException(FormattableString.Invariant(
                $"Figure: {name} starts at {min}, but a logarithmic axis shows only values above 0. ") +
                "Raise it, or use a linear axis.");
        }
    }

    private Color NextColor() => Palette.At(_colorsUsed++);

    private static void CheckCounts(string operation, Values x, Values y, string name = "y")
    {
        if (x.Count != y.Count)
            throw new ArgumentException(
                $"{operation}: x has {x.Count} values and {name} has {y.Count}; every point needs one of each. " +
                "Cut the longer to the shorter.");
    }
}
