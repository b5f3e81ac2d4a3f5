namespace Gradus.Plot;

/// <summary>Counts values in bins of even width, as a histogram shows them.</summary>
internal static class Bins
{
    private const int MostBins = 500;

    /// <summary>
    /// The edges (one more than the counts) and the counts. Zero bins asks for a fitting number: the greater of Sturges' and of
    /// Freedman and Diaconis' (1981), as numpy's "auto". Every bin holds its left edge, the last one its right edge too.
    /// </summary>
    public static (double[] Edges, double[] Counts) Count(double[] values, int bins)
    {
        var sorted = Array.FindAll(values, double.IsFinite);
        Array.Sort(sorted);
        if (sorted.Length == 0) return ([], []);
        var (low, high) = (sorted[0], sorted[^1]);
        if (bins == 0) bins = high > low ? Choose(sorted, high - low) : 1;
        if (low == high) (low, high) = (low - 0.5, low + 0.5);

        var edges = new double[bins + 1];
        var width = double.IsFinite(high - low) ? (high - low) / bins : high / bins - low / bins;
        for (var i = 0; i <= bins; i++) edges[i] = i == bins ? high : low + width * i;
        var counts = new double[bins];
        var bin = 0;
        foreach (var value in sorted)
        {
            while (bin < bins - 1 && value >= edges[bin + 1]) bin++;
            counts[bin]++;
        }
        return (edges, counts);
    }

    private static int Choose(double[] sorted, double span)
    {
        if (double.IsInfinity(span)) return 10; // the values reach across half of all doubles: there is no width to reckon with
        var width = span / (Math.Log2(sorted.Length) + 1);
        var spread = 2 * (Quantile(sorted, 0.75) - Quantile(sorted, 0.25)) / Math.Cbrt(sorted.Length);
        if (spread > 0) width = Math.Min(width, spread);
        return (int)Math.Clamp(Math.Ceiling(span / width), 1, MostBins);
    }

    /// <summary>Linear between the two values around the place, as numpy.percentile.</summary>
    private static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var index = (int)place;
        if (index + 1 == sorted.Length) return sorted[index];
        return sorted[index] + (sorted[index + 1] - sorted[index]) * (place - index);
    }
}
