namespace Gradus.Plot;

/// <summary>Checks limits that a user sets for an axis.</summary>
internal static class Limits
{
    /// <exception cref="ArgumentException">The limits are not finite, or do not rise.</exception>
    public static (double Min, double Max)? Checked((double Min, double Max)? limits, string name)
    {
        if (limits is not var (min, max) || (double.IsFinite(min) && double.IsFinite(max) && min < max)) return limits;
        throw new ArgumentException(FormattableString.Invariant(
            $"{name}: ({min}, {max}) is no range; both ends must be finite and the first below the second."));
    }
}
