namespace Gradus.Jupyter;

/// <summary>
/// Stops the cell that is running. First everything that looks is told; a thread that sleeps or waits in the cell's code is then
/// woken by an exception; what still does not stop is said to need a restart.
/// </summary>
internal sealed class Stopping
{
    private static readonly TimeSpan UntilWoken = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan UntilSaid = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private Thread? thread;
    private CellContext? context;
    private int cell;
    private long requestedAt;
    private bool wasWoken;
    private Action stuck = () => { };

    /// <summary>The calling thread begins with a cell, its compilation included.</summary>
    /// <param name="stuck">Called once if the cell was told to stop and does not.</param>
    public void Begin(Action stuck)
    {
        lock (gate)
        {
            cell++;
            this.stuck = stuck;
            requestedAt = 0;
            Interruption.Begin();
        }
    }

    /// <summary>The calling thread begins to run the cell's code.</summary>
    public void Enter(CellContext context)
    {
        lock (gate) (thread, this.context, wasWoken) = (Thread.CurrentThread, context, false);
    }

    public void Leave()
    {
        lock (gate)
        {
            thread = null;
            if (!wasWoken) return;
        }
        try
        {
            // The wake-up may have come just after the wait it was meant for: it must not reach the next one.
            Thread.Sleep(1);
        }
        catch (ThreadInterruptedException)
        {
        }
    }

    public void End()
    {
        lock (gate)
        {
            cell++;
            Interruption.End();
        }
    }

    /// <summary>Whether the cell was told to stop longer ago than that.</summary>
    public bool IsOverdue(TimeSpan patience)
    {
        var at = Interlocked.Read(ref requestedAt);
        return at != 0 && Environment.TickCount64 - at > patience.TotalMilliseconds;
    }

    /// <summary>Returns at once. Between cells it does nothing.</summary>
    public void Request()
    {
        lock (gate)
        {
            if (cell % 2 == 0 || requestedAt != 0) return;
            Interlocked.Exchange(ref requestedAt, Environment.TickCount64);
            Interruption.Request();
            var meant = cell;
            new Thread(() => Wake(meant)) { IsBackground = true, Name = "interruption" }.Start();
        }
    }

    private void Wake(int meant)
    {
        var begun = Environment.TickCount64;
        Thread.Sleep(UntilWoken);
        while (Environment.TickCount64 - begun < UntilSaid.TotalMilliseconds)
        {
            lock (gate)
            {
                if (cell != meant) return;
                if (thread is { } sleeper && !context!.IsWaiting && (sleeper.ThreadState & ThreadState.WaitSleepJoin) != 0)
                {
                    wasWoken = true;
                    sleeper.Interrupt();
                }
            }
            Thread.Sleep(Between);
        }
        lock (gate)
            if (cell == meant) stuck();
    }
}
