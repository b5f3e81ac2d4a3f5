namespace Gradus.Tests.Products;

/// <summary>How the rows and columns of an operand lie in memory.</summary>
public enum Layout
{
    Rows,
    Columns,
    Sliced,
    SlicedColumns,
    Spread,
    Flipped,
    FlippedColumns,
    OneRow,
    OneColumn,
}
