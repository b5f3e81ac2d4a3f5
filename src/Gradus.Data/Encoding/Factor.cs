namespace Gradus.Data;

/// <summary>A part of a term: the value of a column, or 1 where a text column has a level and 0 elsewhere.</summary>
/// <param name="Column">The column's index among the model's.</param>
/// <param name="Level">The level's index; -1 for the value itself.</param>
public readonly record struct Factor(int Column, int Level = Factor.Value)
{
    public const int Value = -1;
}
