using System.Runtime.CompilerServices;

namespace Gradus.Backends.Products;

/// <summary>A row of a whole tile: two vectors.</summary>
internal unsafe struct TileRow<T, V> : ITileRow<T, TileRow<T, V>> where T : unmanaged where V : unmanaged
{
    private V left;
    private V right;

    private static int Lanes => sizeof(V) / sizeof(T);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TileRow<T, V> Load(T* at) =>
        new() { left = Unsafe.ReadUnaligned<V>(at), right = Unsafe.ReadUnaligned<V>(at + Lanes) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(T* at)
    {
        Unsafe.WriteUnaligned(at, left);
        Unsafe.WriteUnaligned(at + Lanes, right);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T a, TileRow<T, V> row)
    {
        var factor = Wide<T, V>.All(a);
        left = Wide<T, V>.MultiplyAdd(factor, row.left, left);
        right = Wide<T, V>.MultiplyAdd(factor, row.right, right);
    }
}
