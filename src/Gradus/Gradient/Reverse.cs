using System.Runtime.InteropServices;
using Gradus.Graph;

namespace Gradus.Gradient;

/// <summary>
/// Reverse-mode differentiation: walks the graph from the result back and builds more nodes of the same kind. There is no tape.
/// </summary>
internal static class Reverse
{
    /// <summary>Adds the gradient of a scalar to every parameter it depends on.</summary>
    public static void Backward(Tensor result, Tensor? cotangent, bool createGraph)
    {
        Check("Backward", result, cotangent);
        AttachGradients(result, cotangent, createGraph);
        // A loss is going to be read: the run of its gradients keeps it, whatever op it is the result of.
        Group.SmallResultMade(result.Node);
    }

    private static void AttachGradients(Tensor result, Tensor? cotangent, bool createGraph)
    {
        using var nodes = History.Of(result.Node);
        // What a recording has updated belongs to its plan.
        if (nodes.HasWaitingParameter && Capturing.Recording.Current is null) FinishWaiting(nodes);
        using var mode = createGraph ? Autograd.EnableGrad() : Autograd.NoGrad();
        // A pass over nodes that are all still to be computed follows from the graph alone: it can be part of a plan.
        if (cotangent is null && !createGraph && !nodes.HasValues() && !Flags.IsUnusual)
        {
            Defer(result.Node, nodes);
            return;
        }
        var cotangents = Accumulate(nodes, result, cotangent);
        foreach (var at in nodes.Parameters)
        {
            // The handle may have moved on since the graph was built: the gradient still belongs to the parameter.
            var parameter = nodes[at].Owner!;
            // Zeros where it is reached only through ops whose derivative is zero everywhere; added to a sum, too, as by a
            // deferred pass, which cannot know.
            var gradient = cotangents[at]?.AsGradient(parameter.Shape) ?? Tensor.ZerosLike(parameter);
            parameter.AttachGrad(parameter.GradOrNull is { } sum ? sum + gradient : gradient);
        }
        foreach (var at in nodes.Parameters)
            if (nodes[at].Owner is { GradOrNull.Node.IsPending: true } parameter) Group.GradientAttached(parameter);
    }

    private static void Defer(Node result, History nodes)
    {
        // What it goes through has been weighed while it was built.
        var backward = new Node(BackwardOp.Instance, result.Shape, result.DType, result) { Weight = 1 };
        var place = 0;
        foreach (var at in nodes.Parameters)
        {
            var node = nodes[at];
            var parameter = node.Owner!;
            Tensor gradient = new(new Node(
                GradientOp.Instance, node.Shape, node.DType, backward, facts: Axes.Single(place++)));
            parameter.AttachGrad(parameter.GradOrNull is { } sum ? sum + gradient : gradient);
        }
        Group.GradientsAttached(backward, nodes);
    }

    /// <summary>The gradients that a deferred pass stands for, one for each of its parameters.</summary>
    public static Node[] WriteOut(Node backward)
    {
        var result = new Tensor(backward.Input(0));
        using var nodes = History.Of(result.Node);
        using var mode = Autograd.NoGrad();
        var cotangents = Accumulate(nodes, result, null);
        var gradients = new Node[nodes.Parameters.Length];
        for (var i = 0; i < gradients.Length; i++)
        {
            var at = nodes.Parameters[i];
            gradients[i] = (cotangents[at]?.AsGradient(nodes[at].Shape) ?? Tensor.Zeros(nodes[at].Shape, nodes[at].DType)).Node;
        }
        return gradients;
    }

    public static Tensor[] Gradients(Tensor result, ReadOnlySpan<Tensor> inputs, bool createGraph)
    {
        Check("Autograd.Grad", result, null);
        using var nodes = History.Of(result.Node);
        using var mode = createGraph ? Autograd.EnableGrad() : Autograd.NoGrad();
        var cotangents = Accumulate(nodes, result, null);
        var gradients = new Tensor[inputs.Length];
        for (var i = 0; i < gradients.Length; i++)
        {
            if (!inputs[i].NeedsGrad) throw Errors.InputWithoutGrad(i);
            var at = nodes.Find(inputs[i].Node);
            gradients[i] = at < 0 || cotangents[at] is not { } gradient
                ? Tensor.ZerosLike(inputs[i]) : gradient.AsGradient(inputs[i].Shape);
        }
        return gradients;
    }

