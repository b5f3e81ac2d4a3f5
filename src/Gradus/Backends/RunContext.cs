using Gradus.Graph;

namespace Gradus.Backends;

/// <summary>
/// What the runs of a thread share, in one object: to find a variable of the thread's own is a call.
/// </summary>
internal sealed class RunContext
{
    [ThreadStatic] private static RunContext? current;

    /// <summary>That of the calling thread.</summary>
    public static RunContext Current => current ??= new();

    /// <summary>What runs look at, at every block.</summary>
    public CancellationToken Cancellation;

    /// <summary>Who wants to know what runs do.</summary>
    public RunLog? Watcher;

    /// <summary>How many plans the thread has run.</summary>
    public long Runs;

    public readonly Scratch Scratch = new();

    /// <summary>The group that the thread is running.</summary>
    public Group? Entered;

    /// <summary>Taken while a run uses it: a run within a run makes its own.</summary>
    public RunWork? Work;
}
