using Gradus.Graph;

namespace Gradus.Backends;

/// <summary>
/// What every op means: each node on its own, element by element, in doubles, rounded to the node's dtype. Slow and plain;
/// nothing of the passes or loops is used, so that it can tell when they are wrong.
/// </summary>
internal static class Exact
{
    public static void Run(Subgraph graph)
    {
        var values = new double[graph.Count][];
        for (var i = 0; i < graph.Count; i++)
        {
            Execution.Cancellation.ThrowIfCancellationRequested();
            var node = graph[i];
            values[i] = node.IsNumber ? [NumberOp.Value(node)]
                : graph[i].Value is { } buffer ? Read(buffer, node.Shape.Elements)
                : Compute(graph, i, values);
        }
        for (var i = 0; i < graph.Count; i++)
            if (graph.IsComputed(i) && graph.IsOutput(i)) graph[i].Publish(Storage.From(values[i], graph[i].DType));
    }

    private static double[] Compute(Subgraph graph, int index, double[][] values)
    {
        var node = graph[index];
        var inputs = graph.Inputs(index);
        var result = node.Op switch
        {
            AliasOp => Broadcast(values[inputs[0]], graph[inputs[0]].Shape, node.Shape),
            CastOp => Cast(values[inputs[0]], node.DType),
            MapOp map => Map(map, node, graph, inputs, values),
            ReduceOp reduce => Reduce(reduce, node, graph[inputs[0]].Shape, values[inputs[0]]),
            MoveOp move => Move(move, node, graph[inputs[0]].Shape, values[inputs[0]]),
            ProductOp => Product(node, graph, inputs, values),
            PlaceOp => Place(node, graph, inputs, values),
            GatherOp => Gather(node, graph, inputs, values),
            AccumulateOp => Accumulate(node, graph, inputs, values),
            _ => throw new InvalidOperationException($"{node.Op.Name} has no exact meaning"),
        };
        Round(result, node.DType);
        return result;
    }

