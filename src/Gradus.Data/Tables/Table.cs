namespace Gradus.Data;

/// <summary>A numeric table in memory: one double[] a column, no missing values.</summary>
public sealed class Table
{
    private const int BlockRows = 2048;
    private const int TransposedRows = 64;

    private readonly string[] names;
    private readonly double[][] columns;
    private readonly NameIndex index;

    private Table(string path, string[] names, double[][] columns, long dropped)
    {
        Path = path;
        this.names = names;
        this.columns = columns;
        index = new NameIndex(names);
        Dropped = dropped;
    }

    /// <summary>The path as it was given.</summary>
    public string Path { get; }

    /// <summary>The columns read, in the order asked for, spelled as in the file.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>The columns' values, in the order of <see cref="Names"/>; each has <see cref="Rows"/> values.</summary>
    public IReadOnlyList<double[]> Columns => columns;

    public int Rows => columns.Length == 0 ? 0 : columns[0].Length;

    /// <summary>Rows left out because a value is missing, NaN or infinite in one of the columns read.</summary>
    public long Dropped { get; }

    /// <summary>The values of a column by its name, case set aside if no name is spelled exactly so.</summary>
    /// <exception cref="TableException">There is no such column.</exception>
    public double[] this[string name] => columns[index.Find(name, Path)];

    /// <summary>
    /// Reads <paramref name="columns"/> of a file, all when null. See <see cref="TableReader"/> for the formats.
    /// </summary>
    /// <exception cref="TableException">
    /// The file cannot be read, a column is unknown or not numeric, or no row is complete.
    /// </exception>
    public static Table Read(string path, IReadOnlyList<string>? columns = null, CancellationToken cancellation = default)
    {
        using var reader = TableReader.Open(path, cancellation);
        return Read(reader, columns, cancellation);
    }

    /// <inheritdoc cref="Read(string, IReadOnlyList{string}?, CancellationToken)"/>
    public static Table Read(TableReader reader, IReadOnlyList<string>? columns = null, CancellationToken cancellation = default)
    {
        using var scan = reader.Scan(columns, cancellation);
        var buffers = new ColumnBuffer[scan.Columns.Count];
        for (var j = 0; j < buffers.Length; j++) buffers[j] = new ColumnBuffer();
        var block = new double[buffers.Length * BlockRows];
        while (scan.Read(block, BlockRows) is > 0 and var count)
        {
            if (scan.Rows > Array.MaxLength) throw TableErrors.TooLarge(reader.Path, scan.Rows);
            for (var j = 0; j < buffers.Length; j++) buffers[j].Append(block.AsSpan(j * BlockRows, count));
        }
        return new Table(
            reader.Path,
            [.. scan.Columns.Select(column => column.Name)],
            [.. buffers.Select(buffer => buffer.ToArray())],
            scan.Dropped);
    }

    /// <summary>A (rows, columns) tensor of the columns named, all when null.</summary>
    /// <exception cref="TableException">There is no such column, or one array cannot hold so many values.</exception>
    public Tensor ToTensor(IReadOnlyList<string>? columns = null, DType? dtype = null) =>
        Tensor.From(ToRowMajor(columns), [Rows, columns?.Count ?? this.columns.Length]).To(dtype ?? DType.Float64);

    /// <summary>
    /// The values row after row, (rows, columns), of the columns named and of the rows with these indices; all when null.
    /// </summary>
    /// <exception cref="TableException">There is no such column, or one array cannot hold so many values.</exception>
    public double[] ToRowMajor(IReadOnlyList<string>? columns = null, IReadOnlyList<int>? rows = null)
    {
        var chosen = columns is null ? this.columns : [.. columns.Select(name => this[name])];
        var count = rows?.Count ?? Rows;
        if ((long)count * chosen.Length > Array.MaxLength) throw TableErrors.TooLarge(Path, (long)count * chosen.Length);
        var values = new double[count * chosen.Length];
        // A few rows at a time, so that they stay in the processor's cache until all their columns are written.
        for (var start = 0; start < count; start += TransposedRows)
            for (var j = 0; j < chosen.Length; j++)
                for (var i = start; i < Math.Min(start + TransposedRows, count); i++)
                    values[i * chosen.Length + j] = chosen[j][rows is null ? i : rows[i]];
        return values;
    }
}
