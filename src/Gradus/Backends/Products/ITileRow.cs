namespace Gradus.Backends.Products;

/// <summary>A row of a tile, in registers.</summary>
internal unsafe interface ITileRow<T, TSelf> where T : unmanaged where TSelf : struct, ITileRow<T, TSelf>
{
    static abstract TSelf Load(T* at);

    void Store(T* at);

    /// <summary>Adds a * row.</summary>
    void Add(T a, TSelf row);
}
