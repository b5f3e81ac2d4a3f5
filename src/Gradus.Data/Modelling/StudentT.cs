namespace Gradus.Data;

/// <summary>Student's t distribution.</summary>
internal static class StudentT
{
    /// <summary>The probability of a value at least as far from 0 as <paramref name="t"/>, either way.</summary>
    /// <param name="freedom">Degrees of freedom, above 0.</param>
    public static double TwoSided(double t, double freedom)
    {
        if (double.IsNaN(t) || freedom <= 0) return double.NaN;
        if (double.IsInfinity(t)) return 0;
        // Both arguments as quotients: 1 - x would lose the digits of a small x.
        var square = t * t;
        return IncompleteBeta(freedom / 2, 0.5, freedom / (freedom + square), square / (freedom + square));
    }

    /// <summary>The value that is exceeded, either way, with this probability.</summary>
    public static double Quantile(double probability, double freedom)
    {
        var (low, high) = (0.0, 1.0);
        while (TwoSided(high, freedom) > probability) high *= 2;
        while (high - low > 1e-12 * high)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) break;
            if (TwoSided(middle, freedom) > probability) low = middle;
            else high = middle;
        }
        return high;
    }

    /// <summary>I_x(a, b), where y = 1 - x. Abramowitz and Stegun, 26.5.8, where the fraction converges fast.</summary>
    private static double IncompleteBeta(double a, double b, double x, double y)
    {
        if (x <= 0) return 0;
        if (y <= 0) return 1;
        if (x > (a + 1) / (a + b + 2)) return 1 - IncompleteBeta(b, a, y, x);
        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + a * Math.Log(x) + b * Math.Log(y)) / a;
        return front * Fraction(a, b, x);
    }

    /// <summary>The continued fraction by Lentz's method.</summary>
    private static double Fraction(double a, double b, double x)
    {
        const double tiny = 1e-300;
        const int mostSteps = 100_000;
        var (c, d) = (1.0, 1 / Away(1 - (a + b) * x / (a + 1)));
        var fraction = d;
        for (var m = 1; m < mostSteps; m++)
        {
            var even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / Away(1 + even * d);
            c = Away(1 + even / c);
            fraction *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / Away(1 + odd * d);
            c = Away(1 + odd / c);
            fraction *= d * c;
            if (Math.Abs(d * c - 1) < 1e-15) break;
        }
        return fraction;

        static double Away(double value) => Math.Abs(value) < tiny ? tiny : value;
    }

    /// <summary>
    /// log(gamma(x)) for x above 0: Stirling's series (Abramowitz and Stegun, 6.1.40) after a step up to where it is exact.
    /// </summary>
    private static double LogGamma(double x)
    {
        var product = 1.0;
        for (; x < 15; x++) product *= x;
        var square = 1 / (x * x);
        var series = (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680
            - square * (1.0 / 1188 - square * (691.0 / 360360 - square / 156)))))) / x;
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + series - Math.Log(product);
    }
}
