using Gradus.Graph;

namespace Gradus.Passes;

/// <summary>
/// Turns nodes into values and views. Aliases and moves disappear, equal values merge, thin products become sums of
/// products, and every shape is the smallest at which a value can be computed.
/// </summary>
internal sealed class Lowering
{
    /// <summary>Up to this many products are written out one by one instead of looping over them.</summary>
    private const int Thin = 8;

    private readonly List<Value> values = [];
    private readonly Dictionary<int, List<Value>> merged = [];
    private readonly Operand[] lowered;

    // The first run-time start of the node that is being lowered.
    private int starts;

    private Lowering(int nodes) => lowered = new Operand[nodes];

    /// <summary>
    /// The values, inputs first, and the value that holds each output. Leaves and numbers are numbered in the order of the nodes.
    /// </summary>
    public static (List<Value> Values, Value[] Outputs) Lower(Subgraph graph)
    {
        var pass = new Lowering(graph.Count);
        pass.Run(graph);
        var outputs = new List<Value>();
        foreach (var i in graph.Outputs) outputs.Add(pass.Output(pass.lowered[i]));
        return (pass.values, [.. outputs]);
    }

    private void Run(Subgraph graph)
    {
        for (var i = 0; i < graph.Count; i++)
        {
            var node = graph[i];
            if (node.IsNumber)
            {
                lowered[i] = Operand.Whole(Number(node, graph.Ordinal(i)));
            }
            else if (!graph.IsComputed(i))
            {
                var leaf = new Value(ValueKind.Memory, null, [], node.Shape, node.DType) { Index = graph.Ordinal(i) };
                values.Add(leaf);
                lowered[i] = Operand.Whole(leaf);
            }
            else
            {
                var inputs = new Operand[graph.Inputs(i).Length];
                for (var input = 0; input < inputs.Length; input++) inputs[input] = lowered[graph.Inputs(i)[input]];
                starts = graph.Ordinal(i);
                lowered[i] = Lower(node, inputs);
            }
        }
    }

    // Numbers that are part of the key are known to be equal when their bits are.
    private Value Number(Node node, int index)
    {
        if (NumberOp.IsKeyed(node))
            foreach (var other in values)
                if (other is { Kind: ValueKind.Number, IsKeyed: true } && other.Bits == node.Bits && other.DType == node.DType)
                    return other;
        var number = new Value(ValueKind.Number, null, [], Shape.Scalar, node.DType)
        {
            Index = index,
            Bits = node.Bits,
            IsKeyed = NumberOp.IsKeyed(node),
        };
        values.Add(number);
        return number;
    }

    private Operand Lower(Node node, Operand[] inputs) => node.Op switch
    {
        AliasOp => Widen(inputs[0], node.Shape),
        MoveOp move => Move(move, node, inputs[0]),
        MapOp or CastOp => Map(node.Op, node.DType, node.Shape, inputs),
        ReduceOp reduce => Reduce(reduce, node.DType, node.Shape, inputs[0], node.Facts!),
        ProductOp product => Product(product, node, inputs[0], inputs[1]),
        PlaceOp => Place(node, inputs),
        GatherOp => Gather(node, inputs[0], inputs[1]),
        AccumulateOp => Accumulate(node, inputs[0], inputs[1], inputs[2]),
        _ => throw new InvalidOperationException($"{node.Op.Name} has no lowering"),
    };

    // An alias may give a bare number a shape.
    private static Operand Widen(Operand input, Shape shape) => new(input.Value, input.View.Expand(shape));

    private Operand Move(MoveOp move, Node node, Operand input)
    {
        if (move.Apply(input.View, node, starts) is { } view) return input with { View = view };
        var copy = Copy(input);
        return copy with { View = move.Apply(copy.View, node, starts)! };
    }

    private Operand Copy(Operand input) =>
        Operand.Whole(Add(new(ValueKind.Map, null, [input], input.View.Shape, input.Value.DType)));

    // Loops take numbers as they are; steps of other kinds read memory.
    private Operand InMemory(Operand operand) =>
        operand.Value.Kind == ValueKind.Number ? Copy(Operand.Whole(operand.Value)) with { View = operand.View } : operand;

    private Operand Map(Op op, DType dtype, Shape shape, params Operand[] inputs)
    {
        for (var i = 0; i < inputs.Length; i++) inputs[i] = inputs[i] with { View = inputs[i].View.Expand(shape) };
        return Operand.Whole(Add(new(ValueKind.Map, op, inputs, shape, dtype)));
    }

