using System.Globalization;

namespace Gradus.Plot;

/// <summary>Numbers as they stand on an axis: exact decimals, a true minus sign, no "-0", in the invariant culture.</summary>
internal static class NumberText
{
    private const char Minus = '\u2212';
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>The exact decimal text of <c>mantissa * 10^exponent</c>.</summary>
    public static string Decimal(long mantissa, int exponent)
    {
        if (mantissa == 0) exponent = Math.Min(exponent, 0);
        var digits = Math.Abs(mantissa).ToString(CultureInfo.InvariantCulture);
        if (exponent > 0) digits += new string('0', exponent);
        if (exponent < 0)
        {
            digits = digits.PadLeft(1 - exponent, '0');
            digits = string.Concat(digits.AsSpan(0, digits.Length + exponent), ".", digits.AsSpan(digits.Length + exponent));
        }
        return mantissa < 0 ? Minus + digits : digits;
    }

    /// <summary>"10⁻³".</summary>
    public static string PowerOfTen(int exponent) => "10" + Superscript(exponent);

    private static string Superscript(int number)
    {
        var digits = Math.Abs(number).ToString(CultureInfo.InvariantCulture);
        var raised = new char[digits.Length];
        for (var i = 0; i < raised.Length; i++) raised[i] = Superscripts[digits[i] - '0'];
        return number < 0 ? "⁻" + new string(raised) : new string(raised);
    }
}
