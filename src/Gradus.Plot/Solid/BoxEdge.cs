namespace Gradus.Plot;

/// <summary>
/// The edge of the box that carries an axis: its ticks, their labels and the axis label, all on the outside of the box.
/// </summary>
/// <remarks>A label that would run into one of an edge before it, at a corner of the box, is left out.</remarks>
internal sealed class BoxEdge
{
    private const double LabelGap = 4;
    private const double TitleGap = 6;
    private const double LeastLength = 40; // pixels: a shorter edge points at the viewer and can carry no ticks
    private const int MostTicks = 9;
    private const double ShortTitle = 34; // pixels: a sign or two reads best upright

    private readonly Space _space;
    private readonly int _axis;
    private readonly bool _hasTicks;
    private readonly List<(Tick Tick, Box Box)> _labels = [];
    private readonly Vector _start;
    private readonly Point _from;
    private readonly Point _along;
    private readonly Point _outward;
    private readonly double _length;
    private readonly TextBlock _title;
    private readonly double _reach;

    public BoxEdge(Space space, int axis, string title, Point middle, bool hasTicks, List<Box> taken)
    {
        (_space, _axis, _hasTicks) = (space, axis, hasTicks);
        _start = Choose(space, axis);
        _from = space.Project(_start).Place;
        var to = space.Project(_start.With(axis, 1)).Place;
        _length = (to - _from).Length;
        _along = _length > 0 ? (to - _from) * (1 / _length) : new Point(1, 0);
        _outward = new Point(-_along.Y, _along.X);
        var side = (_from + to) * 0.5 - middle;
        if (side.X * _outward.X + side.Y * _outward.Y < 0) _outward *= -1;

        Ticks = ChooseTicks();
        if (Ticks.Multiplier.Length > 0) title = title.Length > 0 ? $"{title} ({Ticks.Multiplier})" : Ticks.Multiplier;
        _title = TextBlock.Fit(IsTooShort ? "" : title, Theme.LabelSize, Math.Max(_length * 1.2, 90), 2);
        foreach (var tick in Ticks.Ticks)
        {
            var box = LabelBox(tick);
            var away = box.Center - At(tick);
            _reach = Math.Max(_reach, away.X * _outward.X + away.Y * _outward.Y + HalfAlong(_outward, box));
            var near = box.Grow(Theme.TickSize * 0.25);
            if (taken.Exists(other => other.Overlaps(near))) continue;
            _labels.Add((tick, box));
        }
        foreach (var (_, box) in _labels) taken.Add(box);
    }

    public TickSet Ticks { get; }

    private bool IsTooShort => _length < LeastLength;

    /// <summary>All that the edge draws.</summary>
    public Box Bounds()
    {
        var bounds = Box.Nothing;
        foreach (var (_, box) in _labels) bounds = bounds.Include(box);
        return _title.Height == 0 ? bounds : bounds.Include(Box.Around(TitleCenter, TitleHalf.X, TitleHalf.Y));
    }

    public void Draw(ICanvas canvas)
    {
        canvas.Line(_from, _from + _along * _length, Theme.FrameStroke);
        foreach (var tick in Ticks.Ticks) canvas.Line(At(tick), At(tick) + _outward * Theme.TickLength, Theme.FrameStroke);
        var style = new TextStyle(Theme.TickSize, Theme.SoftInk, Alignment.Middle);
        foreach (var (tick, box) in _labels)
        {
            var center = box.Center;
            canvas.Text(tick.Label, center with { Y = center.Y + Theme.TickSize * FontMetrics.CapHeight / 2 }, style);
        }
        if (_title.Height == 0) return;
        var (sine, cosine) = Math.SinCos(Angle * Math.PI / 180);
        var top = TitleCenter - new Point(sine, cosine) * (_title.Height / 2);
        _title.Draw(canvas, top, new TextStyle(Theme.LabelSize, Theme.Ink, Alignment.Middle, Angle));
    }

