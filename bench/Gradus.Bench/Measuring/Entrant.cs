namespace Gradus.Bench;

/// <summary>A side on its way through the rounds of its row.</summary>
internal sealed class Entrant(Side side, Effort effort)
{
    private readonly List<double> measurements = [];
    private int calls = 1;
    private double spent;

    /// <summary>Measured for long enough: three times, or twice if that took very long.</summary>
    public bool IsDone => measurements.Count switch
    {
        < 2 => false,
        2 => spent >= 4 * Math.Max(effort.Total, 0.25),
        _ => spent >= effort.Total,
    };

    public Timing Microseconds => Timing.Of(measurements);

    /// <summary>
    /// Runs until the time is over, and ten times unless that takes very long: some sides compile what has run a few times.
    /// Finds how many calls make up a round.
    /// </summary>
    public void WarmUp()
    {
        var (total, ran) = (0.0, 0);
        while (total < effort.WarmUp || (ran < 10 && total < 5 * effort.WarmUp))
        {
            var time = side.Seconds(calls);
            (total, ran) = (total + time, ran + calls);
            // A call as long as this is warm by itself, and long to wait for once more.
            if (time > 1) Add(time);
            if (time < effort.Round) calls = (int)Math.Clamp(calls * effort.Round / time, calls + 1, calls * 100.0);
        }
        Thread.Sleep(side.Rest);
    }

    public void Round()
    {
        // What the other sides have driven out of the caches comes back first.
        if (calls > 1) side.Seconds(1);
        Add(side.Seconds(calls));
        Thread.Sleep(side.Rest);
    }

    private void Add(double time)
    {
        spent += time;
        measurements.Add(time / calls * 1e6);
    }
}
