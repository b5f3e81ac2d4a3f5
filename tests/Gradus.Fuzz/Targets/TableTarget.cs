using Gradus.Data;

namespace Gradus.Fuzz;

/// <summary>A table by DuckDB, as a whole and as rows to fit a model to.</summary>
internal class TableTarget(string ending) : FileTarget(ending)
{
    private const long StoreBytes = 1 << 20;

    public override bool IsNative => true;

    // A block of 2,048 rows for each column, and a column takes two bytes.
    public override long MostBytes(int length) => (64L << 20) + 32_768L * length;

    public override void Read(byte[] bytes)
    {
        var path = Write(bytes);
        TableReader? reader = null;
        if (!Reads(path, () => reader = TableReader.Open(path))) return;
        using (reader)
        {
            Reads(path, () => Table.Read(reader!));
            Reads("", () => Train(reader!));
            Compare(reader!);
        }
    }

    protected virtual void Compare(TableReader reader) { }

    private static void Train(TableReader reader)
    {
        var request = new TableRequest(reader.Columns[^1].Name, null, [], MissingValues.Drop, false, false, 1);
        var choice = new ColumnChoice(reader, request, default);
        using var table = TrainingTable.Read(reader, choice, request, StoreBytes, _ => { }, default);
        table.Divide(0.2, 0, 0, MissingValues.Drop);
    }
}
