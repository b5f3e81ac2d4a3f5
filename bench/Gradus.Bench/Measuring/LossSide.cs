using System.Diagnostics;

namespace Gradus.Bench;

/// <summary>A training loop; each loss goes into a list, as the tutorial keeps them.</summary>
internal sealed class LossSide(Func<double> epoch) : Side
{
    /// <summary>How many losses are compared: the later ones tell whether the updates were right.</summary>
    public const int Compared = 5;

    private readonly List<double> losses = [];

    public override Checksum Check()
    {
        Seconds(Compared);
        return Checksum.Of(losses.ToArray());
    }

    public override double Seconds(int calls)
    {
        losses.Clear();
        var start = Stopwatch.GetTimestamp();
        for (var call = 0; call < calls; call++) losses.Add(epoch());
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
