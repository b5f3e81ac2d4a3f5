namespace Gradus.Data.Tests;

/// <summary>Parquet files of several kinds, each with one to three fields of its footer or its pages changed.</summary>
internal static class RandomLies
{
    public const int MostRows = 100_000;

    private static readonly (string Select, string Options)[] Kinds =
    [
        ("SELECT range::INTEGER AS a, range * 0.5 AS b FROM range(50)", ""),
        ("SELECT range AS a, CASE WHEN range % 7 = 0 THEN NULL ELSE range END AS b FROM range(5000)",
            ", ROW_GROUP_SIZE 2048, CODEC zstd"),
        ("SELECT (range % 3)::VARCHAR AS a, 'text ' || range AS b FROM range(300)", ", CODEC uncompressed"),
        ("SELECT range AS a, {'b': range, 'c': [range, 2]} AS d FROM range(90)", ", CODEC gzip"),
        ("SELECT range AS a, range::FLOAT AS b, true AS c FROM range(400)", ", PARQUET_VERSION V2, CODEC lz4_raw"),
    ];

    private static readonly long[] Odd =
    [
        -1, 0, 1, 2, 3, 4, 5, 7, 255, 1000, 1 << 20, 1 << 24, int.MaxValue, int.MinValue, 1L << 32, 1L << 40,
        long.MaxValue, long.MinValue,
    ];

    public static byte[] Draw(Random random, ScratchFolder folder)
    {
        var (select, options) = Kinds[random.Next(Kinds.Length)];
        var file = ParquetBytes.From(folder, select, options);
        // The page first, while the footer still says where it is.
        var isPage = random.Next(2) == 0;
        if (isPage) ChangePage(random, file);
        for (var changes = random.Next(isPage ? 0 : 1, 3); changes > 0; changes--) Change(random, file.Footer);
        return file.ToBytes(random.Next(20) == 0 ? Odd[random.Next(Odd.Length)] : null);
    }

    private static void ChangePage(Random random, ParquetBytes file)
    {
        var chunks = file.Groups[random.Next(file.Groups.Items.Count)].List(1);
        var column = chunks[random.Next(chunks.Items.Count)].Struct(3);
        file.ChangePage(column.Has(11) && random.Next(2) == 0 ? column[11] : column[9], page => Change(random, page));
    }

    private static void Change(Random random, ThriftStruct root)
    {
        var structs = new List<ThriftStruct>();
        var lists = new List<ThriftList>();
        Collect(root, structs, lists);
        if (random.Next(4) == 0 && lists.Count > 0)
        {
            Change(random, lists[random.Next(lists.Count)]);
            return;
        }
        var changed = structs[random.Next(structs.Count)];
        var fields = changed.Fields.ToList();
        if (fields.Count == 0) return;
        var (id, type, value) = fields[random.Next(fields.Count)];
        if (Thrift.IsNumber(type))
            changed[id] = random.Next(2) == 0 ? Odd[random.Next(Odd.Length)] : (long)value + random.Next(-9, 10);
        else if (type == Thrift.Binary && value is byte[])
        {
            if (random.Next(2) == 0) changed.Claim(id, Odd[random.Next(Odd.Length)]);
            else changed.SetText(id, new string("aA\0\u00e9'\""[random.Next(6)], random.Next(20)));
        }
        else if (random.Next(4) == 0) changed.Remove(id);
    }

    private static void Change(Random random, ThriftList list)
    {
        switch (random.Next(4))
        {
            case 0:
                list.Claim = Odd[random.Next(Odd.Length)];
                break;
            case 1:
                list.Items.Clear();
                break;
            case 2 when list.Items.Count > 0:
                list.Items.RemoveAt(random.Next(list.Items.Count));
                break;
            case 3 when list.Items.Count > 0:
                list.Items.AddRange(Enumerable.Repeat(list.Items[random.Next(list.Items.Count)], 1 << random.Next(8)));
                break;
        }
    }

    private static void Collect(ThriftStruct root, List<ThriftStruct> structs, List<ThriftList> lists)
    {
        structs.Add(root);
        foreach (var (_, _, value) in root.Fields)
        {
            if (value is ThriftStruct below) Collect(below, structs, lists);
            if (value is not ThriftList list) continue;
            lists.Add(list);
            foreach (var item in list.Items.OfType<ThriftStruct>()) Collect(item, structs, lists);
        }
    }
}
