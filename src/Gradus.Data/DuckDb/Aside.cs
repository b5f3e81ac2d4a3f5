namespace Gradus.Data;

/// <summary>
/// Runs what can take long and heeds no interrupt (DuckDB finding a CSV's dialect or planning a query over 10,000 columns takes
/// half a second) so that a cancelled caller does not wait for it: it ends on its own, and what it made is disposed.
/// </summary>
internal static class Aside
{
    public static T Run<T>(Func<T> make, CancellationToken cancellation) where T : IDisposable
    {
        if (!cancellation.CanBeCanceled) return make();
        cancellation.ThrowIfCancellationRequested();
        var making = Task.Run(make, CancellationToken.None);
        try
        {
            return making.WaitAsync(cancellation).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            making.ContinueWith(Discard, TaskScheduler.Default);
            throw new OperationCanceledException(cancellation);
        }
    }

    private static void Discard<T>(Task<T> made) where T : IDisposable
    {
        if (made.IsCompletedSuccessfully) made.Result.Dispose();
        // Looked at, an exception is not reported as unobserved.
        else _ = made.Exception;
    }
}
