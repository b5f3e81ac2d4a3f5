using System.Text.Json;

namespace Gradus.Plot;

/// <summary>
/// Something drawn between two axes. A new kind of series adds one file and a method on <see cref="Figure"/>.
/// </summary>
internal abstract class FlatSeries(string? label, Color color) : ILegendEntry
{
    /// <summary>The name in the legend; empty for none.</summary>
    public string Label { get; } = Markup.Clean(label);

    public Color Color { get; } = color;

    /// <summary>True for what grows out of zero: the axis then begins there, without a gap.</summary>
    public virtual bool StandsOnZero => false;

    /// <summary>Includes all that will be drawn; what a logarithmic axis cannot show is left out.</summary>
    public abstract void Measure(ref Extent x, ref Extent y, bool logX, bool logY);

    public abstract void Draw(ICanvas canvas, Axis x, Axis y, Box area);

    /// <summary>The sign beside the label in the legend.</summary>
    public abstract void DrawSample(ICanvas canvas, Box sample);

    /// <summary>Adds places that the legend had better not cover.</summary>
    public abstract void AddLandmarks(List<Point> landmarks, Axis x, Axis y, Box area);

    /// <summary>Writes the plotly.js trace of the series as one JSON object.</summary>
    public abstract void WriteTrace(Utf8JsonWriter json);
}
