namespace Gradus.Plot;

/// <summary>Fits the box of a three-dimensional view with all its labels into the picture, and draws it.</summary>
internal sealed class SolidDrawing
{
    private static readonly Color[] Panes = [new(0xf3, 0xf4, 0xf6), new(0xf6, 0xf7, 0xf9), new(0xee, 0xf0, 0xf3)];
    private static readonly Stroke PaneGrid = new(new Color(0xdd, 0xe1, 0xe6), 1);
    private static readonly Stroke PaneEdge = new(new Color(0xc9, 0xce, 0xd5), 1);

    private readonly Figure3D _figure;
    private readonly TextBlock _title;
    private readonly LegendRow? _legendRow;
    private readonly double _legendTop;
    private readonly Box _area;
    private readonly Space _space;
    private readonly BoxEdge[] _edges;

    public SolidDrawing(Figure3D figure)
    {
        _figure = figure;
        _title = TextBlock.Fit(figure.Title, Theme.TitleSize, figure.Width - 2 * Theme.Edge, 3);
        var top = Theme.Edge + (_title.Height > 0 ? _title.Height + Theme.Gap : 0);
        if (figure.Legend == LegendPlace.Best) // the corners of the picture belong to the labels of the box
        {
            _legendRow = new LegendRow(figure.Series, figure.Width - 2 * Theme.Edge);
            _legendTop = top - 2;
            top += _legendRow.Height;
        }
        _area = new Box(Theme.Edge, top, figure.Width - Theme.Edge, Math.Max(figure.Height - Theme.Edge, top + 10));
        // On a small picture the box matters more than its labels: without them if need be.
        for (var detail = Detail.All; ; detail--)
        {
            (_space, _edges) = Fit(figure.BeginSpace(), detail);
            var box = Bounds(_space);
            if (detail == Detail.None || Math.Max(box.Width / _area.Width, box.Height / _area.Height) > 0.5) break;
        }
    }

    private enum Detail
    {
        None,
        Ticks,
        All,
    }

    public void Draw(ICanvas canvas)
    {
        DrawPanes(canvas);
        foreach (var edge in _edges) edge.Draw(canvas);
        var scene = new Scene(_space, _figure.Series);
        scene.Draw(canvas);
        _title.Draw(
            canvas, new Point(_figure.Width / 2, Theme.Edge), new TextStyle(Theme.TitleSize, Theme.Ink, Alignment.Middle));
        if (_legendRow is not null) _legendRow.Draw(canvas, _figure.Width / 2, _legendTop);
        else new Legend(_figure.Series, _area).Draw(canvas, _area.Grow(4), _figure.Legend, []);
    }

    /// <summary>
    /// Labels keep their size while the box grows, so the fit is found in a few rounds: lay out, see what the labels need
    /// beside the box, and give the box the rest.
    /// </summary>
    private (Space Space, BoxEdge[] Edges) Fit(Space unit, Detail detail)
    {
        var box = Bounds(unit.Placed(default, 1));
        var zoom = 0.7 * Math.Min(_area.Width / box.Width, _area.Height / box.Height);
        var space = unit.Placed(_area.Center - box.Center * zoom, zoom);
        var edges = Edges(space, detail);
        const int mostRounds = 8;
        for (var round = 0; round < mostRounds; round++)
        {
            var inner = Bounds(space);
            var outer = inner;
            foreach (var edge in edges) outer = outer.Include(edge.Bounds());
            var beside = new Point(outer.Width - inner.Width, outer.Height - inner.Height);
            zoom = Math.Max(5, Math.Min((_area.Width - beside.X) / box.Width, (_area.Height - beside.Y) / box.Height));
            var shift = outer.Center - inner.Center; // how far the labels pull the middle of all away from the middle of the box
            space = unit.Placed(_area.Center - shift - box.Center * zoom, zoom);
            edges = Edges(space, detail);
        }
        return (space, edges);
    }

    private BoxEdge[] Edges(Space space, Detail detail)
    {
        var middle = space.Project(new Vector(0.5, 0.5, 0.5)).Place;
        var taken = new List<Box>();
        return [Edge(0, _figure.XLabel), Edge(1, _figure.YLabel), Edge(2, _figure.ZLabel)];

        BoxEdge Edge(int axis, string title) =>
            new(space, axis, detail == Detail.All ? title : "", middle, detail != Detail.None, taken);
    }

    private static Box Bounds(Space space)
    {
        var bounds = Box.Nothing;
        for (var corner = 0; corner < 8; corner++)
            bounds = bounds.Include(space.Project(new Vector(corner & 1, corner >> 1 & 1, corner >> 2)).Place);
        return bounds;
    }

    /// <summary>The three far faces of the box, each with the grid of its two axes.</summary>
    private void DrawPanes(ICanvas canvas)
    {
        for (var axis = 0; axis < 3; axis++)
        {
            var corners = PaneCorners(axis);
            canvas.Polygon(corners, Panes[axis]);
        }
        for (var axis = 0; axis < 3; axis++)
        {
            var pane = PaneStart(axis);
            for (var other = 0; other < 3; other++)
            {
                if (other == axis) continue;
                var across = 3 - axis - other;
                foreach (var tick in _edges[other].Ticks.Ticks)
                {
                    var from = pane.With(other, _space[other].Share(tick.Value));
                    var to = from.With(across, 1);
                    canvas.Line(_space.Project(from.With(across, 0)).Place, _space.Project(to).Place, PaneGrid);
                }
            }
        }
        for (var axis = 0; axis < 3; axis++)
        {
            var corners = PaneCorners(axis);
            canvas.Polyline([.. corners, corners[0]], PaneEdge);
        }
    }

    private Vector PaneStart(int axis) => default(Vector).With(axis, _space.Camera.IsEndFarther(axis) ? 1 : 0);

    private Point[] PaneCorners(int axis)
    {
        var (second, third) = ((axis + 1) % 3, (axis + 2) % 3);
        var start = PaneStart(axis);
        return
        [
            _space.Project(start).Place,
            _space.Project(start.With(second, 1)).Place,
            _space.Project(start.With(second, 1).With(third, 1)).Place,
            _space.Project(start.With(third, 1)).Place,
        ];
    }
}
