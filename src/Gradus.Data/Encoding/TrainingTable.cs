namespace Gradus.Data;

/// <summary>A table read for training: its rows, how columns become the terms of a model, which rows are for what.</summary>
internal sealed class TrainingTable : IDisposable
{
    private const int BlockRows = 2048;

    private readonly ColumnChoice choice;
    private readonly int[]?[] order;
    private readonly double[] fills;
    private readonly bool[] isUsed;
    private bool[]? incomplete;
    private double[]? twoValues;

    private TrainingTable(
        string path, ColumnChoice choice, ICountingCursor scan, RowStore store, TargetSummary target, TableRequest request)
    {
        Path = path;
        this.choice = choice;
        Store = store;
        Dropped = scan.Dropped;
        Missing = [.. choice.Readings.Zip(scan.Missing, (column, count) => (column.Name, count)).Where(
            missing => missing.count > 0)];
        order = new int[]?[store.Columns];
        fills = new double[store.Columns];
        Array.Fill(fills, double.NaN);
        isUsed = new bool[store.Columns];
        TargetValues = target;
        Parts = RowParts.Draw(Rows, null, 0, 0, 0);
        Columns = [.. choice.Readings.SkipLast(1).Select((reading, j) => Column(reading, j))];
        Target = Column(choice.Readings[^1], choice.Readings.Count - 1);
        Terms = Term.Of(Columns, request.Interactions, request.Power);
    }

    public string Path { get; }

    public RowStore Store { get; }

    /// <summary>Rows in the store, a few of which may still lack a text.</summary>
    public int Rows => (int)Store.Rows;

    /// <summary>Rows left out because a value is missing, NaN or infinite in a feature or the target.</summary>
    public long Dropped { get; private set; }

    public TargetSummary TargetValues { get; }

    /// <summary>Columns with missing values, and how many.</summary>
    public IReadOnlyList<(string Name, long Count)> Missing { get; }

    /// <summary>The features.</summary>
    public IReadOnlyList<ModelColumn> Columns { get; private set; }

    /// <summary>The features that take part, in the order of the columns.</summary>
    public IEnumerable<int> Used => Enumerable.Range(0, Columns.Count).Where(column => isUsed[column]);

    /// <summary>A text target's levels are its two values.</summary>
    public ModelColumn Target { get; private set; }

    public IReadOnlyList<Term> Terms { get; private set; }

    public RowParts Parts { get; private set; }

    /// <summary>What a reader has to know about the columns, such as which were left out.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Reads the columns once, from the first row to the last.</summary>
    /// <param name="memoryBytes">What the rows may take in memory.</param>
    /// <param name="rowsRead">Told how many rows are read so far.</param>
    /// <exception cref="TableException">The file or the request cannot be used.</exception>
    public static TrainingTable Read(
        TableReader reader, ColumnChoice choice, TableRequest request, long memoryBytes, Action<long> rowsRead,
        CancellationToken cancellation)
    {
        if (reader.ScanPlain(choice.Readings, cancellation) is { } plain)
            try
            {
                return Read(reader, choice, request, plain, memoryBytes, rowsRead);
            }
            catch (NotPlainException)
            {
                // DuckDB reads from the start, and says what is wrong if anything is.
            }
        return Read(reader, choice, request, reader.ScanAs(choice.Readings, cancellation), memoryBytes, rowsRead);
    }

