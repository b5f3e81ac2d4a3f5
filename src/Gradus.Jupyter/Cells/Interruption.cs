using System.ComponentModel;

namespace Gradus.Jupyter;

/// <summary>
/// How a cell is stopped. Every loop and every method of a cell calls <see cref="Poll"/>, and every await goes through
/// <see cref="Await(Task)"/>: the kernel writes the calls into the cell's code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Interruption
{
    // How long handlers and finally blocks run freely; after that even they are stopped.
    private const long CleanUp = 80;

    // How long tasks that an interrupted cell has started are looked for.
    private const long Leftovers = 10_000;

    // Flows into the tasks that a cell starts: one that begins only after the interruption must not run on.
    private static readonly AsyncLocal<CancellationTokenSource?> OfThisFlow = new();
    private static volatile CancellationTokenSource source = new();
    private static volatile bool isRequested;
    private static volatile bool mayThrow;
    private static long requestedAt;
    [ThreadStatic] private static CancellationTokenSource? thrownFor;
    [ThreadStatic] private static long thrownAt;

    /// <summary>Cancelled when the cell that runs is interrupted.</summary>
    public static CancellationToken Token => source.Token;

    internal static bool IsRequested => isRequested;

    /// <exception cref="InterruptedException">The cell was told to stop.</exception>
    public static void Poll()
    {
        if (mayThrow) Throw();
    }

    /// <summary>
    /// Called where an exception is handled: from here on the thread has its moment to clean up, however it was stopped.
    /// </summary>
    public static void Handle()
    {
        if (mayThrow && Stopped() is { } stopped && thrownFor != stopped)
            (thrownFor, thrownAt) = (stopped, Environment.TickCount64);
    }

    public static Task Await(Task task) => task.IsCompleted ? task : task.WaitAsync(Token);

    public static Task<T> Await<T>(Task<T> task) => task.IsCompleted ? task : task.WaitAsync(Token);

    public static ValueTask Await(ValueTask task) => task.IsCompleted ? task : new ValueTask(task.AsTask().WaitAsync(Token));

    public static ValueTask<T> Await<T>(ValueTask<T> task) =>
        task.IsCompleted ? task : new ValueTask<T>(task.AsTask().WaitAsync(Token));

    /// <summary>Whatever else can be awaited cannot be left early.</summary>
    public static T Await<T>(T awaitable) where T : allows ref struct => awaitable;

    internal static void Begin()
    {
        isRequested = false;
        source = new CancellationTokenSource();
        OfThisFlow.Value = source;
        if (Environment.TickCount64 - Interlocked.Read(ref requestedAt) > Leftovers) mayThrow = false;
    }

    internal static void Request()
    {
        Interlocked.Exchange(ref requestedAt, Environment.TickCount64);
        isRequested = mayThrow = true;
        // What users have registered must not hold up whoever asks for the interruption, nor wait for a busy thread pool.
        new Thread(source.Cancel) { IsBackground = true, Name = "interruption" }.Start();
    }

    internal static void End() => isRequested = false;

    // What runs here is stopped with the cell that is running, or with the one that it was started by.
    private static CancellationTokenSource? Stopped() =>
        isRequested ? source : OfThisFlow.Value is { IsCancellationRequested: true } own ? own : null;

    private static void Throw()
    {
        if (Stopped() is not { } stopped) return;
        var now = Environment.TickCount64;
        if (thrownFor != stopped) (thrownFor, thrownAt) = (stopped, now);
        else if (now - thrownAt < CleanUp) return;
        throw new InterruptedException();
    }
}
