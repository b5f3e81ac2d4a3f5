namespace Gradus.Data;

/// <summary>One pass over a table with a model: a prediction a row, in the order of the rows.</summary>
internal sealed class PredictionScan : IDisposable
{
    public const int BlockRows = 2048;

    private readonly FittedModel model;
    private readonly string path;
    private readonly ColumnReading[] readings;
    private readonly TableScan scan;
    private readonly double[] block;

    /// <exception cref="TableException">The table lacks a column, or holds something else in it.</exception>
    public PredictionScan(FittedModel model, TableReader reader, CancellationToken cancellation)
    {
        this.model = model;
        path = reader.Path;
        readings = [.. model.Columns.Select(column => Reading(column, reader))];
        block = new double[Math.Max(1, readings.Length) * BlockRows];
        scan = reader.ScanAs(readings, cancellation);
    }

    public long Rows { get; private set; }

    /// <summary>Rows without a prediction, because a value is missing.</summary>
    public long Incomplete { get; private set; }

    /// <summary>Fills with the next predictions, as many as there are up to <see cref="BlockRows"/>; 0 at the end.</summary>
    /// <exception cref="TableException">A text is not one that the model was trained with.</exception>
    public int Read(Span<double> predictions)
    {
        var count = scan.Read(block, BlockRows);
        if (count == 0) return 0;
        for (var j = 0; j < readings.Length; j++)
        {
            var values = block.AsSpan(j * BlockRows, count);
            if (readings[j].Levels?.FirstUnknown is { } unknown)
                throw ModelErrors.UnknownLevel(
                    path, model.Columns[j], unknown, Rows + values.IndexOf(LevelNumbers.Unknown) + 1);
            if (model.Columns[j].Fill is { } fill)
                foreach (ref var value in values) value = double.IsNaN(value) ? fill : value;
        }
        predictions = predictions[..count];
        model.PredictColumns(block, BlockRows, predictions);
        foreach (var value in predictions)
            if (double.IsNaN(value)) Incomplete++;
        Rows += count;
        return count;
    }

    public void Dispose() => scan.Dispose();

    private static ColumnReading Reading(ModelColumn column, TableReader reader)
    {
        var found = reader.Columns.FirstOrDefault(other => other.Name == column.Name)
            ?? reader.Columns.FirstOrDefault(other => other.Name.Equals(column.Name, StringComparison.OrdinalIgnoreCase))
            ?? throw ModelErrors.ColumnMissing(reader.Path, column.Name, reader.Columns);
        var isOther = column.Kind switch
        {
            ColumnKind.Date => found.Kind != ColumnKind.Date,
            ColumnKind.Text => found.Kind == ColumnKind.Other,
            _ => !found.IsNumeric && !found.IsText,
        };
        if (isOther) throw ModelErrors.OtherKind(reader.Path, column, found);
        var kind = column.Kind == ColumnKind.Boolean && found.Kind == ColumnKind.Number ? ColumnKind.Number : column.Kind;
        return new ColumnReading(
            found, kind, IsRequired: false, kind == ColumnKind.Text ? new LevelNumbers(column.Levels) : null);
    }
}
