namespace Gradus.Plot;

/// <summary>
/// A scale laid along a side of the plot, from the pixel of its low end to that of its high end, with ticks that fit there.
/// </summary>
internal sealed class Axis
{
    // Far points keep their direction, yet stay within what single precision and every viewer can clip.
    private const double FarAway = 1e6;

    private readonly double _start;
    private readonly double _end;

    private Axis(Scale scale, double start, double end, TickSet ticks)
    {
        Scale = scale;
        Ticks = ticks;
        (_start, _end) = (start, end);
    }

    public Scale Scale { get; }

    public TickSet Ticks { get; }

    /// <summary>An axis from left to right, with as many ticks as have room for their labels side by side.</summary>
    public static Axis Horizontal(Scale scale, double start, double end, double fontSize)
    {
        for (var most = Math.Clamp((int)((end - start) / 52), 2, 11); ; most--)
        {
            var axis = new Axis(scale, start, end, Choose(scale, most));
            if (most <= 2 || axis.HasRoom(fontSize)) return axis;
        }
    }

    /// <summary>An axis from bottom to top; start is the greater pixel.</summary>
    public static Axis Vertical(Scale scale, double start, double end)
    {
        var most = Math.Clamp((int)((start - end) / 42), 2, 10);
        return new Axis(scale, start, end, Choose(scale, most));
    }

    public static TickSet Choose(Scale scale, int most) => scale.IsLogarithmic
        ? LogarithmicTicks.Between(scale.Low, scale.High, most)
        : LinearTicks.Between(scale.Low, scale.High, most);

    public double Place(double value) => Math.Clamp(_start + (_end - _start) * Scale.Share(value), -FarAway, FarAway);

    public bool CanShow(double value) => Scale.CanShow(value, Scale.IsLogarithmic);

    private bool HasRoom(double fontSize)
    {
        var free = double.NegativeInfinity;
        foreach (var tick in Ticks.Ticks)
        {
            if (tick.IsMinor) continue;
            var half = FontMetrics.Width(tick.Label, fontSize) / 2;
            var place = Place(tick.Value);
            if (place - half < free) return false;
            free = place + half + fontSize;
        }
        return true;
    }
}
