using CsCheck;

namespace Gradus.Plot.Tests;

public class VisibleLineTests
{
    private static readonly Box Area = new(10, 20, 110, 80);
    private static readonly Gen<Point> AnyPoint =
        Gen.Select(Gen.Double[-200, 300], Gen.Double[-200, 300], (x, y) => new Point(x, y));

    // The truth is a walk along the segment in small steps: what of it is inside lies between the ends of the cut piece, and
    // only that.
    [Fact]
    public void ClipKeepsWhatIsInside() => Gen.Select(AnyPoint, AnyPoint).Sample((from, to) =>
    {
        var (first, last) = (double.NaN, double.NaN);
        const int steps = 4000;
        for (var i = 0; i <= steps; i++)
        {
            var share = (double)i / steps;
            if (!Area.Contains(from + (to - from) * share)) continue;
            if (double.IsNaN(first)) first = share;
            last = share;
        }
        if (VisibleLine.Clip(from, to, Area) is not var (start, end)) return double.IsNaN(first);
        var length = (to - from).Length;
        if (double.IsNaN(first)) return (end - start).Length <= length / steps + 1e-9; // a corner cut between two steps
        return Math.Abs((start - from).Length - first * length) <= length / steps + 1e-9
            && Math.Abs((end - from).Length - last * length) <= length / steps + 1e-9;
    });

    [Fact]
    public void ValuesThatAreNotFiniteBreakTheLine()
    {
        var runs = Runs([0, 1, 2, 3, 4, 5, 6], [1, 2, double.NaN, 3, double.PositiveInfinity, 4, 5]);
        Assert.Equal([2, 1, 2], runs.ConvertAll(run => run.Length));
    }

    [Fact]
    public void ALineThatLeavesAndComesBackIsTwoRuns()
    {
        var x = Axis.Horizontal(Scale.Between(0, 3, false), 10, 110, 12);
        var y = Axis.Vertical(Scale.Between(0, 1, false), 80, 20);
        var runs = VisibleLine.Runs([0, 1, 2, 3], [0.5, 2, 2, 0.5], x, y, Area);
        Assert.Equal(2, runs.Count);
        // It leaves where it reaches 1: a third of the way from 0.5 to 2, x = 1/3 of 100 / 3 pixels.
        Assert.Equal(10 + 100.0 / 9, runs[0][^1].X, 1e-9);
        Assert.Equal(20, runs[0][^1].Y, 1e-9);
        Assert.Equal(110 - 100.0 / 9, runs[1][0].X, 1e-9);
    }

    // A million points, of which each pixel column must still reach from its lowest to its highest.
    [Fact]
    public void ThinningKeepsTheEnvelope()
    {
        const int count = 1_000_000;
        var xs = Samples.Count(count, i => i);
        var ys = Samples.Count(count, i => Math.Sin(i * 1e-5) + 0.3 * Math.Sin(i * 0.7) * Math.Cos(i * 0.013));
        var x = Axis.Horizontal(Scale.Between(0, count, false), 10, 110, 12);
        var y = Axis.Vertical(Scale.Between(-2, 2, false), 80, 20);
        var run = Assert.Single(VisibleLine.Runs(xs, ys, x, y, Area));
        Assert.InRange(run.Length, 400, 1600);

        var (lows, highs) = (new double[100], new double[100]);
        var (keptLows, keptHighs) = (new double[100], new double[100]);
        Array.Fill(lows, double.MaxValue);
        Array.Fill(keptLows, double.MaxValue);
        for (var i = 0; i < count; i++) Widen(lows, highs, x.Place(xs[i]), y.Place(ys[i]));
        foreach (var point in run) Widen(keptLows, keptHighs, point.X, point.Y);
        Assert.Equal(lows, keptLows);
        Assert.Equal(highs, keptHighs);

        static void Widen(double[] low, double[] high, double across, double up)
        {
            var column = Math.Clamp((int)(across - 10), 0, 99);
            low[column] = Math.Min(low[column], up);
            high[column] = Math.Max(high[column], up);
        }
    }

    private static List<Point[]> Runs(double[] xs, double[] ys)
    {
        var scale = Scale.Between(0, 10, false);
        return VisibleLine.Runs(xs, ys, Axis.Horizontal(scale, 10, 110, 12), Axis.Vertical(scale, 80, 20), Area);
    }
}
