using System.Runtime.InteropServices;
using Gradus.Graph;

namespace Gradus;

public sealed partial class Tensor
{
    public static implicit operator Tensor(int value) => new(NumberOp.Create(DType.Int64, (long)value));

    public static implicit operator Tensor(long value) => new(NumberOp.Create(DType.Int64, value));

    public static implicit operator Tensor(float value) => new(NumberOp.Create(DType.Float32, value));

    /// <summary>
    /// A number literal makes a float32 tensor, as in PyTorch; beside a float64 tensor it keeps all its digits.
    /// </summary>
    public static implicit operator Tensor(double value) => new(NumberOp.Create(DType.Float32, value));

    public static implicit operator Tensor(bool value) => new(NumberOp.Create(DType.Bool, value ? 1L : 0));

    /// <summary>A vector with a copy of the numbers; the element type stays.</summary>
    public static Tensor From<T>(ReadOnlySpan<T> values) where T : unmanaged => From(values, Shape.Create([values.Length]));

    public static Tensor From<T>(T[] values) where T : unmanaged => From<T>(values.AsSpan());

    /// <summary>A tensor of any shape with a copy of the numbers in row-major order.</summary>
    public static Tensor From<T>(ReadOnlySpan<T> values, Shape shape) where T : unmanaged
    {
        var dtype = DTypes.Of<T>();
        if (values.Length != shape.Elements) throw Errors.WrongLength(values.Length, shape);
        return Own(values.ToArray(), dtype, shape);
    }

    public static Tensor From<T>(T[] values, Shape shape) where T : unmanaged => From<T>(values.AsSpan(), shape);

    /// <summary>A matrix with a copy of the numbers.</summary>
    public static Tensor From<T>(T[,] values) where T : unmanaged => FromNested<T>(values);

    public static Tensor From<T>(T[,,] values) where T : unmanaged => FromNested<T>(values);

    /// <summary>A tensor from a rectangular array of any rank whose elements are of a supported type.</summary>
    public static Tensor From(Array values)
    {
        var element = values.GetType().GetElementType()!;
        if (element == typeof(float)) return FromNested<float>(values);
        if (element == typeof(double)) return FromNested<double>(values);
        if (element == typeof(int)) return FromNested<int>(values);
        if (element == typeof(long)) return FromNested<long>(values);
        if (element == typeof(bool)) return FromNested<bool>(values);
        throw Errors.UnsupportedElementType(element);
    }

    private static Tensor FromNested<T>(Array values) where T : unmanaged
    {
        var lengths = new int[values.Rank];
        for (var axis = 0; axis < lengths.Length; axis++) lengths[axis] = values.GetLength(axis);
        var dtype = DTypes.Of<T>();
        var copy = new T[values.Length];
        var bytes = MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(values), values.Length * dtype.Size);
        bytes.CopyTo(MemoryMarshal.AsBytes(copy.AsSpan()));
        return Own(copy, dtype, Shape.Create(lengths));
    }

    /// <summary>Takes the array over: the caller must not keep it.</summary>
    internal static Tensor Own(Array values, DType dtype, Shape shape) => new(new Node(values, dtype, shape));

    public static Tensor Zeros(Shape shape, DType dtype = DType.Float32) => Full(shape, 0, dtype);

    public static Tensor Ones(Shape shape, DType dtype = DType.Float32) => Full(shape, 1, dtype);

    /// <summary>One number everywhere. It takes no memory until somebody needs it as an array.</summary>
    public static Tensor Full(Shape shape, double value, DType dtype = DType.Float32)
    {
        var scalar = new Tensor(new Node(AliasOp.Clone, Shape.Scalar, dtype, NumberOp.Create(dtype, value)));
        return scalar.Expand(shape);
    }

    /// <summary>Integers from 0 up to, not including, <paramref name="end"/>; int64.</summary>
    public static Tensor Arange(long end) => Arange(0L, end);

    public static Tensor Arange(long start, long end, long step = 1)
    {
        var distance = (Int128)end - start;
        if (step == 0 || (distance != 0 && distance < 0 != step < 0)) throw Errors.ArangeStep(start, end, step);
        var count = (distance + step - Math.Sign(step)) / step;
        if (count > Array.MaxLength) throw Errors.ArangeLength(start, end, step, (double)count);
        var values = new long[(int)count];
        for (var i = 0; i < values.Length; i++) values[i] = start + i * step;
        return Own(values, DType.Int64, [values.Length]);
    }

    /// <summary>start, start + step, ... below <paramref name="end"/>; float32 unless told otherwise.</summary>
    public static Tensor Arange(double start, double end, double step = 1, DType dtype = DType.Float32)
    {
        if (!(step != 0 && (end - start) / step >= 0 && double.IsFinite((end - start) / step)))
            throw Errors.ArangeStep(start, end, step);
        var count = Math.Ceiling((end - start) / step);
        if (count > Array.MaxLength) throw Errors.ArangeLength(start, end, step, count);
        var values = new double[(int)count];
        for (var i = 0; i < values.Length; i++) values[i] = start + i * step;
        return FromDoubles(values, [values.Length], dtype);
    }

    /// <summary><paramref name="count"/> numbers evenly from start to end, both included.</summary>
    public static Tensor Linspace(double start, double end, int count, DType dtype = DType.Float32)
    {
        if (count < 0) throw Errors.NegativeCount("Linspace", count);
        var values = new double[count];
        var step = count > 1 ? (end - start) / (count - 1) : 0;
        // From both ends towards the middle, as PyTorch counts, so that the last number is exact.
        for (var i = 0; i < count; i++) values[i] = i < count / 2.0 ? start + step * i : end - step * (count - 1 - i);
        if (count == 1) values[0] = start;
        return FromDoubles(values, [count], dtype);
    }

    /// <summary>The identity matrix of <paramref name="rows"/> rows, or a rectangular one with ones on its diagonal.</summary>
    public static Tensor Eye(int rows, int? columns = null, DType dtype = DType.Float32)
    {
        Shape shape = [rows, columns ?? rows];
        var values = new double[shape.Elements];
        for (var i = 0; i < Math.Min(shape[0], shape[1]); i++) values[i * shape[1] + i] = 1;
        return FromDoubles(values, shape, dtype);
    }

    public static Tensor ZerosLike(Tensor tensor) => Zeros(tensor.Shape, tensor.DType);

    public static Tensor OnesLike(Tensor tensor) => Ones(tensor.Shape, tensor.DType);

    internal static Tensor FromDoubles(double[] values, Shape shape, DType dtype) =>
        new(new Node(Storage.From(values, dtype), dtype, shape));
}
