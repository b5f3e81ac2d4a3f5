namespace Gradus.Plot.Tests;

/// <summary>
/// Pictures that several tests draw. Their data are written out by formula, so that they are the same everywhere.
/// </summary>
internal static class Samples
{
    public static double[] Count(int count, Func<int, double> value)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++) values[i] = value(i);
        return values;
    }

    /// <summary>Numbers from 0 to 1 that look random: multiples of the golden ratio, less their whole parts.</summary>
    public static double[] Scattered(int count, double seed) =>
        Count(count, i => (seed + i * 0.6180339887498949) % 1);

    public static Figure Loss() => new Figure("training loss") { XLabel = "epoch", YLabel = "mean squared error" }
        .Line(Count(60, i => 5 * Math.Pow(0.9, i)), label: "sgd")
        .Line(Count(60, i => 5 * Math.Pow(0.8, i) + 0.05), label: "adam", style: LineStyle.Dashed)
        .HorizontalLine(0.5, "target");

    public static Figure LogLoss()
    {
        var figure = Loss();
        figure.LogY = true;
        return figure;
    }

    public static Figure Kinds() => new Figure("every kind of series") { XLabel = "x", YLabel = "y" }
        .Bars([0, 1, 2, 3], [1, 3, 2, 0.5], label: "bars")
        .Band([0, 1, 2, 3], [1, 2, 2.5, 2], [2, 3, 3.5, 4], label: "band")
        .Line([0, 1, 2, 3], [1.5, 2.5, 3, 3], label: "line", marker: Marker.Square)
        .Scatter([0.5, 1.5, 2.5], [3.5, 0.7, 1.2], label: "cross", marker: Marker.Cross)
        .Scatter([0.7, 1.7, 2.7], [3.5, 0.7, 1.2], label: "plus", marker: Marker.Plus)
        .Scatter([0.2, 1.2, 2.2], [3.2, 0.4, 0.9], label: "triangle", marker: Marker.Triangle)
        .Scatter([0.3, 1.3, 2.3], [3, 0.2, 0.7], label: "diamond", marker: Marker.Diamond)
        .Line([0, 1, 2, double.NaN, 3], [4, 3.9, 3.8, 0, 3.7], label: "dots", style: LineStyle.Dotted)
        .Line([0, 3], [0.1, 0.3], label: "dash-dot", style: LineStyle.DashDot)
        .VerticalLine(1.5, color: "red");

    /// <summary>Points around the plane 2 x₁ - 3 x₂ + 1, and another plane, as a regression starts.</summary>
    public static Figure3D Regression()
    {
        var (first, second) = (Scattered(30, 0.2), Scattered(30, 0.75));
        Array.Sort(second);
        var noise = Scattered(30, 0.4);
        var target = Count(30, i => 2 * first[i] - 3 * second[i] + 1 + 0.3 * (noise[i] - 0.5));
        return new Figure3D("start") { Elevation = 10, Azimuth = -110, XLabel = "x₁", YLabel = "x₂", ZLabel = "y" }
            .Scatter(first, second, target, label: "data")
            .Surface([0, 1], [0, 1], new[,] { { 0.1, 0.6 }, { 0.3, 0.8 } }, label: "model");
    }

    public static Figure3D Hill()
    {
        const int count = 21;
        var places = Count(count, i => -3 + 0.3 * i);
        var heights = new double[count, count];
        for (var row = 0; row < count; row++)
            for (var column = 0; column < count; column++)
                heights[row, column] = 1 / (1 + places[column] * places[column] + places[row] * places[row] / 2);
        return new Figure3D("a hill and a way over it") { XLabel = "first weight", YLabel = "second weight", ZLabel = "loss" }
            .Surface(places, places, heights, alpha: 0.8, colors: Colormap.Sequential)
            .Line(Count(30, i => -3 + 0.2 * i), Count(30, i => 3 - 0.2 * i), Count(30, i => 0.2 + 0.02 * i), label: "way");
    }
}
