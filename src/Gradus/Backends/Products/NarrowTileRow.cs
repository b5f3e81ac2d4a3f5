using System.Runtime.CompilerServices;

namespace Gradus.Backends.Products;

/// <summary>A row of a tile for the last columns of C, where one vector holds them.</summary>
internal unsafe struct NarrowTileRow<T, V> : ITileRow<T, NarrowTileRow<T, V>> where T : unmanaged where V : unmanaged
{
    private V only;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowTileRow<T, V> Load(T* at) => new() { only = Unsafe.ReadUnaligned<V>(at) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(T* at) => Unsafe.WriteUnaligned(at, only);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T a, NarrowTileRow<T, V> row) => only = Wide<T, V>.MultiplyAdd(Wide<T, V>.All(a), row.only, only);
}
