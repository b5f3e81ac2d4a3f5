namespace Gradus.Data;

/// <summary>Some columns of a file as a row source that never holds more than a chunk of it.</summary>
internal sealed class TableRows(TableReader reader, IReadOnlyList<string> columns) : IRowSource
{
    public int Columns => columns.Count;

    public IRowCursor Open(CancellationToken cancellation) => reader.Scan(columns, cancellation);
}
