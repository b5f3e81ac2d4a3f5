using System.Buffers.Binary;
using DuckDB.NET.Data;

namespace Gradus.Data.Tests;

/// <summary>
/// A Parquet file taken apart: its pages, and the footer that says where they are
/// (https://github.com/apache/parquet-format). The fields are named below as there.
/// </summary>
internal sealed class ParquetBytes
{
    private const int Magic = 4;
    private const int FooterLength = 4;

    private byte[] body;

    public ParquetBytes(byte[] file)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(^(FooterLength + Magic)));
        body = file[..^(length + FooterLength + Magic)];
        var place = body.Length;
        Footer = ThriftStruct.Read(file, ref place);
        Assert.Equal(file, ToBytes());
    }

    /// <summary>FileMetaData: 2 schema, 3 num_rows, 4 row_groups.</summary>
    public ThriftStruct Footer { get; }

    /// <summary>SchemaElement: 1 type, 3 repetition_type, 4 name, 5 num_children. The first is the root.</summary>
    public ThriftList Schema => Footer.List(2);

    /// <summary>RowGroup: 1 columns, 2 total_byte_size, 3 num_rows.</summary>
    public ThriftList Groups => Footer.List(4);

    public int BodyLength => body.Length;

    /// <summary>
    /// ColumnMetaData: 1 type, 3 path_in_schema, 4 codec, 5 num_values, 6 total_uncompressed_size, 7 total_compressed_size,
    /// 9 data_page_offset, 11 dictionary_page_offset.
    /// </summary>
    public ThriftStruct Column(int group, int column) => Groups[group].List(1)[column].Struct(3);

    public static ParquetBytes From(ScratchFolder folder, string select, string options = "")
    {
        var path = folder.File("whole.parquet");
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY ({select}) TO '{path}' (FORMAT parquet{options})";
        command.ExecuteNonQuery();
        return new ParquetBytes(File.ReadAllBytes(path));
    }

    /// <summary>Changes the header of the page at <paramref name="offset"/>, and what the footer says lies behind it.</summary>
    /// <param name="change">PageHeader: 1 type, 2 uncompressed_page_size, 3 compressed_page_size, 5 data_page_header,
    /// 7 dictionary_page_header, 8 data_page_header_v2; of each of these: 1 num_values, 2 encoding.</param>
    public void ChangePage(long offset, Action<ThriftStruct> change)
    {
        var end = (int)offset;
        var header = ThriftStruct.Read(body, ref end);
        change(header);
        var changed = header.ToBytes();
        var longer = changed.Length - (end - (int)offset);
        body = [.. body[..(int)offset], .. changed, .. body[end..]];
        foreach (ThriftStruct group in Groups.Items)
        {
            foreach (ThriftStruct chunk in group.List(1).Items)
            {
                var column = chunk.Struct(3);
                var start = column.Has(11) ? column[11] : column[9];
                if (offset >= start && offset < start + column[7]) column[7] += longer;
                foreach (var id in new[] { 9, 10, 11, 14 })
                    if (column.Has(id) && column[id] > offset) column[id] += longer;
            }
        }
    }

    /// <param name="footerLength">What the file says of the footer; null for the truth.</param>
    public byte[] ToBytes(long? footerLength = null)
    {
        var footer = Footer.ToBytes();
        var length = new byte[FooterLength];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)(footerLength ?? footer.Length));
        return [.. body, .. footer, .. length, .. "PAR1"u8];
    }
}
