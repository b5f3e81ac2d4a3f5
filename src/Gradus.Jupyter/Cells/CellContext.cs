namespace Gradus.Jupyter;

/// <summary>
/// Brings a cell back to its own thread after each await. When the cell has ended, what it left running goes on in the thread
/// pool; when it was abandoned, what comes after its awaits never runs.
/// </summary>
internal sealed class CellContext : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> queue = new();
    private bool isClosed;
    private bool isAbandoned;

    /// <summary>Whether the thread waits here, rather than in the cell's code.</summary>
    public volatile bool IsWaiting;

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (queue)
        {
            if (isAbandoned) return;
            if (!isClosed)
            {
                queue.Enqueue((d, state));
                Monitor.Pulse(queue);
                return;
            }
        }
        ThreadPool.QueueUserWorkItem(_ => d(state));
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (Current == this)
        {
            d(state);
            return;
        }
        using var done = new ManualResetEventSlim();
        Post(_ =>
        {
            try
            {
                d(state);
            }
            finally
            {
                done.Set();
            }
        }, null);
        done.Wait();
    }

    /// <summary>Runs what is posted until the task has ended.</summary>
    /// <param name="isGivenUp">Asked every few milliseconds: whether to wait no longer.</param>
    /// <param name="onFailure">Takes what an <c>async void</c> method throws.</param>
    /// <returns>Whether the task has ended.</returns>
    public bool Run(Task task, Func<bool> isGivenUp, Action<Exception> onFailure)
    {
        task.ContinueWith(_ => Post(_ => { }, null), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        while (!task.IsCompleted && !isGivenUp())
        {
            if (Next() is not var (callback, state)) continue;
            try
            {
                callback(state);
            }
            catch (Exception failure)
            {
                onFailure(failure);
            }
        }
        Close(!task.IsCompleted);
        return task.IsCompleted;
    }

    private (SendOrPostCallback Callback, object? State)? Next()
    {
        const int moment = 10;
        IsWaiting = true;
        try
        {
            lock (queue)
            {
                if (queue.Count == 0) Monitor.Wait(queue, moment);
                return queue.TryDequeue(out var next) ? next : null;
            }
        }
        catch (ThreadInterruptedException)
        {
            // Meant for the cell's code, which is not what was running.
            return null;
        }
        finally
        {
            IsWaiting = false;
        }
    }

    private void Close(bool abandon)
    {
        lock (queue)
        {
            (isClosed, isAbandoned) = (true, abandon);
            if (!abandon)
                foreach (var (callback, state) in queue) ThreadPool.QueueUserWorkItem(_ => callback(state));
            queue.Clear();
        }
    }
}
