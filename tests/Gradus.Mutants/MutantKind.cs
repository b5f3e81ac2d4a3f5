namespace Gradus.Mutants;

internal enum MutantKind
{
    /// <summary>An expression becomes another one.</summary>
    Expression,

    /// <summary>A statement is left out.</summary>
    Removal,

    /// <summary>A statement becomes another one.</summary>
    Statement,
}
