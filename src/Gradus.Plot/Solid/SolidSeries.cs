using System.Text.Json;

namespace Gradus.Plot;

/// <summary>
/// Something drawn in a three-dimensional view. A new kind adds one file and a method on <see cref="Figure3D"/>.
/// </summary>
internal abstract class SolidSeries(string? label, Color color) : ILegendEntry
{
    /// <summary>The name in the legend; empty for none.</summary>
    public string Label { get; } = Markup.Clean(label);

    public Color Color { get; } = color;

    /// <summary>Includes all that will be drawn.</summary>
    public abstract void Measure(ref Extent x, ref Extent y, ref Extent z);

    /// <summary>Adds the tiles of a surface; they are ordered before anything else is added.</summary>
    public virtual void AddTiles(Scene scene)
    {
    }

    /// <summary>Adds points and lines, each placed before or behind the tiles.</summary>
    public virtual void AddMarks(Scene scene)
    {
    }

    public abstract void DrawSample(ICanvas canvas, Box sample);

    public abstract void WriteTrace(Utf8JsonWriter json);

    protected static void MeasurePoints(double[] xs, double[] ys, double[] zs, ref Extent x, ref Extent y, ref Extent z)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            if (!double.IsFinite(xs[i]) || !double.IsFinite(ys[i]) || !double.IsFinite(zs[i])) continue;
            x.Include(xs[i]);
            y.Include(ys[i]);
            z.Include(zs[i]);
        }
    }
}
