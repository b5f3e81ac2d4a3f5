using System.Runtime.ExceptionServices;

namespace Gradus.Backends;

/// <summary>
/// Shares a count of independent pieces out to the caller and to helpers. Each begins with a range of its own, the same one in
/// every run of as many pieces, so that what it wrote in one run is still in its cache in the next; who is done helps the others.
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
        var job = new Job(count, threads, cancellation, run);
        var wanted = threads - 1;
        if (helpers.Length < wanted) Hire(wanted);
        // Helpers that are busy with another thread's pieces are left to it.
        foreach (var helper in helpers)
            if (helper.TryOffer(job) && --wanted == 0) break;
        job.Work(0);
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
            while (all.Count < wanted) all.Add(new Helper(all.Count + 1));
            helpers = [.. all];
        }
    }

    private sealed class Job
    {
        private readonly int count;
        private readonly CancellationToken cancellation;
        private readonly Action<int, int> run;

        // The next piece of each range.
        private readonly int[] next;
        private int active;
        private ExceptionDispatchInfo? failure;

        public Job(int count, int ranges, CancellationToken cancellation, Action<int, int> run)
        {
            (this.count, this.cancellation, this.run) = (count, cancellation, run);
            next = new int[ranges];
            for (var range = 0; range < ranges; range++) next[range] = First(range);
        }

        private int First(int range) => (int)((long)count * range / next.Length);

        /// <summary>All that is left, from the worker's own range on.</summary>
        public void Work(int worker)
        {
            Interlocked.Increment(ref active);
            try
            {
                for (var other = 0; other < next.Length; other++) WorkOn((worker + other) % next.Length);
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

        private void WorkOn(int range)
        {
            var end = First(range + 1);
            while (failure is null)
            {
                var piece = Interlocked.Increment(ref next[range]) - 1;
                if (piece >= end) break;
                cancellation.ThrowIfCancellationRequested();
                run(piece, piece + 1);
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
        private readonly int number;
        private Job? job;
        private volatile bool isAsleep;

        public Helper(int number)
        {
            this.number = number;
            new Thread(Live) { IsBackground = true, Name = "Gradus helper" }.UnsafeStart();
        }

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
                Await().Work(number);
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
