namespace Gradus.Data;

/// <summary>What of a table is to be learned from.</summary>
/// <param name="Features">Names, or patterns with * and ?; null for every column that can be used.</param>
/// <param name="Exclude">Names or patterns of columns to leave out.</param>
/// <param name="HasTwoValues">Whether the target must have two values, of whatever kind: they become 0 and 1.</param>
internal sealed record TableRequest(
    string Target, IReadOnlyList<string>? Features, IReadOnlyList<string> Exclude, MissingValues Missing, bool HasTwoValues,
    bool Interactions, int Power);
