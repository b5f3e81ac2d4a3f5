using Gradus.Graph;

namespace Gradus.Tests.Programs;

/// <summary>
/// An interpreter of nodes that shares nothing with the passes and backends but the formulas: plain index arithmetic on arrays, and an
/// error bound beside each number. It remembers every node it has seen, so that a node may be realized afterwards.
/// </summary>
internal sealed class BoundedGraph
{
    private readonly Dictionary<Node, Bounded> known = new(ReferenceEqualityComparer.Instance);

    public Bounded Of(Node root)
    {
        var open = new Stack<Node>();
        open.Push(root);
        while (open.TryPeek(out var node))
        {
            var waiting = false;
            if (node is { IsPending: true, Op: GradientOp } && node.Input(0) is { Op: BackwardOp } backward)
                node.Redirect(backward, Gradus.Gradient.Reverse.WriteOut(backward)[node.Facts![0]]);
            if (!known.ContainsKey(node) && node.IsPending)
            {
                for (var i = 0; i < node.InputCount; i++)
                {
                    if (known.ContainsKey(node.Input(i))) continue;
                    open.Push(node.Input(i));
                    waiting = true;
                }
            }
            if (waiting) continue;
            open.Pop();
            if (!known.ContainsKey(node)) known[node] = Compute(node).In(node.DType);
        }
        return known[root];
    }

    private Bounded Compute(Node node)
    {
        if (node.IsNumber) return new([NumberOp.Value(node)], [0]);
        if (node.Value is { } storage)
        {
            // A detached value that a run has computed is a leaf, but its numbers are no more exact than they were.
            foreach (var (other, bounded) in known)
                if (other.Value == storage) return bounded;
            var leaf = new Bounded(node.Shape.Elements);
            for (var i = 0; i < leaf.Count; i++) leaf.Values[i] = storage.Number(i);
            return leaf;
        }
        return node.Op switch
        {
            AliasOp => Input(node, 0).At(Broadcast(node.Input(0).Shape, node.Shape)),
            CastOp => Cast(Input(node, 0), node.Input(0).DType, node.DType),
            MapOp map => BoundedMap.Of(map, node, Inputs(node)),
            ReduceOp => BoundedReduction.Of(node, Input(node, 0)),
            MoveOp => Input(node, 0).At(Move(node)),
            ProductOp => Product(node),
            PlaceOp => Place(node),
            GatherOp => Input(node, 0).At(Picked(node, node.Input(0).Shape, node.Shape, Input(node, 1))),
            AccumulateOp => Accumulate(node),
            _ => throw new InvalidOperationException(node.ToString()),
        };
    }

    private Bounded Input(Node node, int input) => known[node.Input(input)];

    private Bounded[] Inputs(Node node)
    {
        var inputs = new Bounded[node.InputCount];
        for (var i = 0; i < inputs.Length; i++)
        {
            var (shape, input) = (node.Input(i).Shape, Input(node, i));
            inputs[i] = shape.Equals(node.Shape) ? input : input.At(Broadcast(shape, node.Shape));
        }
        return inputs;
    }

    /// <summary>Calls back with every index of a shape in row-major order, and its position.</summary>
    public static void ForEach(Shape shape, Action<int[], int> visit)
    {
        var index = new int[shape.Rank];
        for (var position = 0; position < shape.Elements; position++)
        {
            visit(index, position);
            for (var axis = shape.Rank - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) index[axis] = 0;
        }
    }

    /// <summary>The row-major position of an index.</summary>
    public static int Position(Shape shape, ReadOnlySpan<int> index)
    {
        var position = 0;
        for (var axis = 0; axis < shape.Rank; axis++) position = position * shape[axis] + index[axis];
        return position;
    }

    private static int[] Broadcast(Shape from, Shape to)
    {
        var positions = new int[to.Elements];
        if (from.Rank == 0) return positions;
        ForEach(to, (index, position) =>
        {
            var at = 0;
            for (var axis = 0; axis < from.Rank; axis++)
                at = at * from[axis] + (from[axis] == 1 ? 0 : index[axis + to.Rank - from.Rank]);
            positions[position] = at;
        });
        return positions;
    }

