namespace Gradus.Data;

/// <summary>A column of a table as a model knows it.</summary>
public sealed record ModelColumn(string Name, ColumnKind Kind)
{
    /// <summary>The texts of a text column, in ordinal order. The first is left out: its weight is part of the bias.</summary>
    public IReadOnlyList<string> Levels { get; init; } = [];

    /// <summary>What stands for a missing value; null where a row that lacks the value is left out.</summary>
    public double? Fill { get; init; }
}
