namespace Gradus.Passes;

/// <summary>The ways of reading a value that a loop can follow.</summary>
internal enum PatternKind
{
    /// <summary>Each element once, in order.</summary>
    Identity,

    /// <summary>One element for all.</summary>
    Uniform,

    /// <summary>One element for each row, in order: (R, 1) read as (R, C).</summary>
    Rows,

    /// <summary>Anything else: columns, transposes, slices.</summary>
    Other,
}
