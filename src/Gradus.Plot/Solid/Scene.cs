namespace Gradus.Plot;

/// <summary>What stands in the box, drawn from far to near.</summary>
internal sealed class Scene
{
    private readonly List<Mark> _marks = [];
    private readonly TileOrder _order;

    public Scene(Space space, IReadOnlyList<SolidSeries> series)
    {
        Space = space;
        foreach (var one in series) one.AddTiles(this);
        _order = new TileOrder(Tiles);
        foreach (var one in series) one.AddMarks(this);
    }

    public Space Space { get; }

    /// <summary>Filled by <see cref="SolidSeries.AddTiles"/>.</summary>
    public List<SurfaceTile> Tiles { get; } = [];

    /// <param name="radius">In CSS pixels.</param>
    public void Add(Spot spot, double radius, Action<ICanvas> draw) => Add(Slot(spot, radius), spot.Depth, draw);

    public ScenePath BeginPath(Stroke stroke) => new(this, stroke);

    internal int Slot(Spot spot, double radius) => _order.Slot(spot, radius);

    internal void Add(int slot, double depth, Action<ICanvas> draw) => _marks.Add(new Mark(slot, depth, _marks.Count, draw));

    public void Draw(ICanvas canvas)
    {
        _marks.Sort(static (a, b) =>
            a.Slot != b.Slot ? a.Slot.CompareTo(b.Slot)
            : a.Depth != b.Depth ? b.Depth.CompareTo(a.Depth)
            : a.Number.CompareTo(b.Number));
        var next = 0;
        for (var i = 0; i < _order.Tiles.Count; i++)
        {
            for (; next < _marks.Count && _marks[next].Slot <= i; next++) _marks[next].Draw(canvas);
            _order.Tiles[i].Draw(canvas);
        }
        for (; next < _marks.Count; next++) _marks[next].Draw(canvas);
    }

    private readonly record struct Mark(int Slot, double Depth, int Number, Action<ICanvas> Draw);
}
