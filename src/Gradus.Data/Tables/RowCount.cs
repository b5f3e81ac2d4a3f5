namespace Gradus.Data;

/// <summary>How many rows a table has.</summary>
/// <param name="IsExact">False for an estimate from the length of the first lines.</param>
internal readonly record struct RowCount(long Rows, bool IsExact);