    /// <summary>Along the edge, but never upside down; a steep label reads upwards, as that of a flat figure does.</summary>
    private double Angle
    {
        get
        {
            if (_title.Width <= ShortTitle) return 0;
            var angle = Math.Atan2(-_along.Y, _along.X) * 180 / Math.PI;
            if (angle > 120) angle -= 180;
            if (angle < -60) angle += 180;
            return Math.Round(angle, 2);
        }
    }

    private Point TitleCenter
    {
        get
        {
            var middle = _from + _along * (_length / 2);
            var half = Math.Abs(_outward.X) * TitleHalf.X + Math.Abs(_outward.Y) * TitleHalf.Y;
            if (Angle != 0) half = _title.Height / 2; // it runs along the edge
            return middle + _outward * (Math.Max(_reach, Theme.TickLength) + TitleGap + half);
        }
    }

    /// <summary>Half the width and height of the upright box around the title as it is turned.</summary>
    private Point TitleHalf
    {
        get
        {
            var (sine, cosine) = Math.SinCos(Angle * Math.PI / 180);
            var (halfWidth, halfHeight) = (_title.Width / 2, _title.Height / 2);
            return new Point(
                Math.Abs(cosine) * halfWidth + Math.Abs(sine) * halfHeight,
                Math.Abs(sine) * halfWidth + Math.Abs(cosine) * halfHeight);
        }
    }

    /// <summary>
    /// Of the four edges along the axis the x and y axes take the lowest on the picture and the z axis the rightmost, but never
    /// the one whose both faces look at the eye: it lies in front of the data.
    /// </summary>
    private static Vector Choose(Space space, int axis)
    {
        var (second, third) = ((axis + 1) % 3, (axis + 2) % 3);
        var best = default(Vector);
        var bestRank = double.NegativeInfinity;
        for (var corner = 0; corner < 4; corner++)
        {
            var (atSecond, atThird) = ((corner & 1) != 0, (corner & 2) != 0);
            if (space.Camera.SeesFace(second, atSecond) && space.Camera.SeesFace(third, atThird)) continue;
            var start = default(Vector).With(second, atSecond ? 1 : 0).With(third, atThird ? 1 : 0);
            var middle = space.Project(start.With(axis, 0.5)).Place;
            var rank = axis == 2 ? middle.X : middle.Y;
            if (rank > bestRank + 1e-6) (best, bestRank) = (start, rank);
        }
        return best;
    }

    private TickSet ChooseTicks()
    {
        if (IsTooShort || !_hasTicks) return new TickSet([], "");
        var scale = _space[_axis];
        for (var most = Math.Clamp((int)(_length / 30), 2, MostTicks); ; most--)
        {
            var ticks = Axis.Choose(scale, most);
            if (most <= 2 || HasRoom(ticks)) return ticks;
        }
    }

    private bool HasRoom(TickSet ticks)
    {
        Box? before = null;
        foreach (var tick in ticks.Ticks)
        {
            var box = LabelBox(tick);
            if (before is { } last && last.Grow(Theme.TickSize * 0.3).Overlaps(box)) return false;
            before = box;
        }
        return true;
    }

    private Point At(Tick tick) => _space.Project(_start.With(_axis, _space[_axis].Share(tick.Value))).Place;

    /// <summary>Just so far out along the normal of the edge that the label's own box is clear of the tick.</summary>
    private Box LabelBox(Tick tick)
    {
        var halfWidth = FontMetrics.Width(tick.Label, Theme.TickSize) / 2;
        const double halfHeight = Theme.TickSize * FontMetrics.CapHeight / 2;
        var box = Box.Around(default, halfWidth, halfHeight);
        var center = At(tick) + _outward * (Theme.TickLength + LabelGap + HalfAlong(_outward, box));
        return Box.Around(center, halfWidth, halfHeight);
    }

    private static double HalfAlong(Point direction, Box box) =>
        Math.Abs(direction.X) * box.Width / 2 + Math.Abs(direction.Y) * box.Height / 2;
}
