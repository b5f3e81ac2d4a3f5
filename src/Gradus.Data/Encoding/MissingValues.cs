namespace Gradus.Data;

/// <summary>What is done about a feature's missing value. A row without a target is dropped in any case.</summary>
public enum MissingValues
{
    Drop,

    /// <summary>A table with a missing value is refused.</summary>
    Error,

    /// <summary>The mean of the rows to learn from stands for it, and the most frequent text.</summary>
    Mean,
}
