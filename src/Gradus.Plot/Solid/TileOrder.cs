namespace Gradus.Plot;

/// <summary>
/// The tiles of all surfaces from far to near, and for any place in space the slot between them where it must be drawn. The
/// slot is found by what lies in front of the place on its own line of sight, so that a point is on the right side of even a
/// steep, large tile.
/// </summary>
internal sealed class TileOrder
{
    private const int Cells = 48;

    // In sides of the box: a point this near to a surface lies on it and is drawn over it.
    private const double Touching = 2e-3;

    // In CSS pixels.
    private const double Rounding = 1e-6;

    private static readonly List<int> Empty = [];

    private readonly List<SurfaceTile> _tiles;
    private readonly List<int>?[] _cells = new List<int>?[Cells * Cells];
    private readonly Box _bounds = Box.Nothing;

    public TileOrder(List<SurfaceTile> tiles)
    {
        _tiles = Sorted(tiles);
        foreach (var tile in _tiles) _bounds = _bounds.Include(tile.Bounds);
        for (var i = 0; i < _tiles.Count; i++)
        {
            var box = _tiles[i].Bounds;
            // A place on the border of two tiles is in the cells of both, whichever way its own cell is rounded.
            for (var row = Row(box.Top - Rounding); row <= Row(box.Bottom + Rounding); row++)
                for (var column = Column(box.Left - Rounding); column <= Column(box.Right + Rounding); column++)
                    (_cells[row * Cells + column] ??= []).Add(i);
        }
    }

    public IReadOnlyList<SurfaceTile> Tiles => _tiles;

    /// <summary>
    /// The count of tiles to draw before something of that radius (in CSS pixels): it comes right before tile number Slot. What
    /// is seen at its center is drawn over all tiles that its rim touches, so that no nearer tile beside it bites into it.
    /// </summary>
    public int Slot(Spot spot, double radius)
    {
        var rim = Box.Around(spot.Place, radius, radius);
        if (_tiles.Count == 0 || !rim.Overlaps(_bounds)) return CountFarther(spot.Depth);
        foreach (var i in At(Row(spot.Place.Y), Column(spot.Place.X))) // listed from far to near
            if (_tiles[i].DepthAt(spot.Place) is { } depth && depth < spot.Depth - Touching) return i;

        var slot = CountFarther(spot.Depth);
        for (var row = Row(rim.Top); row <= Row(rim.Bottom); row++)
            for (var column = Column(rim.Left); column <= Column(rim.Right); column++)
                foreach (var i in At(row, column))
                    if (i >= slot && rim.Overlaps(_tiles[i].Bounds)) slot = i + 1;
        return slot;
    }

    private List<int> At(int row, int column) => _cells[row * Cells + column] ?? Empty;

    private int CountFarther(double depth)
    {
        var (low, high) = (0, _tiles.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_tiles[middle].Depth > depth) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    // Equal depths keep the order of adding, so that the same data give the same bytes.
    private static List<SurfaceTile> Sorted(List<SurfaceTile> tiles)
    {
        var keys = new double[tiles.Count];
        var order = new int[tiles.Count];
        for (var i = 0; i < order.Length; i++) (keys[i], order[i]) = (tiles[i].Depth, i);
        Array.Sort(order, (a, b) => keys[a] != keys[b] ? keys[b].CompareTo(keys[a]) : a.CompareTo(b));
        var sorted = new List<SurfaceTile>(tiles.Count);
        foreach (var i in order) sorted.Add(tiles[i]);
        return sorted;
    }

    private int Row(double y) => Cell((y - _bounds.Top) / Math.Max(_bounds.Height, 1e-9));

    private int Column(double x) => Cell((x - _bounds.Left) / Math.Max(_bounds.Width, 1e-9));

    private static int Cell(double share) => Math.Clamp((int)(share * Cells), 0, Cells - 1);
}
