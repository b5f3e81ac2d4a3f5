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

    /// <summary>Tensors from around the step that are bare numbers, which they may not be any more at another call.</summary>
    public readonly List<(Tensor Tensor, Node Number)> Numbers = [];

    /// <summary>Tensors from around the step, and whether gradients flowed to them when it asked.</summary>
    public readonly List<(Tensor Tensor, bool NeedsGrad)> Surroundings = [];

    // Values from around the step, by the tensors that the step knows them as: those may be updated between calls.
    private readonly Dictionary<Node, Tensor> read = new(ReferenceEqualityComparer.Instance);

    /// <summary>Parameters that the step gives a gradient or asks for one: none may have one from before.</summary>
    public readonly List<Tensor> Parameters = [];

    /// <summary>Parameters whose gradient from before the step is forgotten by it.</summary>
    public readonly List<Tensor> Forgotten = [];

    /// <summary>Random numbers, and what draws others in their place.</summary>
    public readonly Dictionary<Node, Action<Array>> Drawn = new(ReferenceEqualityComparer.Instance);

    // Tensors of the step's own: they begin anew in each call, so their updates and gradients are part of the step's expression.
    private readonly HashSet<Tensor> made = new(ReferenceEqualityComparer.Instance);

    // What the step is called with, and what it knows that as.
    private readonly Tensor[] given;
    private readonly Tensor[] arguments;

    private bool isComputing;

    public Recording(Tensor[] given, Tensor[] arguments)
    {
        (this.given, this.arguments) = (given, arguments);
        made.UnionWith(arguments);
        current = this;
        Interlocked.Increment(ref count);
    }

    /// <summary>The recording that this thread is in the middle of.</summary>
    public static Recording? Current => count == 0 ? null : current;

    /// <summary>Whether any thread is in the middle of a recording.</summary>
    public static bool IsAny => count != 0;

    public void Dispose()
    {
        current = null;
        Interlocked.Decrement(ref count);
    }

    public void Made(Tensor tensor) => made.Add(tensor);

    public bool HasMade(Tensor tensor) => made.Contains(tensor);

    /// <summary>
    /// The value that the step knows a tensor by. One from around the step is computed now, while nothing of the step hangs on
    /// it: in the step it would be computed by each call again, from whatever its inputs are by then.
    /// </summary>
    public Node Read(Tensor tensor, Node node)
    {
        if (isComputing || HasMade(tensor) || IsState(tensor)) return node;
        if (node.IsNumber)
        {
            if (!Numbers.Contains((tensor, node))) Numbers.Add((tensor, node));
            return node;
        }
        if (node.IsPending) Compute(node);
        if (read.TryAdd(node, tensor)) Surroundings.Add((tensor, node.RequiresGrad));
        if (read[node] == tensor) return node;
        // Another tensor has the same value, and the next update is of one of them.
        if (!node.RequiresGrad) read.Add(node = tensor.Part(), tensor);
        else if (node.Owner == tensor) read[node] = tensor;
        return node;
    }

    /// <summary>The tensor whose value it was before the step, or null.</summary>
    public Tensor? TensorOf(Node node) => read.GetValueOrDefault(node);

    // What is run with it may ask for tensors around the step, too.
    private void Compute(Node node)
    {
        isComputing = true;
        try
        {
            Backends.Runner.Realize(node);
        }
        finally
        {
            isComputing = false;
        }
    }

    private bool IsState(Tensor tensor)
    {
        foreach (var (known, _) in States)
            if (known == tensor) return true;
        return false;
    }

    public void Updated(Tensor state, Node before)
    {
        if (Array.IndexOf(arguments, state) is >= 0 and var argument) throw Errors.CaptureUpdatesArgument(argument);
        if (HasMade(state) || IsState(state)) return;
        ThrowIfUpdated(state, given);
        States.Add((state, before));
    }

    /// <summary>An argument is one value all through the step, which a state that is updated is not.</summary>
    public static void ThrowIfUpdated(Tensor state, ReadOnlySpan<Tensor> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
            if (arguments[i] == state) throw Errors.CaptureUpdatesArgument(i);
    }

    /// <summary>A gradient from before the step would stay what it was at the first call.</summary>
    public void GradientUsed(Tensor parameter)
    {
        if (HasMade(parameter) || Parameters.Contains(parameter)) return;
        if (parameter.GradOrNull is not null) throw Errors.CaptureWithGradient("before");
        Parameters.Add(parameter);
    }

    /// <summary>What comes later in the step finds none.</summary>
    public void GradientForgotten(Tensor parameter)
    {
        if (HasMade(parameter) || Parameters.Contains(parameter)) return;
        Forgotten.Add(parameter);
        Parameters.Add(parameter);
    }

    /// <summary>A gradient that outlives the step would be added to by the next call, which the recording has not seen.</summary>
    public void CheckGradients()
    {
        foreach (var parameter in Parameters)
            if (parameter.GradOrNull is not null) throw Errors.CaptureWithGradient("after");
    }
}
