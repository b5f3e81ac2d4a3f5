using Gradus.Graph;

namespace Gradus.Capturing;

/// <summary>What happens while the user's step runs for the first time.</summary>
internal sealed class Recording : IDisposable
{
    [ThreadStatic] private static Recording? current;

    /// <summary>States in the order of their first update, with the value each had before it.</summary>
    public readonly List<(Tensor State, Node Before)> States = [];

    private readonly List<Tensor> parameters = [];

    public Recording() => current = this;

    /// <summary>The recording that this thread is in the middle of.</summary>
    public static Recording? Current => current;

    public void Dispose() => current = null;

    public void Updated(Tensor state, Node before)
    {
        foreach (var (known, _) in States)
            if (known == state) return;
        States.Add((state, before));
    }

    public void GradientAttached(Tensor parameter)
    {
        if (parameters.Contains(parameter)) return;
        if (parameter.HasGrad) throw Errors.CaptureWithGradient("before");
        parameters.Add(parameter);
    }

    /// <summary>A gradient that outlives the step would be added to by the next call, which the recording has not seen.</summary>
    public void CheckGradients()
    {
        foreach (var parameter in parameters)
            if (parameter.HasGrad) throw Errors.CaptureWithGradient("after");
    }
}
