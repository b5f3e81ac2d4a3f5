namespace Gradus.Data.Tests;

/// <summary>
/// What a Parquet file can say that is not so, by name. The file that they are about has the columns a (whole numbers), b
/// (doubles) and c (three texts, with a dictionary), 50 rows in one row group.
/// </summary>
internal static class ParquetLies
{
    private const int Rows = 50;

    public static ParquetBytes Whole(ScratchFolder folder) => ParquetBytes.From(
        folder, $"SELECT range::INTEGER AS a, range * 0.5 AS b, (range % 3)::VARCHAR AS c FROM range({Rows})");

    /// <summary>Those about the footer, and what is said about them.</summary>
    public static readonly Dictionary<string, (Action<ParquetBytes> Lie, string Text)> Refused = new()
    {
        ["more rows than the row groups"] = (file => file.Footer[3] = 51, "it announces 51 rows and its row groups have 50"),
        ["fewer rows than the row groups"] = (file => file.Footer[3] = 0, "it announces 0 rows and its row groups have 50"),
        ["fewer than no rows"] = (file => file.Footer[3] = -1, "it announces -1 rows"),
        ["as many rows as there are numbers"] =
            (file => file.Footer[3] = long.MaxValue, "it announces 9223372036854775807 rows and its row groups have 50"),
        ["a row group with fewer rows"] =
            (file => file.Groups[0][3] = 49, "its row group 1 has 49 rows and 50 values of column 'a'"),
        ["a row group with more rows"] =
            (file => file.Groups[0][3] = 1L << 40, "its row group 1 has 1099511627776 rows and 50 values of column 'a'"),
        ["a row group with fewer than no rows"] =
            (file => file.Groups[0][3] = long.MinValue, "its row group 1 has -9223372036854775808 rows"),
        ["row groups beyond all numbers"] =
            (file => Twice(file, long.MaxValue), "its row group 2 has 9223372036854775807 rows"),
        ["a row group twice"] =
            (file => file.Groups.Items.Add(file.Groups[0]), "it announces 50 rows and its row groups have 100"),
        ["no row group"] = (file => file.Groups.Items.Clear(), "it announces 50 rows and its row groups have 0"),
        ["fewer values"] = (file => file.Column(0, 1)[5] = 1, "its row group 1 has 50 rows and 1 values of column 'b'"),
        ["fewer than no values"] = (file => file.Column(0, 1)[5] = -1, "its row group 1 has -1 values of column 'b'"),
        ["pages before the file"] = (file => file.Column(0, 0)[9] = -1, Outside("a")),
        ["pages where the file begins"] = (file => file.Column(0, 0)[9] = 0, Outside("a")),
        ["pages in the footer"] = (file => file.Column(0, 0)[9] = file.BodyLength, Outside("a")),
        ["pages far behind the file"] = (file => file.Column(0, 0)[9] = long.MaxValue, Outside("a")),
        ["pages before all numbers"] = (file => file.Column(0, 0)[9] = long.MinValue, Outside("a")),
        ["a dictionary before the file"] = (file => file.Column(0, 2)[11] = -1, Outside("c")),
        ["a dictionary where the file begins"] = (file => file.Column(0, 2)[11] = 1, Outside("c")),
        ["pages longer than the file"] = (file => file.Column(0, 0)[7] = file.BodyLength, Outside("a")),
        ["pages of all bytes there are"] = (file => file.Column(0, 0)[7] = long.MaxValue, Outside("a")),
        ["pages of fewer than no bytes"] = (file => file.Column(0, 0)[7] = -1, Outside("a")),
        ["a column fewer in a row group"] =
            (file => file.Groups[0].List(1).Items.RemoveAt(1), "its row group 1 has 2 columns and the schema 3"),
        ["a column more in a row group"] =
            (file => file.Groups[0].List(1).Items.Add(file.Groups[0].List(1)[0]),
            "its row group 1 has 4 columns and the schema 3"),
        ["no column"] = (WithoutColumns, "its schema has no column"),
        ["no schema"] = (file => file.Schema.Items.Clear(), "its row group 1 has 3 columns and the schema 0"),
        ["fewer columns than the schema announces"] =
            (file => file.Schema.Items.RemoveAt(3), "its schema holds less than it announces"),
        ["more columns than the schema announces"] =
            (file => file.Schema.Items.Add(file.Schema[1]), "its schema holds more than it announces"),
        ["all columns there could be"] = (file => file.Schema[0][5] = int.MaxValue, "its schema holds less than it announces"),
        ["fewer than no columns"] =
            (file => file.Schema[0][5] = -1, "an element of its schema has fewer than no children"),
        ["a schema 65 deep"] = (file => Deeper(file, 65), "its schema is nested more than 64 deep"),
        ["a schema 1,000 deep"] = (file => Deeper(file, 1000), "its schema is nested more than 64 deep"),
        ["a schema 100,000 deep"] = (file => Deeper(file, 100_000), "its schema is nested more than 64 deep"),
    };

