namespace Gradus.Data;

/// <summary>How well probabilities meet a truth of 0 and 1.</summary>
/// <param name="Accuracy">The share of rows on the right side of one half.</param>
/// <param name="Auc">
/// How often a row with 1 has a higher probability than one with 0, ties counted half. NaN when the truth has one value only.
/// </param>
/// <param name="LogLoss">The mean of -log of the probability given to what is true.</param>
public readonly record struct BinaryScore(double Accuracy, double Auc, double LogLoss)
{
    /// <summary>Probabilities nearer to 0 or 1 cost as much as this: the logarithm of 0 would cost everything.</summary>
    private const double Nearest = 1e-15;

    /// <param name="probabilities">(rows); sorted by this call.</param>
    /// <param name="truth">(rows), 0 or 1; sorted along.</param>
    internal static BinaryScore Of(double[] probabilities, double[] truth)
    {
        var (right, loss) = (0L, 0.0);
        for (var i = 0; i < truth.Length; i++)
        {
            if (probabilities[i] > 0.5 == truth[i] > 0.5) right++;
            var given = truth[i] > 0.5 ? probabilities[i] : 1 - probabilities[i];
            loss -= Math.Log(Math.Clamp(given, Nearest, 1 - Nearest));
        }
        return new BinaryScore((double)right / truth.Length, AreaUnderCurve(probabilities, truth), loss / truth.Length);
    }

    /// <summary>From the ranks of the rows with 1 (Mann and Whitney), equal probabilities sharing theirs.</summary>
    private static double AreaUnderCurve(double[] probabilities, double[] truth)
    {
        Array.Sort(probabilities, truth);
        var (ones, ranks) = (0.0, 0.0);
        for (var first = 0; first < truth.Length;)
        {
            var end = first + 1;
            while (end < truth.Length && probabilities[end] == probabilities[first]) end++;
            var onesHere = 0.0;
            for (var i = first; i < end; i++) onesHere += truth[i];
            ones += onesHere;
            ranks += onesHere * (first + 1 + end) / 2;
            first = end;
        }
        var zeros = truth.Length - ones;
        return ones == 0 || zeros == 0 ? double.NaN : (ranks - ones * (ones + 1) / 2) / (ones * zeros);
    }
}
