namespace Gradus.Backends.Products;

/// <summary>
/// What of A and B is packed for a block of C, and how much of them is used at a time. Chosen by shape and strides; the numbers
/// do not depend on it.
/// </summary>
internal readonly struct Blocking<T, V> where T : unmanaged where V : unmanaged
{
    // Bytes of a panel of B and of a block of A. Both are read again and again from the second level of cache, which keeps up
    // with a tile; the deeper they are, the less often C is read and written.
    private const int MostOfPanel = 64 << 10;
    private const int MostOfA = 192 << 10;

    // So few rows of A are done before packing all of B would pay; B is then read along its rows, some rows at a time.
    private const int FewRows = 12;
    private const int FewSteps = 8;

    // Bytes of a B that stays in the first level of cache as it lies.
    private const int NearB = 16 << 10;

    // For so few columns A is read as it lies, unless so many steps lie far apart that they push each other out of the cache.
    public const int FewColumns = 512;
    private const int FewFarSteps = 128;

    // Rows so many bytes apart, or a multiple, share their places in the first level of cache: for some columns already A is
    // packed then.
    private const int SameSets = 2048;
    private const int SomeColumns = 192;

    public readonly bool PacksA;

    /// <summary>The columns of B from here on are packed.</summary>
    public readonly int PackedFrom;

    /// <summary>Steps along k at a time.</summary>
    public readonly int Depth;

    /// <summary>Rows of A at a time.</summary>
    public readonly int Rows;

    public readonly int LengthA;
    public readonly int LengthB;

    /// <summary>Of what holds the results of tiles that are wider than what is left of C.</summary>
    public readonly int LengthEdge;

    public unsafe Blocking(Matrix<T> a, Matrix<T> b, int m, int n, int k)
    {
        int height = Tile<T, V>.Rows, width = Tile<T, V>.Columns;
        var isNear = Math.Abs(b.RowStride) * sizeof(T) * k <= NearB;
        var packsB = b.ColumnStride != 1 || (m > FewRows && !isNear);
        PackedFrom = packsB ? 0 : n / width * width;
        Depth = Part(k, packsB || isNear ? MostOfPanel / (width * sizeof(T)) : FewSteps, 1);
        PacksA = n > FewColumns || (a.ColumnStride != 1 && Depth > FewFarSteps)
            || (n >= SomeColumns && a.RowStride * sizeof(T) % SameSets == 0);
        Rows = Part(m, MostOfA / (Depth * sizeof(T)), height);
        LengthA = PacksA ? Rows * Depth : 0;
        LengthB = RoundUp(n - PackedFrom, width) * Depth;
        LengthEdge = n % width == 0 ? 0 : Rows * width;
    }

    // The extent in equal parts, multiples of at most so much.
    private static int Part(int extent, int most, int multiple)
    {
        var parts = (extent + most - 1) / most;
        return parts <= 1 ? Math.Max(RoundUp(extent, multiple), 1) : RoundUp((extent + parts - 1) / parts, multiple);
    }

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