    private static void Check(string operation, Tensor result, Tensor? cotangent)
    {
        if (!result.NeedsGrad) throw Errors.NoHistory(operation);
        if (cotangent is null && result.Elements != 1) throw Errors.BackwardOfMany(operation, result.Shape);
        if (cotangent is not null && !cotangent.Shape.Equals(result.Shape))
            throw Errors.GradientShape(result.Shape, cotangent.Shape);
    }

    // Parameters whose last update still waits are brought up to date first, together: one step a run, and stable plans.
    private static void FinishWaiting(History nodes)
    {
        List<Node>? waiting = null;
        foreach (var at in nodes.Parameters)
            if (nodes[at].IsPending) (waiting ??= []).Add(nodes[at]);
        if (waiting is not null) Backends.Runner.Realize(CollectionsMarshal.AsSpan(waiting));
    }

    private static Tensor?[] Accumulate(History nodes, Tensor result, Tensor? cotangent)
    {
        var cotangents = new Tensor?[nodes.Count];
        cotangents[^1] = cotangent?.To(result.DType) ?? One(result);
        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            var node = nodes[i];
            if (node.Owner is not null || cotangents[i] is not { } above) continue;
            for (var input = 0; input < node.InputCount; input++)
            {
                var target = node.Input(input);
                if (!target.RequiresGrad || node.Op.Gradient(input, Shaped(above, node), node) is not { } below) continue;
                below = SumTo(below, node, target).To(target.DType);
                var at = nodes.Find(target);
                cotangents[at] = Whole(cotangents[at] is { } sum ? sum + below : below, target);
            }
        }
        return cotangents;
    }

    private static Tensor One(Tensor result) => new(NumberOp.Create(result.DType, 1L));

    // What is made of bare numbers is one again, or, where they are the program's, a node of no shape: one element.
    private static Tensor Whole(Tensor cotangent, Node target) =>
        cotangent.Node.IsNumber || cotangent.Shape.Equals(target.Shape) ? cotangent : cotangent.Expand(target.Shape);

    // A bare number stands for a cotangent that is the same everywhere; formulas take it as it is, other ops need its shape.
    private static Tensor Shaped(Tensor cotangent, Node node) =>
        cotangent.Node.IsNumber && node.Op is not (MapOp or ReduceOp) ? cotangent.Expand(node.Shape) : cotangent;

    // Sums over the axes that broadcasting added or widened.
    private static Tensor SumTo(Tensor gradient, Node node, Node target)
    {
        var shape = target.Shape;
        if (!gradient.Node.IsNumber && node.Op is MapOp && Repeats(gradient.Shape, node.Shape, shape) is not 1 and var repeats)
            gradient = repeats == 0 ? Tensor.Zeros(gradient.Shape, gradient.DType) : gradient * repeats;
        if (gradient.Node.IsNumber)
        {
            // Each element of the input was read so many times; a scalar's too, whose shape is that of the number.
            var reads = node.Op is MapOp && shape.Elements > 0 ? node.Shape.Elements / shape.Elements : 1;
            return reads == 1 ? gradient : gradient * reads;
        }
        if (gradient.Shape.Equals(shape)) return gradient;
        if (Shape.Broadcast(gradient.Shape, shape, "Backward").Equals(shape)) return gradient.Expand(shape);
        var added = gradient.Rank - shape.Rank;
        List<int> axes = [];
        for (var axis = 0; axis < gradient.Rank; axis++)
            if (axis < added || (shape[axis - added] == 1 && gradient.Shape[axis] != 1)) axes.Add(axis);
        if (axes.Count > 0) gradient = gradient.Sum(axes.ToArray(), keepDim: true);
        if (added > 0) gradient = gradient.Reshape(gradient.Shape.Extents[added..]);
        return gradient.Expand(shape);
    }

    // A gradient that does not depend on some axes of the result, because the cotangent is a bare number, lacks them: it stands
    // for as many equal ones, of which the target wants the sum.
    private static int Repeats(Shape gradient, Shape result, Shape target)
    {
        var repeats = 1;
        for (var axis = 1; axis <= result.Rank; axis++)
            if (Extent(gradient, axis) == 1 && Extent(target, axis) == 1) repeats *= result[^axis];
        return repeats;

        static int Extent(Shape shape, int axis) => axis <= shape.Rank ? shape[^axis] : 1;
    }
}
