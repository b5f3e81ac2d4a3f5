using Gradus.Backends;

namespace Gradus;

/// <summary>How the calling thread's runs are stopped.</summary>
public static class Execution
{
    /// <summary>The token that this thread's runs look at, at every block.</summary>
    public static CancellationToken Cancellation => RunContext.Current.Cancellation;

    /// <summary>
    /// Until disposed, runs on this thread stop with <see cref="OperationCanceledException"/> soon after the token is cancelled.
    /// A stopped run publishes nothing: what was pending can be run again.
    /// </summary>
    public static Scope CancelWith(CancellationToken token) => new(token);

    /// <summary>
    /// Until disposed, notes what runs on this thread do: which ops became one loop, and what was run by a kernel of its own.
    /// </summary>
    public static RunLog Watch() => new();

    public readonly ref struct Scope
    {
        private readonly CancellationToken before;

        internal Scope(CancellationToken token)
        {
            var context = RunContext.Current;
            before = context.Cancellation;
            context.Cancellation = token;
        }

        public void Dispose() => RunContext.Current.Cancellation = before;
    }
}
