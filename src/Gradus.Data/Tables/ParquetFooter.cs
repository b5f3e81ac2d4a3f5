using System.Buffers.Binary;
using System.Text;

namespace Gradus.Data;

/// <summary>
/// Looks at what the footer of a Parquet file says before DuckDB believes it: a schema that is nested deep enough takes DuckDB
/// for ever, or the stack and with it the process, and row counts that contradict each other give a part of the rows.
/// </summary>
/// <remarks>
/// The numbers of fields are those of https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift. Only
/// what every writer has to get right is looked at.
/// </remarks>
internal ref struct ParquetFooter
{
    private const int MagicLength = 4;
    private const int LengthBytes = 4;
    private const int MostDepth = 64;

    private readonly long end;
    private CompactReader reader;
    private readonly List<(string Name, bool IsRepeated)> leaves = [];
    private long? rows;
    private long groupRows;
    private int groups;

    private ParquetFooter(ReadOnlySpan<byte> footer, long end)
    {
        reader = new CompactReader(footer);
        this.end = end;
    }

    /// <param name="name">The file's name for messages.</param>
    /// <exception cref="TableException">It is no Parquet file, or contradicts itself.</exception>
    public static void Check(string name, string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        if (stream.Length < MagicLength + LengthBytes + MagicLength) throw TableErrors.NotThatFormat(name, "Parquet");
        var tail = new byte[LengthBytes + MagicLength];
        stream.Position = stream.Length - tail.Length;
        stream.ReadExactly(tail);
        // Others, such as that of an encrypted file, are explained by DuckDB.
        if (!tail.AsSpan(LengthBytes).SequenceEqual("PAR1"u8)) return;
        var (length, end) = (BinaryPrimitives.ReadUInt32LittleEndian(tail), stream.Length - tail.Length);
        if (length > end - MagicLength || length > Array.MaxLength) throw TableErrors.NotThatFormat(name, "Parquet");
        var footer = new byte[length];
        stream.Position = end - length;
        stream.ReadExactly(footer);
        try
        {
            var what = new ParquetFooter(footer, end - length).Contradiction();
            if (what is not null) throw TableErrors.Contradiction(name, what);
        }
        catch (FormatException)
        {
            throw TableErrors.NotThatFormat(name, "Parquet");
        }
    }

    /// <summary>What in the footer cannot be, or null.</summary>
    private string? Contradiction()
    {
        var id = 0;
        while (reader.Field(ref id, out var type))
        {
            var wrong = (id, type) switch
            {
                (2, CompactReader.List) => Schema(),
                (3, CompactReader.Int64) => Rows(),
                (4, CompactReader.List) => Groups(),
                _ => Skipped(type),
            };
            if (wrong is not null) return wrong;
        }
        if (rows is null) throw new FormatException("it says nothing of rows");
        if (leaves.Count == 0) return "its schema has no column";
        return groupRows == rows ? null : $"it announces {rows} rows and its row groups have {groupRows}";
    }

    private string? Rows()
    {
        rows = reader.Signed();
        return rows >= 0 ? null : $"it announces {rows} rows";
    }

    private string? Skipped(int type)
    {
        reader.Skip(type);
        return null;
    }

    // The tree is written down from the root, each element with the number of those below it that follow.
    private string? Schema()
    {
        var open = new Stack<(long Children, bool IsRepeated)>();
        var count = reader.ListHeader(out _);
        for (var i = 0; i < count; i++)
        {
            var (name, children, isRepeated, id) = ("", 0L, false, 0);
            while (reader.Field(ref id, out var type))
            {
                if ((id, type) == (3, CompactReader.Int32)) isRepeated = reader.Signed() == 2;
                else if ((id, type) == (4, CompactReader.Binary)) name = Encoding.UTF8.GetString(reader.Text());
                else if ((id, type) == (5, CompactReader.Int32)) children = reader.Signed();
                else reader.Skip(type);
            }
            if (children < 0) return "an element of its schema has fewer than no children";
            while (open.TryPeek(out var full) && full.Children == 0) open.Pop();
            if (open.TryPop(out var parent))
            {
                isRepeated |= parent.IsRepeated;
                open.Push((parent.Children - 1, parent.IsRepeated));
            }
            else if (i > 0) return "its schema holds more than it announces";
            if (i > 0 && children == 0) leaves.Add((name, isRepeated));
            else open.Push((children, isRepeated));
            if (open.Count > MostDepth) return $"its schema is nested more than {MostDepth} deep";
        }
        return open.All(element => element.Children == 0) ? null : "its schema holds less than it announces";
    }

    private string? Groups()
    {
        for (var count = reader.ListHeader(out _); count > 0; count--)
        {
            groups++;
            var (id, values, held) = (0, new List<long>(), 0L);
            while (reader.Field(ref id, out var type))
            {
                if ((id, type) == (1, CompactReader.List))
                {
                    if (Columns(values) is { } wrong) return wrong;
                }
                else if ((id, type) == (3, CompactReader.Int64)) held = reader.Signed();
                else reader.Skip(type);
            }
            if (held < 0 || groupRows > long.MaxValue - held) return $"its row group {groups} has {held} rows";
            groupRows += held;
            // A list of values in a row has any number of them.
            for (var i = 0; i < values.Count; i++)
                if (!leaves[i].IsRepeated && values[i] != held && values[i] >= 0)
                    return $"its row group {groups} has {held} rows and {values[i]} values of column '{leaves[i].Name}'";
        }
        return null;
    }

    private string? Columns(List<long> values)
    {
        var count = reader.ListHeader(out _);
        if (count != leaves.Count) return $"its row group {groups} has {count} columns and the schema {leaves.Count}";
        for (var i = 0; i < count; i++)
        {
            // One whose description is elsewhere, or encrypted, has no number of values here.
            var (id, number) = (0, -1L);
            while (reader.Field(ref id, out var type))
            {
                if ((id, type) != (3, CompactReader.Struct)) reader.Skip(type);
                else if (Column(leaves[i].Name, out number) is { } wrong) return wrong;
            }
            values.Add(number);
        }
        return null;
    }

    private string? Column(string name, out long number)
    {
        var (id, size, data, dictionary) = (0, 0L, 0L, 0L);
        number = 0;
        while (reader.Field(ref id, out var type))
        {
            if ((id, type) == (5, CompactReader.Int64)) number = reader.Signed();
            else if ((id, type) == (7, CompactReader.Int64)) size = reader.Signed();
            else if ((id, type) == (9, CompactReader.Int64)) data = reader.Signed();
            else if ((id, type) == (11, CompactReader.Int64)) dictionary = reader.Signed();
            else reader.Skip(type);
        }
        if (number < 0) return $"its row group {groups} has {number} values of column '{name}'";
        // Some writers say 0 where there is no dictionary.
        var start = dictionary > 0 ? Math.Min(dictionary, data) : data;
        return dictionary < 0 || start < MagicLength || data >= end || size < 0 || size > end - start
            ? $"column '{name}' of its row group {groups} lies outside of the file" : null;
    }
}
