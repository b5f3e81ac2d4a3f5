using Gradus.Graph;

namespace Gradus;

public sealed partial class Tensor
{
    /// <summary>Tensors one after another along an axis; the other extents must be equal. Dtypes are promoted.</summary>
    public static Tensor Concat(ReadOnlySpan<Tensor> tensors, int axis = 0)
    {
        if (tensors.Length == 0) throw Errors.NoTensors("Concat");
        var first = tensors[0];
        axis = first.Shape.Axis(axis, "Concat");
        var dtype = first.DType;
        int[] extents = [.. first.Shape.Extents];
        var total = 0L;
        for (var i = 0; i < tensors.Length; i++)
        {
            var shape = tensors[i].Shape;
            dtype = DTypes.Promote(dtype, tensors[i].DType);
            if (shape.Rank != extents.Length) throw Errors.Concat(first.Shape, shape, i, axis);
            for (var other = 0; other < extents.Length; other++)
                if (other != axis && shape[other] != extents[other]) throw Errors.Concat(first.Shape, shape, i, axis);
            total += shape[axis];
        }
        // A shape too large for one tensor is an error of Shape's.
        extents[axis] = (int)Math.Min(total, int.MaxValue);
        var steps = new int[tensors.Length * extents.Length];
        Array.Fill(steps, 1);
        var starts = new int[tensors.Length * extents.Length];
        var at = 0;
        for (var i = 0; i < tensors.Length; i++)
        {
            starts[i * extents.Length + axis] = at;
            at += tensors[i].Shape[axis];
        }
        return PlaceMethods.Place(new(NumberOp.Create(dtype, 0L)), Shape.Create(extents), tensors, steps, starts);
    }

    /// <summary>Tensors of one shape along a new axis.</summary>
    public static Tensor Stack(ReadOnlySpan<Tensor> tensors, int axis)
    {
        if (tensors.Length == 0) throw Errors.NoTensors("Stack");
        var shape = tensors[0].Shape;
        if (axis < -shape.Rank - 1 || axis > shape.Rank) throw Errors.NewAxis("Stack", axis, shape);
        var rows = new Tensor[tensors.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            if (!tensors[i].Shape.Equals(shape)) throw Errors.Stack(shape, tensors[i].Shape, i);
            rows[i] = tensors[i].Unsqueeze(axis);
        }
        return Concat(rows, axis < 0 ? axis + rows[0].Rank : axis);
    }

    /// <summary>What <c>Tensor t = [a, b, c]</c> makes: the elements along a new first axis.</summary>
    public static Tensor Stack(ReadOnlySpan<Tensor> tensors)
    {
        if (tensors.Length == 0) return Zeros([0]);
        foreach (var tensor in tensors)
            if (!tensor.Node.IsNumber) return Stack(tensors, 0);
        var dtype = DType.Bool;
        foreach (var tensor in tensors) dtype = DTypes.Promote(dtype, tensor.DType);
        var values = new double[tensors.Length];
        if (dtype != DType.Int64)
        {
            for (var i = 0; i < values.Length; i++) values[i] = NumberOp.Value(tensors[i].Node);
            return FromDoubles(values, [values.Length], dtype);
        }
        var integers = new long[tensors.Length];
        for (var i = 0; i < integers.Length; i++) integers[i] = tensors[i].Node.Bits;
        return Own(integers, dtype, [integers.Length]);
    }
}
