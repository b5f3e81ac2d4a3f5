using System.Globalization;

namespace Gradus.Data;

/// <summary>Which rows a model learns from and which it is tested on.</summary>
/// <param name="Train">Row indices, ascending.</param>
/// <param name="Test">Row indices, ascending; empty when there is no test part.</param>
public sealed record Split(int[] Train, int[] Test)
{
    /// <summary>
    /// The first rows of the permutation, rounded to the nearest count (halves up), become the test part; at least one row is
    /// left to learn from. The same permutation gives the same split.
    /// </summary>
    /// <param name="permutation">Each of 0 .. rows-1 once, in random order.</param>
    /// <param name="testFraction">At least 0 and less than 1.</param>
    /// <exception cref="ArgumentException">It is no permutation, or the fraction is out of range.</exception>
    public static Split Of(int[] permutation, double testFraction)
    {
        if (!(testFraction >= 0 && testFraction < 1))
            throw new ArgumentException(
                $"Split: the test fraction is {testFraction.ToString(CultureInfo.InvariantCulture)}; "
                + "it must be at least 0 and less than 1, such as 0.2 (0 means no test).");
        Check(permutation);
        var rows = permutation.Length;
        var tests = Math.Max(0, Math.Min((int)Math.Floor(rows * testFraction + 0.5), rows - 1));
        var test = permutation[..tests];
        var train = permutation[tests..];
        Array.Sort(test);
        Array.Sort(train);
        return new Split(train, test);
    }

    private static void Check(int[] permutation)
    {
        var seen = new bool[permutation.Length];
        foreach (var row in permutation)
        {
            if ((uint)row >= (uint)seen.Length || seen[row])
                throw new ArgumentException(
                    $"Split: {row} is {((uint)row < (uint)seen.Length ? "there twice" : "no row")}; "
                    + $"expected each of 0 to {permutation.Length - 1} once.");
            seen[row] = true;
        }
    }
}
