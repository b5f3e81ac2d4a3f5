namespace Gradus.Backends.Products;

/// <summary>
/// How a block of C is computed: what of A and B is packed, and how much of them at a time. Chosen by shape and strides; the
/// numbers do not depend on it.
/// </summary>
internal readonly struct Blocking<T, V> where T : unmanaged where V : unmanaged
{
    // A panel of B, and a block of A, which a column of tiles reads again and again from the second level of cache. Deep panels
    // read and write C seldom.
    private const int MostOfPanel = 64 << 10;
    private const int MostOfA = 192 << 10;

    // So many rows are soon done: packing B would take as long as reading it once or twice as it lies.
    private const int FewRows = 12;
    private const int NearB = 1 << 14;

    // Then B is read along its rows, some rows at a time.
    private const int FewSteps = 8;

    // For so few columns A is read as it lies.
    private const int FewColumns = 512;

    // So many steps of A may lie far apart.
    private const int FewFarSteps = 128;

    public readonly bool PacksA;

    /// <summary>Columns of B from here on are packed.</summary>
    public readonly int PackedFrom;

    /// <summary>Steps along k.</summary>
    public readonly int Depth;

    /// <summary>Rows of A.</summary>
    public readonly int Rows;

    public readonly int LengthA;
    public readonly int LengthB;
    public readonly int LengthC;

    public unsafe Blocking(Matrix<T> a, Matrix<T> b, int m, int n, int k)
    {
        int height = Tile<T, V>.Rows, width = Tile<T, V>.Columns;
        var isNear = (long)k * b.RowStride * sizeof(T) <= NearB && b.RowStride >= 0;
        var packsB = b.ColumnStride != 1 || (m > FewRows && !isNear);
        PackedFrom = packsB ? 0 : n / width * width;
        Depth = Part(k, packsB || isNear ? MostOfPanel / (width * sizeof(T)) : FewSteps);
        PacksA = n > FewColumns || (a.ColumnStride != 1 && Depth > FewFarSteps);
        Rows = Part(m, Math.Max(MostOfA / (Depth * sizeof(T)), height), height);
        LengthA = PacksA ? Rows * Depth : 0;
        LengthB = RoundUp(n - PackedFrom, width) * Depth;
        LengthC = n % width == 0 ? 0 : Rows * width;
    }

    // The extent in equal parts of at most so much, each a multiple.
    private static int Part(int extent, int most, int multiple = 1)
    {
        var parts = Math.Max((extent + most - 1) / most, 1);
        return Math.Max(RoundUp((extent + parts - 1) / parts, multiple), 1);
    }

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
