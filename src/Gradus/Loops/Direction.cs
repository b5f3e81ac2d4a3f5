namespace Gradus.Loops;

internal enum Direction
{
    /// <summary>Along each row: one result for each row, usable in the same loop.</summary>
    AlongRow,

    /// <summary>Over the rows: one result for each column, complete when the loop has ended.</summary>
    OverRows,

    /// <summary>Over everything there is: one result, complete when the loop has ended.</summary>
    All,
}
