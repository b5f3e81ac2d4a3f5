namespace Gradus.Graph;

/// <summary>
/// Turns operations on tensors into nodes: promotes dtypes, checks shapes, and applies the rules that keep what is pending
/// bounded.
/// </summary>
internal static class Build
{
    /// <summary>
    /// An expression heavier than this is realized instead of growing; the weight counts shared nodes more than once.
    /// </summary>
    private const int HeaviestPending = 1 << 12;

    // Of a history all nodes stay alive anyway, and a backward pass through values that are there already is no part of a plan: a
    // long sequence is better run as a whole.
    private const int HeaviestHistory = 1 << 15;

    public static Tensor Map(MapOp op, ResultKind kind, Tensor x)
    {
        var dtype = Compute(op, kind, x.DType);
        var input = As(x, dtype);
        return Result(new Node(
            op, input.Shape, op.GivesMask ? DType.Bool : dtype, input, requiresGrad: History(op, input)));
    }

    public static Tensor Map(MapOp op, ResultKind kind, Tensor a, Tensor b)
    {
        Node left = a.Node, right = b.Node;
        var dtype = Compute(op, kind, left.DType == right.DType ? left.DType : Promote(left, right));
        if (left.DType != dtype) left = a.To(dtype).Node;
        if (right.DType != dtype) right = b.To(dtype).Node;
        if (!op.GivesMask && (left.IsNumber || right.IsNumber) && Simplify(op, left, right, dtype) is { } simpler) return simpler;
        var shape = ReferenceEquals(left.Shape, right.Shape) ? left.Shape : Shape.Broadcast(left.Shape, right.Shape, op.Name);
        return Result(new Node(
            op, shape, op.GivesMask ? DType.Bool : dtype, left, right, requiresGrad: History(op, left, right)));
    }

    // x * 1, x - 0, 2 * 3: algebra by the op's own facts, so that gradients need not be written around it.
    private static Tensor? Simplify(MapOp op, Node left, Node right, DType dtype)
    {
        if (NumberOp.IsKeyed(right) && NumberOp.Value(right) == op.RightIdentity) return Tensor.Same(left);
        if (op.IsCommutative && NumberOp.IsKeyed(left) && NumberOp.Value(left) == op.RightIdentity) return Tensor.Same(right);
        if (!left.IsNumber || !right.IsNumber || !dtype.IsFloating || NumberOp.MayChange(left) || NumberOp.MayChange(right))
            return null;
        var value = op.Exact(NumberOp.Value(left), NumberOp.Value(right), 0);
        return new(NumberOp.Create(dtype, dtype == DType.Float32 ? (float)value : value));
    }

    public static Tensor Map(MapOp op, ResultKind kind, bool firstIsMask, Tensor a, Tensor b, Tensor c)
    {
        Node first = a.Node, second = b.Node, third = c.Node;
        var dtype = firstIsMask ? Promote(second, third) : Promote(first, second, third);
        dtype = Compute(op, kind, dtype, allowsBool: firstIsMask);
        if (firstIsMask && first.DType != DType.Bool) throw Errors.MaskExpected(op.Name, first.DType);
        if (!firstIsMask && first.DType != dtype) first = a.To(dtype).Node;
        if (second.DType != dtype) second = b.To(dtype).Node;
        if (third.DType != dtype) third = c.To(dtype).Node;
        var shape = Shape.Broadcast(Shape.Broadcast(first.Shape, second.Shape, op.Name), third.Shape, op.Name);
        return Result(new Node(op, shape, dtype, [first, second, third], requiresGrad: History(op, first, second, third)));
    }

    public static Tensor Reduce(ReduceOp op, ResultKind kind, bool allowsEmpty, Tensor x, ReadOnlySpan<int> axes, bool keepDim)
    {
        var reduced = Axes.Normalize(axes, x.Shape, op.Name);
        var dtype = Compute(op, kind, x.DType);
        var input = As(x, dtype);
        if (!allowsEmpty)
            foreach (var axis in reduced)
                if (x.Shape[axis] == 0) throw Errors.ReduceNothing(op.Name, x.Shape, axis);
        var shape = keepDim ? Axes.Keep(x.Shape, reduced) : Axes.Drop(x.Shape, reduced);
        return Result(new Node(op, shape, dtype, input, facts: reduced, requiresGrad: History(op, input)));
    }