    private static double[] Map(MapOp op, Node node, Subgraph graph, ReadOnlySpan<int> inputs, double[][] values)
    {
        var a = Broadcast(values[inputs[0]], graph[inputs[0]].Shape, node.Shape);
        var b = inputs.Length > 1 ? Broadcast(values[inputs[1]], graph[inputs[1]].Shape, node.Shape) : a;
        var c = inputs.Length > 2 ? Broadcast(values[inputs[2]], graph[inputs[2]].Shape, node.Shape) : a;
        var result = new double[node.Shape.Elements];
        var isInteger = graph[inputs[^1]].DType.IsInteger;
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = op.Exact(a[i], b[i], c[i]);
            // Integer division truncates, and by zero gives 0; the formula over doubles cannot know.
            if (isInteger && !op.GivesMask && !double.IsFinite(result[i])) result[i] = 0;
        }
        return result;
    }

    private static double[] Reduce(ReduceOp op, Node node, Shape shape, double[] input)
    {
        var result = new double[node.Shape.Elements];
        Array.Fill(result, op.ExactIdentity);
        // The input's index without the reduced axes, in row-major order, is the result's.
        var strides = new int[shape.Rank];
        var stride = 1;
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
        {
            if (node.Facts!.Contains(axis)) continue;
            strides[axis] = stride;
            stride *= shape[axis];
        }
        var targets = Indices(new View(shape, strides, Offset.Zero), []);
        // A compensated sum would hide what the loops lose, so the order is plain; doubles leave room enough.
        for (var i = 0; i < input.Length; i++) result[targets[i]] = op.Exact(result[targets[i]], input[i]);
        return result;
    }

    private static double[] Move(MoveOp move, Node node, Shape shape, double[] input) =>
        Array.ConvertAll(Indices(move.Apply(View.Of(shape), node, 0)!, node.Offsets ?? []), index => input[index]);

    private static double[] Product(Node node, Subgraph graph, ReadOnlySpan<int> inputs, double[][] values)
    {
        Node a = graph[inputs[0]], b = graph[inputs[1]];
        int m = a.Shape[^2], k = a.Shape[^1], n = b.Shape[^1];
        var result = new double[node.Shape.Elements];
        for (var i = 0; i < result.Length; i++)
        {
            var (matrix, row, column) = (i / (m * n), i / n % m, i % n);
            for (var at = 0; at < k; at++)
                result[i] += values[inputs[0]][(matrix * m + row) * k + at] * values[inputs[1]][(matrix * k + at) * n + column];
        }
        return result;
    }

    private static double[] Place(Node node, Subgraph graph, ReadOnlySpan<int> inputs, double[][] values)
    {
        var result = (double[])Broadcast(values[inputs[0]], graph[inputs[0]].Shape, node.Shape).Clone();
        for (var part = 1; part < inputs.Length; part++)
        {
            var targets = Indices(PlaceOp.Region(node, part, graph[inputs[part]].Shape, 0), node.Offsets ?? []);
            for (var i = 0; i < targets.Length; i++) result[targets[i]] = values[inputs[part]][i];
        }
        return result;
    }

    private static double[] Gather(Node node, Subgraph graph, ReadOnlySpan<int> inputs, double[][] values)
    {
        var table = values[inputs[0]];
        return Array.ConvertAll(Picked(node, graph[inputs[0]].Shape, node.Shape, values[inputs[1]]), at => table[at]);
    }

    private static double[] Accumulate(Node node, Subgraph graph, ReadOnlySpan<int> inputs, double[][] values)
    {
        var result = Broadcast(values[inputs[0]], graph[inputs[0]].Shape, node.Shape);
        var picked = Picked(node, node.Shape, graph[inputs[1]].Shape, values[inputs[2]]);
        for (var i = 0; i < picked.Length; i++) result[picked[i]] += values[inputs[1]][i];
        return result;
    }

    // For each element of the slices, which one of the whole the indices say.
    private static int[] Picked(Node node, Shape whole, Shape slices, double[] indices)
    {
        var axis = node.Facts![0];
        for (var place = 0; place < indices.Length; place++)
            if (indices[place] < 0 || indices[place] >= whole[axis])
                throw Errors.IndexValue(node.Op.Name, (long)indices[place], place, whole, axis);
        var stride = whole.RowMajorStrides()[axis];
        var places = Indices(View.Of(slices), []);
        return Array.ConvertAll(places, at =>
            at / stride / slices[axis] * stride * whole[axis] + (int)indices[at / stride % slices[axis]] * stride + at % stride);
    }

    private static double[] Broadcast(double[] values, Shape from, Shape to) => from.Equals(to)
        ? (double[])values.Clone()
        : Array.ConvertAll(Indices(View.Of(from).Expand(to), []), index => values[index]);

    private static int[] Indices(View view, ReadOnlySpan<int> starts)
    {
        var result = new int[view.Shape.Elements];
        var index = new int[view.Shape.Rank];
        for (var i = 0; i < result.Length; i++)
        {
            var at = view.Offset.At(starts);
            for (var axis = 0; axis < index.Length; axis++) at += (long)index[axis] * view.Strides[axis];
            result[i] = (int)at;
            for (var axis = index.Length - 1; axis >= 0 && ++index[axis] == view.Shape[axis]; axis--) index[axis] = 0;
        }
        return result;
    }

    private static double[] Cast(double[] values, DType dtype) => Array.ConvertAll(values, value => dtype switch
    {
        DType.Bool => value != 0 ? 1 : 0,
        DType.Int32 or DType.Int64 => Math.Truncate(value),
        _ => value,
    });

    // Integers wrap around; float32 rounds.
    private static void Round(double[] values, DType dtype)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = dtype switch
            {
                DType.Float32 => (float)values[i],
                DType.Int32 => Math.Abs(values[i]) < long.MaxValue ? unchecked((int)(long)values[i]) : (int)values[i],
                DType.Int64 => (long)values[i],
                _ => values[i],
            };
        }
    }

    private static double[] Read(Array buffer, int count)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++) values[i] = buffer.Number(i);
        return values;
    }
}
