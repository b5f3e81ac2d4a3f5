using Gradus.Graph;

namespace Gradus.Capturing;

/// <summary>What happens while the user's step runs for the first time.</summary>
internal sealed class Recording : IDisposable
{
    [ThreadStatic] private static Recording? current;

    /// <summary>States in the order of their first update, with the value each had before it.</summary>
    public readonly List<(Tensor State, Node Before)> States = [];

    // How many threads are in the middle of one, mostly none: to find a variable of the thread's own is a call.
    private static int count;

    private readonly List<Tensor> parameters = [];

    // Tensors of the step's own: they begin anew in each call, so their updates and gradients are part of the step's expression.
    private readonly HashSet<Tensor> made = new(ReferenceEqualityComparer.Instance);

    public Recording()
    {
        current = this;
        Interlocked.Increment(ref count);
    }

    /// <summary>The recording that this thread is in the middle of.</summary>
    public static Recording? Current => count == 0 ? null : current;

    public void Dispose()
    {
        current = null;
        Interlocked.Decrement(ref count);
    }

    public void Made(Tensor tensor) => made.Add(tensor);

    public bool HasMade(Tensor tensor) => made.Contains(tensor);

    public void Updated(Tensor state, Node before)
    {
        if (HasMade(state)) return;
        foreach (var (known, _) in States)
            if (known == state) return;
        // Now, while nothing of the step hangs on it: a run takes everything along that does.
        if (before.IsPending) Backends.Runner.Realize(before);
        States.Add((state, before));
    }

    public void GradientAttached(Tensor parameter)
    {
        if (HasMade(parameter) || parameters.Contains(parameter)) return;
        if (parameter.HasGrad) throw Errors.CaptureWithGradient("before");
        parameters.Add(parameter);
    }

    /// <summary>A gradient from before the step would stay what it was at the first call.</summary>
    public void GradientRead(Tensor parameter)
    {
        if (!parameter.HasGrad || HasMade(parameter) || parameters.Contains(parameter)) return;
        throw Errors.CaptureWithGradient("before");
    }

    /// <summary>A gradient that outlives the step would be added to by the next call, which the recording has not seen.</summary>
    public void CheckGradients()
    {
        foreach (var parameter in parameters)
            if (parameter.HasGrad) throw Errors.CaptureWithGradient("after");
    }
}