    private Operand Reduce(ReduceOp op, DType dtype, Shape shape, Operand input, int[] axes)
    {
        if (input.View.Shape.Elements == 0) return ReduceNothing(op, dtype, shape, input);
        // Kept axes first, reduced axes last or first: the two orders a loop can sum in. Anything else is turned into the former.
        var rank = input.View.Shape.Rank;
        var extents = input.View.Shape;
        var reduced = Array.FindAll(axes, axis => extents[axis] != 1);
        var kept = Array.FindAll(Axes.All(rank), axis => extents[axis] != 1 && !reduced.Contains(axis));
        if (reduced.Length == 0)
        {
            var same = Copy(input);
            return same with { View = same.View.Reshape(shape)! };
        }
        var leading = kept.Length == 0 || reduced[^1] < kept[0];
        var trailing = kept.Length == 0 || reduced[0] > kept[^1];
        if (!leading && !trailing)
        {
            int[] order = [.. Array.FindAll(Axes.All(rank), axis => !reduced.Contains(axis)), .. reduced];
            var permuted = input.View.Permute(order, Shape.Create(Array.ConvertAll(order, axis => extents[axis])));
            input = Copy(new(input.Value, permuted));
            reduced = Axes.All(rank)[^reduced.Length..];
        }
        var result = Operand.Whole(
            Add(new(ValueKind.Reduce, op, [input], Axes.Drop(input.View.Shape, reduced), dtype) { Axes = reduced }));
        return result with { View = result.View.Reshape(shape)! };
    }

    // The identity everywhere: one reduction of no elements, broadcast.
    private Operand ReduceNothing(ReduceOp op, DType dtype, Shape shape, Operand input)
    {
        var flat = input with { View = new View([0], [1], Offset.Zero) };
        var nothing = Operand.Whole(Add(new(ValueKind.Reduce, op, [flat], Shape.Scalar, dtype) { Axes = [0] }));
        return nothing with { View = nothing.View.Expand(shape) };
    }

    /// <summary>
    /// A product of (..., M, K) and (..., K, N) whose N or M is 1 is a sum of products in a loop; other ones are run by a kernel
    /// of their own. Which one is decided by the shape alone, so that the bits do not depend on the machine.
    /// </summary>
    private Operand Product(ProductOp product, Node node, Operand a, Operand b)
    {
        var rank = node.Shape.Rank;
        int m = node.Shape[rank - 2], n = node.Shape[rank - 1], k = a.View.Shape[rank - 1];
        if (k == 0 || node.Shape.Elements == 0 || (m > 1 && n > 1 && k > 1))
            return Operand.Whole(Add(new(ValueKind.Product, product, [InMemory(a), InMemory(b)], node.Shape, node.DType)));
        if (k <= Thin) return WrittenOut(product, node, a, b, k);
        if (rank == 2 && m <= Thin && n == 1 && m > 1) return Stacked(product, node, a, b, m);
        return SumOfProducts(product, node, a, b);
    }

    // sum over k of a[.., k] * b[k, ..], as K fused multiply-adds in order.
    private Operand WrittenOut(ProductOp product, Node node, Operand a, Operand b, int k)
    {
        var rank = node.Shape.Rank;
        var sum = Map(product.Times, node.DType, node.Shape, Part(a, rank - 1, 0), Part(b, rank - 2, 0));
        for (var i = 1; i < k; i++)
            sum = Map(product.TimesPlus, node.DType, node.Shape, Part(a, rank - 1, i), Part(b, rank - 2, i), sum);
        return sum;
    }

    // A few rows times a long vector: one sum for each row, written into one value.
    private Operand Stacked(ProductOp product, Node node, Operand a, Operand b, int m)
    {
        var column = b with
        {
            View = b.View.Reshape([b.View.Shape[0]]) ?? throw new InvalidOperationException("a column has one stride"),
        };
        var parts = new Operand[m + 1];
        var regions = new View[m];
        for (var row = 0; row < m; row++)
        {
            var part = Part(a, 0, row);
            part = part with { View = part.View.Reshape(column.View.Shape)! };
            var terms = Map(product.Times, node.DType, column.View.Shape, part, column);
            parts[row + 1] = Reduce(product.Plus, node.DType, Shape.Scalar, terms, [0]);
            regions[row] = new View(Shape.Scalar, [], Offset.Zero.Plus(row));
        }
        parts[0] = parts[1] with { View = new View(node.Shape, [0, 0], Offset.Zero) };
        return Operand.Whole(Add(new(ValueKind.Place, null, parts, node.Shape, node.DType) { Regions = regions }));
    }

