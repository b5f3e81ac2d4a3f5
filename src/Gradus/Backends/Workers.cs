using System.Runtime.ExceptionServices;

namespace Gradus.Backends;

/// <summary>
/// Shares a count of independent pieces out to the caller and to helpers. Pieces are taken as workers come free.
/// </summary>
internal static class Workers
{
    private static readonly Lock Hiring = new();
    private static Helper[] helpers = [];

    public static void Run(int count, CancellationToken cancellation, Action<int, int> run)
    {
        var threads = Math.Min(Flags.Threads, count);
        if (threads <= 1)
        {
            if (!cancellation.CanBeCanceled) run(0, count);
            else RunUntilCancelled(count, cancellation, run);
            return;
        }
        var job = new Job(count, cancellation, run);
        var wanted = threads - 1;
        if (helpers.Length < wanted) Hire(wanted);
        // Helpers that are busy with another thread's pieces are left to it.
        foreach (var helper in helpers)
            if (helper.TryOffer(job) && --wanted == 0) break;
        job.Work();
        job.Wait();
    }

    private static void RunUntilCancelled(int count, CancellationToken cancellation, Action<int, int> run)
    {
        for (var piece = 0; piece < count; piece++)
        {
            cancellation.ThrowIfCancellationRequested();
            run(piece, piece + 1);
        }
    }

    private static void Hire(int wanted)
    {
        lock (Hiring)
        {
            var all = helpers.ToList();
            while (all.Count < wanted) all.Add(new Helper());
            helpers = [.. all];
        }
    }

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

        // A helper that starts late finds no piece left and changes nothing, so only those inside have to be waited for. Without
        // a sleep: Thread.Interrupt would end it while they still write.
        public void Wait()
        {
            var spin = new SpinWait();
            while (Volatile.Read(ref active) > 0) spin.SpinOnce(sleep1Threshold: -1);
            failure?.Throw();
        }
    }

    /// <summary>
    /// A thread that helps. Between the runs of a training step it stays awake, because waking a thread takes some 50 us, as long
    /// as many a loop; soon after, it sleeps.
    /// </summary>
    private sealed class Helper
    {
        private const double AwakeMicroseconds = 100;

        private readonly AutoResetEvent alarm = new(false);
        private Job? job;
        private volatile bool isAsleep;

        public Helper() => new Thread(Live) { IsBackground = true, Name = "Gradus helper" }.UnsafeStart();

        public bool TryOffer(Job offered)
        {
            if (job is not null || Interlocked.CompareExchange(ref job, offered, null) is not null) return false;
            if (isAsleep) alarm.Set();
            return true;
        }

        private void Live()
        {
            while (true)
            {
                Await().Work();
                Volatile.Write(ref job, null);
            }
        }

        private Job Await()
        {
            var since = System.Diagnostics.Stopwatch.GetTimestamp();
            while (System.Diagnostics.Stopwatch.GetElapsedTime(since).TotalMicroseconds < AwakeMicroseconds)
            {
                for (var turn = 0; turn < 20; turn++)
                {
                    if (Volatile.Read(ref job) is { } offered) return offered;
                    Thread.SpinWait(5);
                }
            }
            while (true)
            {
                isAsleep = true;
                Interlocked.MemoryBarrier();
                if (Volatile.Read(ref job) is { } offered)
                {
                    isAsleep = false;
                    return offered;
                }
                alarm.WaitOne();
                isAsleep = false;
            }
        }
    }
}
