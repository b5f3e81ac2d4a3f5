namespace Gradus.Plot;

/// <summary>
/// The parts of a line that can be seen: broken where a value cannot be shown, cut at the rim of the plot, and thinned where
/// many points share a column of pixels.
/// </summary>
internal static class VisibleLine
{
    private const int ManyPoints = 2000;
    private const double ColumnsPerPixel = 4;

    public static List<Point[]> Runs(double[] xs, double[] ys, Axis x, Axis y, Box area)
    {
        var runs = new List<Point[]>();
        var run = new List<Point>();
        Point? before = null;
        for (var i = 0; i < xs.Length; i++)
        {
            if (!x.CanShow(xs[i]) || !y.CanShow(ys[i]))
            {
                End(run, runs);
                before = null;
                continue;
            }
            var here = new Point(x.Place(xs[i]), y.Place(ys[i]));
            if (before is not { } last)
            {
                if (area.Contains(here)) run.Add(here);
            }
            else if (Clip(last, here, area) is var (from, to))
            {
                if (run.Count == 0) run.Add(from);
                run.Add(to);
                if (to != here) End(run, runs);
            }
            before = here;
        }
        End(run, runs);
        return runs;
    }

    private static void End(List<Point> run, List<Point[]> runs)
    {
        if (run.Count > 0) runs.Add(run.Count > ManyPoints ? Thin(run) : run.ToArray());
        run.Clear();
    }

    /// <summary>
    /// Keeps the first, lowest, highest and last point of each quarter-pixel column: the drawn line stays the same.
    /// </summary>
    private static Point[] Thin(List<Point> run)
    {
        var kept = new List<Point>();
        for (var start = 0; start < run.Count;)
        {
            var column = Math.Floor(run[start].X * ColumnsPerPixel);
            var (end, low, high) = (start, start, start);
            for (; end < run.Count && Math.Floor(run[end].X * ColumnsPerPixel) == column; end++)
            {
                if (run[end].Y < run[low].Y) low = end;
                if (run[end].Y > run[high].Y) high = end;
            }
            var (first, second) = low < high ? (low, high) : (high, low);
            kept.Add(run[start]);
            if (first > start) kept.Add(run[first]);
            if (second > first) kept.Add(run[second]);
            if (end - 1 > second) kept.Add(run[end - 1]);
            start = end;
        }
        return kept.ToArray();
    }

    /// <summary>Cuts a segment at the sides of the area (Liang and Barsky 1984); null when none of it is inside.</summary>
    internal static (Point From, Point To)? Clip(Point from, Point to, Box area)
    {
        var (enter, leave) = (0.0, 1.0);
        var step = to - from;
        if (!Cut(-step.X, from.X - area.Left) || !Cut(step.X, area.Right - from.X)) return null;
        if (!Cut(-step.Y, from.Y - area.Top) || !Cut(step.Y, area.Bottom - from.Y)) return null;
        return (enter == 0 ? from : from + step * enter, leave == 1 ? to : from + step * leave);

        bool Cut(double towards, double room)
        {
            if (towards == 0) return room >= 0;
            var at = room / towards;
            if (towards < 0) enter = Math.Max(enter, at);
            else leave = Math.Min(leave, at);
            return enter <= leave;
        }
    }
}
