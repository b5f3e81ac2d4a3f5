using Gradus.Gradient;

namespace Gradus;

/// <summary>Whether operations keep history, and gradients as values.</summary>
public static class Autograd
{
    [ThreadStatic] private static bool disabled;

    /// <summary>Whether operations on this thread keep the history that <c>Backward</c> needs.</summary>
    public static bool IsEnabled => !disabled;

    /// <summary>
    /// Until disposed, operations on this thread keep no history: <c>using (Autograd.NoGrad()) { w -= rate * w.Grad; }</c>
    /// </summary>
    public static Mode NoGrad() => new(isEnabled: false);

    /// <summary>Until disposed, operations on this thread keep history again, inside a <see cref="NoGrad"/>.</summary>
    public static Mode EnableGrad() => new(isEnabled: true);

    /// <summary>
    /// The gradients of a scalar with respect to the inputs, without touching anybody's <c>Grad</c>. With
    /// <paramref name="createGraph"/> they can be differentiated again. An input that the result does not depend on gets zeros.
    /// </summary>
    public static Tensor[] Grad(Tensor result, ReadOnlySpan<Tensor> inputs, bool createGraph = false) =>
        Reverse.Gradients(result, inputs, createGraph);

    /// <summary>Restores the earlier mode when disposed.</summary>
    public readonly ref struct Mode
    {
        private readonly bool before;

        internal Mode(bool isEnabled)
        {
            before = disabled;
            disabled = !isEnabled;
        }

        public void Dispose() => disabled = before;
    }
}
