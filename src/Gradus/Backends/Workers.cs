using System.Runtime.ExceptionServices;

namespace Gradus.Backends;

/// <summary>
/// Shares a count of independent pieces out to the caller and the thread pool. Pieces are taken as workers come free.
/// </summary>
internal static class Workers
{
    private sealed class Job(int count, CancellationToken cancellation, Action<int, int> run)
    {
        private int next;
        private int active;
        private ExceptionDispatchInfo? failure;

        public void Work()
        {
            Interlocked.Increment(ref active);
            try
            {
                while (failure is null)
                {
                    var piece = Interlocked.Increment(ref next) - 1;
                    if (piece >= count) break;
                    cancellation.ThrowIfCancellationRequested();
                    run(piece, piece + 1);
                }
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
            }
            finally
            {
                Interlocked.Decrement(ref active);
            }
        }

        // A helper that starts late finds no piece left and changes nothing, so only those inside have to be waited for. Without a
        // sleep: Thread.Interrupt would end it while they still write.
        public void Wait()
        {
            var spin = new SpinWait();
            while (Volatile.Read(ref active) > 0) spin.SpinOnce(sleep1Threshold: -1);
            failure?.Throw();
        }
    }

    public static void Run(int count, CancellationToken cancellation, Action<int, int> run)
    {
        var threads = Math.Min(Flags.Threads, count);
        if (threads <= 1)
        {
            run(0, count);
            return;
        }
        var job = new Job(count, cancellation, run);
        for (var helper = 1; helper < threads; helper++)
            ThreadPool.UnsafeQueueUserWorkItem(static job => job.Work(), job, preferLocal: false);
        job.Work();
        job.Wait();
    }
}
