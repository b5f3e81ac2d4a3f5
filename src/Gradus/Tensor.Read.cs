using System.Numerics;
using Gradus.Graph;

namespace Gradus;

public sealed partial class Tensor
{
    /// <summary>The one number of a tensor that has one element.</summary>
    public double Item()
    {
        if (Elements != 1) throw Errors.ItemOfMany(Shape);
        return Node is { IsNumber: true } number && !NumberOp.IsArgument(number)
            ? NumberOp.Value(number) : Numbers(out _).Number(0);
    }

    /// <summary>The one number, in the type asked for.</summary>
    public T Item<T>() where T : unmanaged
    {
        if (Elements != 1) throw Errors.ItemOfMany(Shape);
        Span<T> number = stackalloc T[1];
        CopyTo(number, "Item");
        return number[0];
    }

    /// <summary>
    /// All numbers in row-major order. <typeparamref name="T"/> must be the tensor's element type; <c>To</c> converts.
    /// </summary>
    public T[] ToArray<T>() where T : unmanaged
    {
        var result = new T[Elements];
        CopyTo(result.AsSpan(), "ToArray");
        return result;
    }

    /// <summary>Copies all numbers, row-major, into a span of at least as many elements.</summary>
    public void CopyTo<T>(Span<T> destination) where T : unmanaged => CopyTo(destination, "CopyTo");

    private void CopyTo<T>(Span<T> destination, string operation) where T : unmanaged
    {
        if (DTypes.Of<T>() != DType) throw Errors.WrongElementType(operation, DType, DTypes.Of<T>());
        if (destination.Length < Elements) throw Errors.ShortSpan(Shape, destination.Length);
        if (Elements == 0) return;
        Numbers(out var holder).As<T>().AsSpan(0, Elements).CopyTo(destination);
        GC.KeepAlive(holder);
    }

    /// <summary>All numbers in row-major order, converted to double.</summary>
    public double[] ToDoubles()
    {
        var result = new double[Elements];
        if (Elements == 0) return result;
        var numbers = Numbers(out var holder);
        if (DType == DType.Float64) numbers.As<double>().AsSpan(0, result.Length).CopyTo(result);
        else for (var i = 0; i < result.Length; i++) result[i] = numbers.Number(i);
        GC.KeepAlive(holder);
        return result;
    }

    /// <summary>The numbers as an array of the tensor's rank: <c>(float[,])t.ToNested()</c> for a float32 matrix.</summary>
    public Array ToNested()
    {
        if (Rank == 0) throw Errors.NestedScalar();
        var nested = NewArray(DType, Shape);
        System.Buffer.BlockCopy(Numbers(out var holder), 0, nested, 0, Elements * DType.Size);
        GC.KeepAlive(holder);
        return nested;
    }

    private static Array NewArray(DType dtype, Shape shape)
    {
        int[] lengths = [.. shape.Extents];
        return dtype switch
        {
            DType.Float32 => NewArray<float>(lengths),
            DType.Float64 => NewArray<double>(lengths),
            DType.Int32 => NewArray<int>(lengths),
            DType.Int64 => NewArray<long>(lengths),
            _ => NewArray<bool>(lengths),
        };
    }

    private static Array NewArray<T>(int[] lengths) => lengths.Length switch
    {
        1 => new T[lengths[0]],
        2 => new T[lengths[0], lengths[1]],
        3 => new T[lengths[0], lengths[1], lengths[2]],
        4 => new T[lengths[0], lengths[1], lengths[2], lengths[3]],
        _ => throw Errors.NestedRank(lengths.Length),
    };

    public static explicit operator double(Tensor tensor) => tensor.Item();

    public static explicit operator float(Tensor tensor) => (float)tensor.Item();

    /// <summary>Towards zero; an error for a number that does not fit.</summary>
    public static explicit operator int(Tensor tensor)
    {
        var number = Math.Truncate(tensor.Item());
        return number is >= int.MinValue and <= int.MaxValue ? (int)number : throw Errors.CastRange("int", number);
    }

    /// <summary>Towards zero; an error for a number that does not fit.</summary>
    public static explicit operator long(Tensor tensor)
    {
        if (!tensor.DType.IsFloating) return tensor.To(DType.Int64).Item<long>();
        var number = Math.Truncate(tensor.Item());
        // 2^63 itself is a double and does not fit.
        return number is >= long.MinValue and < 9223372036854775808.0 ? (long)number : throw Errors.CastRange("long", number);
    }

    public static explicit operator bool(Tensor tensor) => tensor.Item() != 0;

    /// <summary>The rows: slices along the first axis.</summary>
    public IEnumerator<Tensor> GetEnumerator()
    {
        if (Rank == 0) throw Errors.RowsOfScalar();
        for (var row = 0; row < Shape[0]; row++) yield return this[row];
    }

}
