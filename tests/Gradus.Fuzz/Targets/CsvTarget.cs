using System.Runtime.InteropServices;
using Gradus.Data;

namespace Gradus.Fuzz;

/// <summary>
/// A CSV file by DuckDB and by the fast reader, cut into small pieces: the same rows, or the fast reader gives up.
/// </summary>
internal sealed class CsvTarget() : TableTarget("csv")
{
    private const int PieceBytes = 32;
    private const int BlockRows = 7;

    protected override void Compare(TableReader reader)
    {
        var columns = reader.Columns.Where(column => column.Kind == ColumnKind.Number)
            .Select((column, index) => new ColumnReading(column, ColumnKind.Number, IsRequired: index % 2 == 0)).ToList();
        if (columns.Count == 0 || TableReader.FirstTwice(columns.Select(column => column.Column)) is not null) return;
        Rows found;
        try
        {
            using var plain = reader.ScanPlain(columns, default, leastBytes: 0, PieceBytes);
            if (plain is null) return;
            found = Rows.Of(plain, columns.Count);
        }
        catch (NotPlainException)
        {
            return;
        }
        using var scan = reader.ScanAs(columns, default);
        var expected = Rows.Of(scan, columns.Count);
        if (found != expected) throw new DefectException($"the fast reader: {found}; DuckDB: {expected}");
    }

    /// <summary>All that a cursor gives.</summary>
    private sealed record Rows(string Values, long Count, long Dropped, string Missing)
    {
        public static Rows Of(ICountingCursor cursor, int columns)
        {
            var values = new List<double>();
            var block = new double[columns * BlockRows];
            while (cursor.Read(block, BlockRows) is > 0 and var count)
                for (var i = 0; i < count; i++)
                    for (var j = 0; j < columns; j++) values.Add(block[j * BlockRows + i]);
            // Bits, and not numbers: NaN is NaN, and -0 is not 0.
            var bits = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(values));
            return new Rows(Convert.ToHexString(bits), cursor.Rows, cursor.Dropped, string.Join(' ', cursor.Missing));
        }
    }
}
