namespace Gradus.Bench;

/// <summary>What was found for a row. The sides are named as in the table, Gradus first.</summary>
internal sealed class RowResult(string name, string unit)
{
    public const string Gradus = "gradus";

    public const string Captured = "captured";

    public string Name => name;

    /// <summary>Of all its numbers but the ratios: us, ms, MiB, MB, bytes, or what a ratio is of.</summary>
    public string Unit => unit;

    public int? Threads { get; init; }

    public OrderedDictionary<string, Timing> Sides { get; } = [];

    /// <summary>What no program can go below.</summary>
    public double? Limit { get; set; }

    /// <summary>Sides that could not run, with the reason.</summary>
    public OrderedDictionary<string, string> Absent { get; } = [];

    /// <summary>Sides whose result is not that of the first one: their time is of different work.</summary>
    public List<string> Disagreeing { get; } = [];

    /// <summary>Null where there was nothing to compare.</summary>
    public bool? Agree { get; private set; }

    /// <summary>Notes whether a side's result was that of the first one.</summary>
    public void Compared(string side, bool agrees)
    {
        if (!agrees) Disagreeing.Add(side);
        Agree = Disagreeing.Count == 0;
    }

    /// <summary>Notes that a side did not run. Ours always can: unless it says that it has no such operation, it is wrong.</summary>
    public void Failed(string side, Exception exception)
    {
        Absent[side] = exception.GetBaseException().Message;
        if (side is Gradus or Captured && exception is not AbsentException) Compared(side, agrees: false);
    }

    /// <summary>How many times as much as Gradus each peer takes, plain and captured, and as the limit Gradus takes.</summary>
    public OrderedDictionary<string, double> Ratios
    {
        get
        {
            var ratios = new OrderedDictionary<string, double>();
            foreach (var ours in (ReadOnlySpan<string>)[Gradus, Captured])
            {
                if (!Sides.TryGetValue(ours, out var timing) || timing.Least == 0) continue;
                foreach (var (side, peer) in Sides)
                    if (side is not (Gradus or Captured)) ratios[$"{side} / {ours}"] = peer.Least / timing.Least;
                if (Limit > 0) ratios[$"{ours} / limit"] = timing.Least / Limit.Value;
            }
            return ratios;
        }
    }
}