    private static int[] Move(Node node)
    {
        var from = node.Input(0).Shape;
        var positions = new int[node.Shape.Elements];
        if (node.Op is Expand) return Broadcast(from, node.Shape);
        var source = new int[from.Rank];
        ForEach(node.Shape, (index, position) =>
        {
            switch (node.Op)
            {
                case Reshape:
                    positions[position] = position;
                    return;
                case Permute:
                    for (var axis = 0; axis < index.Length; axis++) source[node.Facts![axis]] = index[axis];
                    break;
                case Slice:
                    for (var axis = 0; axis < index.Length; axis++) source[axis] = node.Offsets![axis] + index[axis] * node.Facts![axis];
                    break;
                default:
                    throw new InvalidOperationException(node.ToString());
            }
            positions[position] = Position(from, source);
        });
        return positions;
    }

    private static Bounded Cast(Bounded x, DType from, DType to)
    {
        var result = new Bounded(x.Count);
        for (var i = 0; i < x.Count; i++)
        {
            var (value, error) = (x.Values[i], x.Errors[i]);
            if (to == DType.Bool)
            {
                result.Values[i] = value != 0 ? 1 : 0;
                result.Errors[i] = error > 0 && Math.Abs(value) <= error ? 1 : 0;
            }
            else if (to.IsInteger)
            {
                result.Values[i] = Math.Truncate(value);
                result.Errors[i] = Math.Max(
                    Math.Abs(Math.Truncate(value + error) - result.Values[i]), Math.Abs(Math.Truncate(value - error) - result.Values[i]));
            }
            else
            {
                result.Values[i] = value;
                var isExact = to == DType.Float64 || from == DType.Bool || (from == to) || (float)value == value;
                result.Errors[i] = error + (isExact ? 0 : Bounded.UnitRoundoff(to) * Math.Abs(value) + Bounded.Underflow(to));
            }
        }
        return result;
    }

    private Bounded Product(Node node)
    {
        Bounded a = Input(node, 0), b = Input(node, 1);
        Shape left = node.Input(0).Shape, right = node.Input(1).Shape;
        int m = left[^2], k = left[^1], n = right[^1];
        var unit = Bounded.UnitRoundoff(node.DType) * (k + 2);
        var result = new Bounded(node.Shape.Elements);
        for (var i = 0; i < result.Count; i++)
        {
            var (matrix, row, column) = (i / (m * n), i / n % m, i % n);
            for (var at = 0; at < k; at++)
            {
                var (p, q) = ((matrix * m + row) * k + at, (matrix * k + at) * n + column);
                result.Values[i] += a.Values[p] * b.Values[q];
                result.Errors[i] += Math.Abs(a.Values[p]) * b.Errors[q] + Math.Abs(b.Values[q]) * a.Errors[p] + a.Errors[p] * b.Errors[q]
                    + unit * Math.Abs(a.Values[p] * b.Values[q]) + Bounded.Underflow(node.DType);
            }
        }
        return result;
    }

    // For each element of the slices, its position in the whole.
    private static int[] Picked(Node node, Shape whole, Shape slices, Bounded indices)
    {
        var positions = new int[slices.Elements];
        ForEach(slices, (index, position) =>
        {
            var place = index[node.Facts![0]];
            index[node.Facts[0]] = (int)indices.Values[place];
            positions[position] = Position(whole, index);
            index[node.Facts[0]] = place;
        });
        return positions;
    }

    private Bounded Accumulate(Node node)
    {
        var sum = Input(node, 0).At(Broadcast(node.Input(0).Shape, node.Shape));
        var (slices, unit) = (Input(node, 1), Bounded.UnitRoundoff(node.DType));
        foreach (var (i, at) in Picked(node, node.Shape, node.Input(1).Shape, Input(node, 2)).Index())
        {
            sum.Values[at] += slices.Values[i];
            sum.Errors[at] += slices.Errors[i];
            // What a sum on the way is rounded by.
            sum.Errors[at] += unit * (Math.Abs(sum.Values[at]) + sum.Errors[at]);
        }
        return sum;
    }

    private Bounded Place(Node node)
    {
        var rank = node.Shape.Rank;
        var background = Input(node, 0).At(Broadcast(node.Input(0).Shape, node.Shape));
        for (var part = 1; part < node.InputCount; part++)
        {
            var (values, first) = (Input(node, part), (part - 1) * rank);
            var target = new int[rank];
            ForEach(node.Input(part).Shape, (index, position) =>
            {
                for (var axis = 0; axis < rank; axis++) target[axis] = node.Offsets![first + axis] + index[axis] * node.Facts![first + axis];
                var at = Position(node.Shape, target);
                (background.Values[at], background.Errors[at]) = (values.Values[position], values.Errors[position]);
            });
        }
        return background;
    }
}
