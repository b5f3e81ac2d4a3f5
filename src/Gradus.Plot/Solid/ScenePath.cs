namespace Gradus.Plot;

/// <summary>Draws a line through the scene, cut into stretches wherever it passes a surface.</summary>
internal sealed class ScenePath(Scene scene, Stroke stroke)
{
    private readonly List<Point> _stretch = [];
    private Spot? _last;
    private double _depths;
    private int _slot;

    public void To(Vector shares)
    {
        var here = scene.Space.Project(shares);
        if (_last is not { } last)
        {
            _last = here;
            return;
        }
        var middle = new Spot((last.Place + here.Place) * 0.5, (last.Depth + here.Depth) / 2);
        var slot = scene.Slot(middle, stroke.Width / 2);
        if (_stretch.Count > 0 && slot != _slot) End();
        if (_stretch.Count == 0) _stretch.Add(last.Place);
        _stretch.Add(here.Place);
        _depths += middle.Depth;
        _slot = slot;
        _last = here;
    }

    /// <summary>Ends the line; the next place begins a new one.</summary>
    public void Lift()
    {
        End();
        _last = null;
    }

    private void End()
    {
        if (_stretch.Count > 1)
        {
            var places = _stretch.ToArray();
            scene.Add(_slot, _depths / (places.Length - 1), canvas => canvas.Polyline(places, stroke));
        }
        _stretch.Clear();
        _depths = 0;
    }
}