    private static TrainingTable Read(
        TableReader reader, ColumnChoice choice, TableRequest request, ICountingCursor rows, long memoryBytes,
        Action<long> rowsRead)
    {
        using var scan = rows;
        var columns = choice.Readings.Count;
        var store = new RowStore(columns, memoryBytes, System.IO.Path.GetTempPath());
        try
        {
            var target = new TargetSummary();
            var block = new double[columns * BlockRows];
            while (scan.Read(block, BlockRows) is > 0 and var count)
            {
                store.Append(block, BlockRows, count);
                target.Add(block.AsSpan((columns - 1) * BlockRows, count));
                if (store.Rows > Array.MaxLength) throw TableErrors.TooLarge(reader.Path, store.Rows);
                rowsRead(scan.Rows);
            }
            reader.CheckUnchanged();
            store.Finish();
            var table = new TrainingTable(reader.Path, choice, scan, store, target, request);
            table.LeaveOut();
            table.CheckMissing(scan, request.Missing);
            table.CheckTarget(request.HasTwoValues);
            return table;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Chooses which rows are for what, and fills missing values from those to learn from.</summary>
    public void Divide(double testFraction, double validationFraction, long seed, MissingValues missing)
    {
        Parts = RowParts.Draw(Rows, incomplete, testFraction, validationFraction, seed);
        if (missing != MissingValues.Mean) return;
        var found = Fills.Of(this);
        Columns = [.. Columns.Select((column, j) => column with { Fill = found[j] })];
        found.CopyTo(fills, 0);
    }

    /// <summary>Levels in their order, missing values filled in; in place.</summary>
    public void Decode(int column, Span<double> values)
    {
        if (order[column] is { } numbers)
            foreach (ref var value in values) value = double.IsNaN(value) ? value : numbers[(int)value];
        if (column == Columns.Count && twoValues is not null)
            foreach (ref var value in values) value = value == twoValues[1] ? 1 : 0;
        if (double.IsNaN(fills[column])) return;
        foreach (ref var value in values) value = double.IsNaN(value) ? fills[column] : value;
    }

    public void Dispose() => Store.Dispose();

    private ModelColumn Column(ColumnReading reading, int index)
    {
        if (reading.Levels is not { } levels) return new ModelColumn(reading.Name, reading.Kind);
        string[] sorted = [.. levels.Levels.Order(StringComparer.Ordinal)];
        order[index] = [.. levels.Levels.Select(level => Array.BinarySearch(sorted, level, StringComparer.Ordinal))];
        return new ModelColumn(reading.Name, ColumnKind.Text) { Levels = sorted };
    }

    /// <summary>Text columns with too many levels, and columns with none, take no part.</summary>
    private void LeaveOut()
    {
        foreach (var note in choice.LeftOut) Notes.Add(note);
        for (var j = 0; j < Columns.Count; j++)
        {
            var (column, levels) = (Columns[j], choice.Readings[j].Levels);
            if (levels is null)
            {
                isUsed[j] = true;
                continue;
            }
            var isMany = levels.FirstUnknown is not null || column.Levels.Count > ColumnChoice.FewLevels;
            if (levels.FirstUnknown is { } unknown && choice.IsNamed) throw TableErrors.TooManyLevels(column.Name, unknown);
            if (!choice.IsNamed && (isMany || column.Levels.Count > Math.Max(2, Rows / 2)))
            {
                var count = levels.FirstUnknown is null ? $"{column.Levels.Count}" : $"more than {ColumnChoice.MostLevels:N0}";
                Notes.Add($"Column '{column.Name}' is left out: it holds {count} different texts in {Rows:N0} rows.");
            }
            else if (column.Levels.Count < 2) Notes.Add($"Column '{column.Name}' is left out: it holds one text only.");
            else
            {
                isUsed[j] = true;
                Notes.Add(
                    $"Column '{column.Name}': one weight for each text but '{column.Levels[0]}', which the bias stands for.");
            }
        }
        for (var j = 0; j < Columns.Count; j++)
            if (!isUsed[j]) order[j] = null;
        Terms = [.. Terms.Where(term => term.Factors.All(factor => isUsed[factor.Column]))];
        if (Terms.Count == 0) throw TableErrors.NoFeatures(Path, Target.Name);
    }

    private void CheckTarget(bool hasTwoValues)
    {
        var distinct = TargetValues.Distinct;
        var texts = Target.Kind == ColumnKind.Text ? Target.Levels : [.. distinct.Select(TableErrors.Plain)];
        if (distinct.Count == 1) throw TableErrors.ConstantTarget(Target.Name, texts[0], Rows);
        if (!hasTwoValues) return;
        if (distinct.Count > 2) throw TableErrors.NotTwoValues(Target.Name, texts);
        // Two numbers are levels like two texts: the smaller is 0, the larger 1.
        if (Target.Kind == ColumnKind.Text) return;
        Target = Target with { Levels = Target.Kind == ColumnKind.Boolean ? ["false", "true"] : texts };
        twoValues = [.. distinct];
    }

    private void CheckMissing(ICountingCursor scan, MissingValues missing)
    {
        for (var j = 0; j < scan.Missing.Count && missing == MissingValues.Error; j++)
            if (scan.Missing[j] > 0 && (j == Columns.Count || isUsed[j]))
                throw TableErrors.MissingValue(Path, choice.Readings[j].Name, scan.Missing[j]);
        if (missing != MissingValues.Drop) return;
        // Texts were read whether or not they are there: only now it is known which of their columns matter.
        foreach (var j in Used.Where(j => choice.Readings[j].Kind == ColumnKind.Text && scan.Missing[j] > 0)) MarkIncomplete(j);
        if (incomplete is null) return;
        var count = incomplete.Count(isMarked => isMarked);
        if (count == Rows) throw TableErrors.AllDropped(Path, Dropped + count, choice.Readings[0].Name, count);
        Dropped += count;
        Parts = RowParts.Draw(Rows, incomplete, 0, 0, 0);
    }

    private void MarkIncomplete(int column)
    {
        incomplete ??= new bool[Rows];
        var values = new double[Store.Columns * Store.ChunkRows];
        for (var chunk = 0; chunk < Store.Chunks; chunk++)
        {
            var count = Store.Read(chunk, values);
            for (var i = 0; i < count; i++)
                incomplete[chunk * Store.ChunkRows + i] |= double.IsNaN(values[column * Store.ChunkRows + i]);
        }
    }
}