    public static Tensor Move(MoveOp op, Tensor x, Shape shape, int[]? facts = null, int[]? offsets = null)
    {
        var input = x.Node;
        return Result(new Node(op, shape, input, facts, offsets, History(op, input)));
    }

    /// <summary>The new tensor, after the rules that hold for every node.</summary>
    public static Tensor Result(Node node)
    {
        if (Flags.IsUnusual) Flags.Note(node);
        if (node.Weight > HeaviestPending) Bound(node);
        var tensor = new Tensor(node);
        if (Flags.OpAtATime) tensor.Realize();
        return tensor;
    }

    /// <summary>A small result on a gradient graph, like a loss, is kept by the first run that passes it.</summary>
    public static Tensor Kept(Tensor result)
    {
        Group.SmallResultMade(result.Node);
        return result;
    }

    // The weight may have counted shared nodes many times: count them exactly, and realize only what is really large. A step that
    // is recorded is one plan, however large: what was realized meanwhile would stay as it was at the first call. A backward pass
    // is as large as what it goes through.
    private static void Bound(Node node)
    {
        var heaviest = node.RequiresGrad ? HeaviestHistory : HeaviestPending;
        if (node.Weight <= heaviest || Capturing.Recording.Current is not null || Gradient.History.IsOpen) return;
        var pending = Pending.Estimate(node);
        if (pending >= heaviest) pending = Pending.Count(node, heaviest);
        if (pending < heaviest)
        {
            node.Weight = pending;
            return;
        }
        for (var i = 0; i < node.InputCount; i++)
            if (node.InputOrNull(i) is { IsPending: true } input) Backends.Runner.Realize(input);
        node.Weight = 1;
    }

    public static bool History(Op op, Node a) => a.RequiresGrad && op.IsDifferentiable && Autograd.IsEnabled;

    private static bool History(Op op, Node a, Node b) =>
        (a.RequiresGrad || b.RequiresGrad) && op.IsDifferentiable && Autograd.IsEnabled;

    private static bool History(Op op, Node a, Node b, Node c) =>
        (a.RequiresGrad || b.RequiresGrad || c.RequiresGrad) && op.IsDifferentiable && Autograd.IsEnabled;

    private static DType Compute(Op op, ResultKind kind, DType dtype, bool allowsBool = false) => kind switch
    {
        ResultKind.Floating when !dtype.IsFloating => DType.Float32,
        ResultKind.Wide when !dtype.IsFloating => DType.Int64,
        ResultKind.Logical => DType.Bool,
        // False is below true; masks themselves are not numbers.
        ResultKind.Bool when dtype == DType.Bool => DType.Int32,
        ResultKind.SameAsInput when dtype == DType.Bool && !allowsBool => throw Errors.BoolArithmetic(op.Name),
        _ => dtype,
    };

    /// <summary>The tensor's value in an element type.</summary>
    public static Node As(Tensor x, DType dtype) => x.DType == dtype ? x.Node : x.To(dtype).Node;

    /// <summary>PyTorch's promotion: numbers and then scalars only matter when they are of a higher kind.</summary>
    public static DType Promote(Node a, Node b)
    {
        if (a.DType == b.DType) return a.DType;
        int rankA = Rank(a), rankB = Rank(b);
        if (rankA == rankB) return DTypes.Promote(a.DType, b.DType);
        var (strong, weak) = rankA > rankB ? (a.DType, b.DType) : (b.DType, a.DType);
        return weak.Kind > strong.Kind ? weak : strong;
    }

    // Of three: first among those that count alike.
    private static DType Promote(Node a, Node b, Node c)
    {
        if (a.DType == b.DType && b.DType == c.DType) return a.DType;
        Span<int> strongest = [-1, -1, -1];
        foreach (var node in (ReadOnlySpan<Node>)[a, b, c])
            strongest[Rank(node)] = Math.Max(strongest[Rank(node)], (int)node.DType);
        var dtype = strongest[0];
        foreach (var stronger in strongest[1..])
            if (stronger >= 0 && (dtype < 0 || ((DType)stronger).Kind >= ((DType)dtype).Kind)) dtype = stronger;
        return (DType)dtype;
    }

    private static int Rank(Node node) => node.IsNumber ? 0 : node.Shape.Rank == 0 ? 1 : 2;
}
