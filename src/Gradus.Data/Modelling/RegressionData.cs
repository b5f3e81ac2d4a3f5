namespace Gradus.Data;

/// <summary>A table with one column to explain (the target) and those that explain it (the features).</summary>
public sealed class RegressionData
{
    private RegressionData(Table table)
    {
        Table = table;
        Features = [.. table.Names.SkipLast(1)];
    }

    /// <summary>The features, then the target.</summary>
    public Table Table { get; }

    /// <summary>Spelled as in the file.</summary>
    public IReadOnlyList<string> Features { get; }

    /// <summary>Spelled as in the file.</summary>
    public string Target => Table.Names[^1];

    public int Rows => Table.Rows;

    /// <summary>Rows left out because a value is missing, NaN or infinite in a feature or the target.</summary>
    public long Dropped => Table.Dropped;

    /// <summary>(rows).</summary>
    public double[] TargetValues => Table.Columns[^1];

    /// <summary>Each (rows).</summary>
    public IReadOnlyList<double[]> FeatureColumns => [.. Table.Columns.SkipLast(1)];

    /// <summary>Reads the features, all columns besides the target when null, and the target.</summary>
    /// <exception cref="TableException">
    /// The file cannot be read; a column is unknown, not numeric or named twice; the target is a feature too or has one value;
    /// no row is complete.
    /// </exception>
    public static RegressionData Read(
        string path, string target, IReadOnlyList<string>? features = null, CancellationToken cancellation = default)
    {
        using var reader = TableReader.Open(path, cancellation);
        var data = new RegressionData(Table.Read(reader, Columns(reader, target, features), cancellation));
        var values = data.TargetValues;
        if (!values.AsSpan().ContainsAnyExcept(values[0]))
            throw TableErrors.ConstantTarget(data.Target, values[0], values.Length);
        return data;
    }

    /// <summary>
    /// The rows with these indices, all when null, as a source for <see cref="LeastSquares"/>; nothing is copied.
    /// </summary>
    public IRowSource Source(int[]? rows = null) => new ColumnRows(Table.Columns, rows);

    /// <summary>The feature values row after row, (rows, features), of the rows with these indices; all when null.</summary>
    /// <exception cref="TableException">One array cannot hold so many values.</exception>
    public double[] FeatureMatrix(IReadOnlyList<int>? rows = null) => Table.ToRowMajor(Features, rows);

    private static List<string> Columns(TableReader reader, string target, IReadOnlyList<string>? features)
    {
        var targetColumn = reader.Find(target);
        var columns = features is null
            ? [.. reader.Columns.Where(column => column != targetColumn)]
            : features.Select(reader.Find).ToList();
        if (columns.Contains(targetColumn)) throw TableErrors.TargetAmongFeatures(targetColumn.Name);
        if (TableReader.FirstTwice(columns) is { } twice) throw TableErrors.FeatureTwice(twice.Name);
        if (columns.Count == 0) throw TableErrors.NoFeatures(reader.Path, targetColumn.Name);
        return [.. columns.Select(column => column.Name), targetColumn.Name];
    }
}
