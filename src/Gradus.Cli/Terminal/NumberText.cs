using System.Globalization;

namespace Gradus.Cli;

/// <summary>Numbers as people read them, the same in every language.</summary>
internal static class NumberText
{
    /// <summary>Four decimals: a parameter of the tutorial.</summary>
    public static string Fixed(double value) => value.ToString("F4", CultureInfo.InvariantCulture);

    /// <summary>Three digits: 8.17e-06.</summary>
    public static string Scientific(double value) => value.ToString("0.00e+00", CultureInfo.InvariantCulture);

    /// <summary>Six digits, in whatever form is shorter.</summary>
    public static string Short(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>So many digits, in whatever form is shorter.</summary>
    public static string Digits(double value, int digits) => value.ToString($"G{digits}", CultureInfo.InvariantCulture);

    /// <summary>As many digits as it takes to read the same number back.</summary>
    public static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Minutes and seconds: 0:07, 12:30.</summary>
    public static string Duration(TimeSpan time) => string.Create(
        CultureInfo.InvariantCulture, $"{(long)time.TotalMinutes}:{time.Seconds:00}");

    public static string Seconds(double value) => value.ToString("0.000", CultureInfo.InvariantCulture) + " s";
}
