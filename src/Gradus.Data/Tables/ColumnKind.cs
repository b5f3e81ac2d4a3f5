namespace Gradus.Data;

/// <summary>What a column's values mean to a model.</summary>
public enum ColumnKind
{
    Number,

    /// <summary>False is 0, true is 1.</summary>
    Boolean,

    /// <summary>
    /// A date or a time stamp is the days since 1970-01-01 UTC, a time of day the part of a day; both with fractions.
    /// </summary>
    Date,

    /// <summary>One of a few texts, the levels.</summary>
    Text,

    /// <summary>Lists, structures, intervals, bytes: nothing a model can use.</summary>
    Other,
}
