using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gradus.Graph;

/// <summary>The numbers of one realized value, row-major in a managed array whose element type is the dtype's.</summary>
internal sealed class Storage(Array data, DType dtype)
{
    public readonly Array Data = data;
    public readonly DType DType = dtype;

    public static Storage Allocate(DType dtype, int length) => new(AllocateArray(dtype, length), dtype);

    public static Array AllocateArray(DType dtype, int length) => dtype switch
    {
        DType.Float32 => GC.AllocateUninitializedArray<float>(length),
        DType.Float64 => GC.AllocateUninitializedArray<double>(length),
        DType.Int32 => GC.AllocateUninitializedArray<int>(length),
        DType.Int64 => GC.AllocateUninitializedArray<long>(length),
        _ => new bool[length],
    };

    /// <summary>The numbers converted to the dtype; a double array is taken over.</summary>
    public static Storage From(double[] values, DType dtype) => new(dtype switch
    {
        DType.Float64 => values,
        DType.Float32 => Array.ConvertAll(values, x => (float)x),
        DType.Int32 => Array.ConvertAll(values, x => (int)x),
        DType.Int64 => Array.ConvertAll(values, x => (long)x),
        _ => Array.ConvertAll(values, x => x != 0),
    }, dtype);

    /// <summary>The first byte; the array's element type is not checked.</summary>
    public ref byte Bytes => ref MemoryMarshal.GetArrayDataReference(Data);

    public T[] As<T>() where T : unmanaged => Unsafe.As<T[]>(Data);

    /// <summary>Element <paramref name="index"/> as a double (long values beyond 2^53 round).</summary>
    public double Number(int index) => DType switch
    {
        DType.Float32 => As<float>()[index],
        DType.Float64 => As<double>()[index],
        DType.Int32 => As<int>()[index],
        DType.Int64 => As<long>()[index],
        _ => As<bool>()[index] ? 1 : 0,
    };
}
