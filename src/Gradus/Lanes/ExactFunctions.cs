namespace Gradus;

/// <summary>The scalar functions of the oracle that System.Math lacks, each within a few 1e-16 of the exact value.</summary>
internal static class ExactFunctions
{
    /// <summary>e^x - 1: through the quotient (e^x - 1) x / log(e^x), whose rounding errors cancel (Kahan).</summary>
    public static double Expm1(double x)
    {
        var power = Math.Exp(x);
        if (power == 1 || Math.Abs(x) < 1e-17) return x;
        if (Math.Abs(x) > 1) return power - 1;
        return (power - 1) * (x / Math.Log(power));
    }

    /// <summary>log(1 + x): log(u) x / (u - 1) with u = 1 + x rounded, whose rounding errors cancel (Kahan).</summary>
    public static double Log1p(double x)
    {
        var sum = 1 + x;
        if (sum == 1 || double.IsPositiveInfinity(x)) return x;
        return sum <= 0.5 || sum > 2 ? Math.Log(sum) : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>The error function 2/sqrt(pi) times the integral of e^(-t^2) from 0 to x.</summary>
    public static double Erf(double x)
    {
        var size = Math.Abs(x);
        if (double.IsNaN(x) || x == 0) return x;
        if (size > 6) return Math.CopySign(1, x);
        return size < 1.5 ? ErfSeries(x) : Math.CopySign(1 - ErfcFraction(size), x);
    }

    /// <summary>
    /// erf(x) = 2/sqrt(pi) e^(-x^2) sum of 2^n x^(2n+1) / (1 3 5 ... (2n+1)) (Abramowitz and Stegun 7.1.6): all terms have one
    /// sign, so nothing cancels.
    /// </summary>
    private static double ErfSeries(double x)
    {
        var square = x * x;
        var squareRest = Math.FusedMultiplyAdd(x, x, -square);
        double sum = 0, lost = 0, term = x;
        for (var n = 1; Math.Abs(term) > 1e-20 * Math.Abs(sum); n++)
        {
            // Kahan's compensated sum.
            var next = term - lost;
            var total = sum + next;
            lost = total - sum - next;
            sum = total;
            term *= 2 * square / (2 * n + 1);
        }
        // e^-(square + rest) = e^-square (1 - rest)
        const double twoOverRootPi = 1.1283791670955126;
        return twoOverRootPi * sum * Math.Exp(-square) * (1 - squareRest);
    }

    /// <summary>
    /// erfc(x) = e^(-x^2)/sqrt(pi) / (x + (1/2)/(x + 1/(x + (3/2)/(x + ...)))) (Abramowitz and Stegun 7.1.14), from the tail up;
    /// for x from 1.5 up, k steps leave about e^(-2 x sqrt(2 k)) of it.
    /// </summary>
    private static double ErfcFraction(double x)
    {
        var tail = x;
        for (var k = 150; k > 0; k--) tail = x + 0.5 * k / tail;
        const double rootPi = 1.772453850905516;
        return Math.Exp(-x * x) / (rootPi * tail);
    }
}
