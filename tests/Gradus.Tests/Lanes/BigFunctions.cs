using System.Numerics;

namespace Gradus.Tests.Lanes;

/// <summary>
/// The elementary functions in 256 bits, by series and identities that share nothing with the library's polynomials.
/// </summary>
internal static class BigFunctions
{
    // Enough digits to bring the largest float64 (2^1024) down to a quarter turn.
    private static readonly BigReal LongPi = MachinPi(1500);
    public static readonly BigReal Pi = new(LongPi.Mantissa, LongPi.Exponent);
    private static readonly BigReal Ln2 = AtanhSeries((BigReal)1 / 3).TimesPowerOfTwo(1);

    public static BigReal Exp(BigReal x)
    {
        var n = (int)Math.Round((x / Ln2).ToDouble());
        // Taylor at a 256th of the rest, squared eight times.
        var r = (x - n * Ln2).TimesPowerOfTwo(-8);
        BigReal sum = 1, term = 1;
        for (var k = 1; term.Sign != 0 && term.Log2 > -280; k++)
        {
            term = term * r / k;
            sum += term;
        }
        for (var i = 0; i < 8; i++) sum *= sum;
        return sum.TimesPowerOfTwo(n);
    }

    public static BigReal Expm1(BigReal x) => x.Sign == 0 ? x : x.Log2 < -100 ? x + x * x.TimesPowerOfTwo(-1) : Exp(x) - 1;

    /// <summary>One step of Halley's method from the float64 logarithm: the error is the cube of that one's.</summary>
    public static BigReal Log(BigReal x)
    {
        var n = x.Log2;
        var m = x.TimesPowerOfTwo(-n);
        if (m > 1.5) (n, m) = (n + 1, m.TimesPowerOfTwo(-1));
        BigReal guess = Math.Log(m.ToDouble());
        var power = Exp(guess);
        return n * Ln2 + guess + (m - power).TimesPowerOfTwo(1) / (m + power);
    }

    public static BigReal Log1p(BigReal x) => x.Sign == 0 ? x : x.Log2 < -100 ? x - x * x.TimesPowerOfTwo(-1) : Log(1 + x);

    public static BigReal Sin(BigReal x) => Turn(x, 0);
    public static BigReal Cos(BigReal x) => Turn(x, 1);
    public static BigReal Tan(BigReal x) => Sin(x) / Cos(x);

    public static BigReal Atan(BigReal x)
    {
        // atan x = guess + atan((x - tan guess) / (1 + x tan guess)), whose argument is below 2^-50.
        if (x.Sign == 0 || x.Log2 < -100) return x;
        BigReal guess = x.Log2 > 1000 ? Math.CopySign(Math.PI / 2, x.Sign) : Math.Atan(x.ToDouble());
        var (sin, cos) = (Sin(guess), Cos(guess));
        var small = (x * cos - sin) / (cos + x * sin);
        return guess + small - small * small * small / 3;
    }

    public static BigReal Asin(BigReal x)
    {
        var complement = 1 - x * x;
        return complement.Sign == 0 ? (x.Sign * Pi).TimesPowerOfTwo(-1) : x.Sign == 0 ? x : Atan(x / complement.Sqrt());
    }

    public static BigReal Acos(BigReal x)
        => (1 + x).Sign == 0 ? Pi : (1 - x).Sign == 0 ? 0 : Atan(((1 - x) / (1 + x)).Sqrt()).TimesPowerOfTwo(1);

    public static BigReal Sinh(BigReal x)
    {
        if (x.Sign < 0) return -Sinh(-x);
        var e = Expm1(x);
        return (e + e / (e + 1)).TimesPowerOfTwo(-1);
    }

    public static BigReal Cosh(BigReal x)
    {
        var e = Exp(x);
        return (e + 1 / e).TimesPowerOfTwo(-1);
    }

    public static BigReal Tanh(BigReal x)
    {
        if (x.Sign == 0) return x;
        if (x.Log2 > 5) return x.Sign;
        var e = Expm1(x.TimesPowerOfTwo(1));
        return e / (e + 2);
    }

    /// <summary>Maclaurin's alternating series; what cancels, at most 2^60, the precision can spare.</summary>
    public static BigReal Erf(BigReal x)
    {
        if (x.Sign == 0) return x;
        if (x.Abs() > 6.5) return x.Sign;
        var square = x * x;
        BigReal sum = x, power = x;
        for (var n = 1; ; n++)
        {
            power = -(power * square) / n;
            var term = power / (2 * n + 1);
            sum += term;
            if (term.Log2 < sum.Log2 - 280) break;
        }
        return sum.TimesPowerOfTwo(1) / Pi.Sqrt();
    }

    /// <summary>For positive x.</summary>
    public static BigReal Pow(BigReal x, BigReal y) => Exp(y * Log(x));

    /// <summary>sin(x + quarters pi/2).</summary>
    private static BigReal Turn(BigReal x, int quarters)
    {
        if (x.Sign == 0) return quarters == 0 ? x : 1;
        // n = round(x / (pi/2)) and the rest, in integers so that nothing is cut.
        var fixedX = Shift(x.Mantissa, x.Exponent + 1400);
        var halfPi = Shift(LongPi.Mantissa, LongPi.Exponent - 1 + 1400);
        if (x.Log2 < 0)
        {
            // No turn to take off, and no digit to lose.
            return Series(x, quarters);
        }
        var n = BigInteger.Divide(2 * fixedX + (x.Sign * halfPi), 2 * halfPi);
        var rest = new BigReal(fixedX - n * halfPi, -1400);
        return Series(rest, (int)((n % 4 + 4) % 4) + quarters);
    }

    private static BigReal Series(BigReal r, int quarters)
    {
        var square = r * r;
        var odd = (quarters & 1) == 1;
        BigReal term = odd ? 1 : r, sum = term;
        for (var k = odd ? 1 : 2; term.Sign != 0 && term.Log2 > sum.Log2 - 280; k += 2)
        {
            term = -(term * square) / (k * (k + 1));
            sum += term;
        }
        return (quarters & 2) == 2 ? -sum : sum;
    }

    private static BigInteger Shift(BigInteger value, int places) => places >= 0 ? value << places : value >> -places;

    /// <summary>pi = 16 atan(1/5) - 4 atan(1/239) (Machin), in integers.</summary>
    private static BigReal MachinPi(int bits)
    {
        var one = BigInteger.One << (bits + 20);
        return new(16 * AtanOfInverse(5, one) - 4 * AtanOfInverse(239, one), -bits - 20, bits + 30);
    }

    private static BigInteger AtanOfInverse(int inverse, BigInteger one)
    {
        BigInteger sum = 0, power = one / inverse;
        for (var k = 0; power != 0; k++)
        {
            sum += k % 2 == 0 ? power / (2 * k + 1) : -(power / (2 * k + 1));
            power /= inverse * inverse;
        }
        return sum;
    }

    private static BigReal AtanhSeries(BigReal x)
    {
        BigReal sum = x, power = x;
        for (var k = 3; power.Log2 > -300; k += 2)
        {
            power = power * x * x;
            sum += power / k;
        }
        return sum;
    }
}
