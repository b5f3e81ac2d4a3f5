namespace Gradus.Data;

/// <summary>A pass over a table that counts what it leaves out.</summary>
internal interface ICountingCursor : IRowCursor
{
    /// <summary>Rows given so far.</summary>
    long Rows { get; }

    /// <summary>Rows left out so far because a value is missing.</summary>
    long Dropped { get; }

    /// <summary>Missing values so far in each column.</summary>
    IReadOnlyList<long> Missing { get; }
}