    // One of M and N is 1: the matrix times the broadcast vector, summed over k. The matrix is read in the order in which it lies
    // in memory, or would if it were computed with what it was made of.
    private Operand SumOfProducts(ProductOp product, Node node, Operand a, Operand b)
    {
        var (rank, n) = (node.Shape.Rank, node.Shape[^1]);
        var (matrix, vector) = n == 1 ? (Swapped(a, rank), b) : (b, a);
        // The matrix as (..., K, rest) here; the vector as (..., K, 1).
        if (n != 1) vector = Swapped(vector, rank);
        var kIsInner = rank > 2 || (n == 1) == (node.Facts is null);
        if (kIsInner) (matrix, vector) = (Swapped(matrix, rank), Swapped(vector, rank));
        var terms = Map(product.Times, node.DType, matrix.View.Shape, matrix, vector);
        var axis = kIsInner ? rank - 1 : rank - 2;
        var sum = Reduce(product.Plus, node.DType, Axes.Drop(matrix.View.Shape, [axis]), terms, [axis]);
        return sum with { View = sum.View.Reshape(node.Shape)! };
    }

    private static Operand Swapped(Operand operand, int rank)
    {
        int[] order = [.. Axes.All(rank - 2), rank - 1, rank - 2];
        var shape = Shape.Create(Array.ConvertAll(order, axis => operand.View.Shape[axis]));
        return operand with { View = operand.View.Permute(order, shape) };
    }

    // The slice of one index along an axis, kept with extent 1.
    private static Operand Part(Operand operand, int axis, int index)
    {
        int[] extents = [.. operand.View.Shape.Extents];
        extents[axis] = 1;
        var offset = operand.View.Offset.Plus((long)index * operand.View.Strides[axis]);
        return operand with { View = new View(Shape.Create(extents), operand.View.Strides, offset) };
    }

    private Operand Place(Node node, Operand[] inputs)
    {
        inputs = Array.ConvertAll(inputs, InMemory);
        inputs[0] = inputs[0] with { View = inputs[0].View.Expand(node.Shape) };
        var regions = new View[inputs.Length - 1];
        for (var part = 1; part < inputs.Length; part++)
            regions[part - 1] = PlaceOp.Region(node, part, inputs[part].View.Shape, starts);
        return Operand.Whole(Add(new(ValueKind.Place, null, inputs, node.Shape, node.DType) { Regions = regions }));
    }

    private Operand Gather(Node node, Operand table, Operand indices)
    {
        Operand[] inputs = [Folded(table, node.Facts![0]), InMemory(indices)];
        return Operand.Whole(Add(new(ValueKind.Gather, node.Op, inputs, node.Shape, node.DType) { Axes = node.Facts }));
    }

    private Operand Accumulate(Node node, Operand background, Operand slices, Operand indices)
    {
        background = InMemory(background);
        background = background with { View = background.View.Expand(node.Shape) };
        Operand[] inputs = [background, Folded(slices, node.Facts![0]), InMemory(indices)];
        return Operand.Whole(Add(new(ValueKind.Accumulate, node.Op, inputs, node.Shape, node.DType) { Axes = node.Facts }));
    }

    // In memory, under three axes: those before the axis, it, and those behind it.
    private Operand Folded(Operand operand, int axis)
    {
        operand = InMemory(operand);
        var extents = operand.View.Shape.Extents;
        int before = 1, behind = 1;
        foreach (var extent in extents[..axis]) before *= extent;
        foreach (var extent in extents[(axis + 1)..]) behind *= extent;
        Shape folded = [before, extents[axis], behind];
        if (operand.View.Reshape(folded) is { } view) return operand with { View = view };
        var copy = Copy(operand);
        return copy with { View = copy.View.Reshape(folded)! };
    }

    // A whole value can be given away as it is; a view of one is copied, and so is a leaf or a number.
    private Value Output(Operand operand)
    {
        if (!operand.IsWhole || !operand.Value.IsComputed) operand = Copy(operand);
        operand.Value.IsOutput = true;
        return operand.Value;
    }

    private Value Add(Value value)
    {
        var hash = HashCode.Combine(value.Kind, value.Op, value.Elements, value.DType);
        foreach (var input in value.Inputs) hash = HashCode.Combine(hash, input.Value);
        if (!merged.TryGetValue(hash, out var same)) merged[hash] = same = [];
        foreach (var other in same)
            if (AreEqual(value, other)) return other;
        same.Add(value);
        values.Add(value);
        return value;
    }

    private static bool AreEqual(Value a, Value b)
    {
        if (a.Kind != b.Kind || a.Op != b.Op || a.DType != b.DType || !a.Shape.Equals(b.Shape)) return false;
        if (a.Inputs.Length != b.Inputs.Length || !a.Axes.AsSpan().SequenceEqual(b.Axes)) return false;
        for (var i = 0; i < a.Inputs.Length; i++)
            if (!a.Inputs[i].SameAs(b.Inputs[i])) return false;
        for (var i = 0; i < a.Regions.Length; i++)
            if (!a.Regions[i].SameAs(b.Regions[i])) return false;
        return true;
    }
}
