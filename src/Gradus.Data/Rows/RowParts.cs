namespace Gradus.Data;

/// <summary>Which part every row belongs to.</summary>
internal sealed class RowParts
{
    private readonly Part[] parts;
    private readonly long[] counts = new long[4];

    private RowParts(Part[] parts)
    {
        this.parts = parts;
        foreach (var part in parts) counts[(int)part]++;
    }

    public long this[Part part] => counts[(int)part];

    public ReadOnlySpan<Part> Of(long firstRow, int count) => parts.AsSpan((int)firstRow, count);

    /// <summary>
    /// The first rows of a permutation drawn from the seed are the test part, the next the validation part (see
    /// <see cref="Split"/>).
    /// </summary>
    /// <param name="validationFraction">Of the rows that are not for the test.</param>
    /// <param name="dropped">Marks rows that are for nothing.</param>
    public static RowParts Draw(int rows, bool[]? dropped, double testFraction, double validationFraction, long seed)
    {
        var parts = new Part[rows];
        var kept = Enumerable.Range(0, rows).Where(row => dropped?[row] != true).ToArray();
        if (dropped is not null) Array.Fill(parts, Part.Dropped);
        foreach (var row in kept) parts[row] = Part.Train;
        if (testFraction == 0 && validationFraction == 0) return new RowParts(parts);
        var permutation = new RandomState(seed).Permutation(kept.Length);
        var split = Split.Of(permutation, testFraction);
        foreach (var index in split.Test) parts[kept[index]] = Part.Test;
        // The permutation's own order again: Split has sorted its rows.
        var validation = (int)Math.Min(Math.Floor(split.Train.Length * validationFraction + 0.5), split.Train.Length - 1);
        foreach (var index in permutation.AsSpan(split.Test.Length, validation)) parts[kept[index]] = Part.Validation;
        return new RowParts(parts);
    }
}
