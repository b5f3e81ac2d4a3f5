using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gradus.Graph;

/// <summary>The numbers of a realized value: row-major in a managed array whose element type is the dtype's.</summary>
internal static class Storage
{
    public static Array Allocate(DType dtype, int length) => dtype switch
    {
        DType.Float32 => GC.AllocateUninitializedArray<float>(length),
        DType.Float64 => GC.AllocateUninitializedArray<double>(length),
        DType.Int32 => GC.AllocateUninitializedArray<int>(length),
        DType.Int64 => GC.AllocateUninitializedArray<long>(length),
        _ => new bool[length],
    };

    /// <summary>The numbers converted to the dtype; a double array is taken over.</summary>
    public static Array From(double[] values, DType dtype) => dtype switch
    {
        DType.Float64 => values,
        DType.Float32 => Array.ConvertAll(values, x => (float)x),
        DType.Int32 => Array.ConvertAll(values, x => (int)x),
        DType.Int64 => Array.ConvertAll(values, x => (long)x),
        _ => Array.ConvertAll(values, x => x != 0),
    };

    /// <summary>The first byte of an array of any element type. All arrays of one axis begin at the same place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte Bytes(object array) => ref MemoryMarshal.GetArrayDataReference(Unsafe.As<byte[]>(array));

    extension(Array array)
    {
        public T[] As<T>() where T : unmanaged => Unsafe.As<T[]>(array);

        /// <summary>Element <paramref name="index"/> as a double (long values beyond 2^53 round).</summary>
        public double Number(int index) => array switch
        {
            float[] values => values[index],
            double[] values => values[index],
            int[] values => values[index],
            long[] values => values[index],
            _ => Unsafe.As<bool[]>(array)[index] ? 1 : 0,
        };
    }
}