    /// <summary>Those that the pages have to answer for, which DuckDB reads: it finds some words of its own.</summary>
    public static readonly Dictionary<string, Action<ParquetBytes>> OfPages = new()
    {
        ["no description of a column"] = file => file.Groups[0].List(1)[0].Remove(3),
        ["a column in another file"] = file => file.Groups[0].List(1)[0].SetText(1, "/etc/hostname"),
        ["columns the other way round"] = file => file.Groups[0].List(1).Items.Reverse(),
        ["an unknown packing"] = file => file.Column(0, 0)[4] = 99,
        ["another packing"] = file => file.Column(0, 0)[4] = 6,
        ["another type"] = file => (file.Schema[2][1], file.Column(0, 1)[1]) = (6, 6),
        ["all rows there could be, in agreement"] = file => Agreed(file, long.MaxValue),
        ["2^40 rows, in agreement"] = file => Agreed(file, 1L << 40),
        ["a row more, in agreement"] = file => Agreed(file, Rows + 1),
        ["a page of 2 GB"] = file => file.ChangePage(file.Column(0, 0)[9], page => page[2] = int.MaxValue),
        ["a page of no bytes"] = file => file.ChangePage(file.Column(0, 0)[9], page => page[2] = 0),
        ["a page of fewer than no bytes"] = file => file.ChangePage(file.Column(0, 0)[9], page => page[2] = -1),
        ["a page packed in 2 GB"] = file => file.ChangePage(file.Column(0, 0)[9], page => page[3] = int.MaxValue),
        ["a page packed in nothing"] = file => file.ChangePage(file.Column(0, 0)[9], page => page[3] = 0),
        ["a page packed in less"] = file => file.ChangePage(file.Column(0, 0)[9], page => page[3] = -1),
        ["a page of 2 GB either way"] = file => file.ChangePage(
            file.Column(0, 0)[9], page => (page[2], page[3]) = (int.MaxValue, int.MaxValue)),
        ["an unknown encoding"] = file => file.ChangePage(file.Column(0, 0)[9], page => page.Struct(5)[2] = 99),
        ["a dictionary of 2 GB"] = file => file.ChangePage(file.Column(0, 2)[11], page => page[2] = int.MaxValue),
        ["a dictionary of fewer texts"] = file => file.ChangePage(file.Column(0, 2)[11], page => page.Struct(7)[1] = 1),
        ["a dictionary of 2^31 texts"] = file => file.ChangePage(file.Column(0, 2)[11], page => page.Struct(7)[1] = int.MaxValue),
        ["a dictionary of fewer than none"] = file => file.ChangePage(file.Column(0, 2)[11], page => page.Struct(7)[1] = -1),
        ["no dictionary"] = file => file.Column(0, 2)[11] = file.Column(0, 2)[9],
        ["a text in a page of 2 GB"] = file => file.ChangePage(file.Column(0, 0)[9], page =>
        {
            var statistics = file.Column(0, 0).Struct(12).Copy();
            foreach (var (id, type, _) in statistics.Fields.ToList())
                if (type == Thrift.Binary) statistics.Claim(id, int.MaxValue);
            page.Struct(5).SetStruct(5, statistics);
        }),
    };

    private static string Outside(string column) => $"column '{column}' of its row group 1 lies outside of the file";

    private static void Twice(ParquetBytes file, long rows)
    {
        var group = file.Groups[0].Copy();
        group[3] = rows;
        file.Groups.Items.Add(group);
    }

    private static void WithoutColumns(ParquetBytes file)
    {
        file.Schema.Items.RemoveRange(1, file.Schema.Items.Count - 1);
        file.Schema[0][5] = 0;
        file.Groups[0].List(1).Items.Clear();
    }

    private static void Agreed(ParquetBytes file, long rows)
    {
        file.Footer[3] = file.Groups[0][3] = rows;
        foreach (ThriftStruct chunk in file.Groups[0].List(1).Items) chunk.Struct(3)[5] = rows;
    }

    // Groups of one child each between the root and its first column.
    private static void Deeper(ParquetBytes file, int depth)
    {
        var group = file.Schema[0].Copy();
        group.SetText(4, "g");
        group[5] = 1;
        file.Schema.Items.InsertRange(1, Enumerable.Repeat<object>(group, depth));
    }
}
