namespace Gradus.Data;

/// <summary>What stands for missing values: the mean of a column, the most frequent level of a text column.</summary>
internal static class Fills
{
    /// <summary>One a feature, from the rows to learn from.</summary>
    public static double[] Of(TrainingTable table)
    {
        var moments = new ColumnMoments[table.Columns.Count];
        var counts = table.Columns.Select(column => new long[column.Levels.Count]).ToArray();
        var chunk = new TableChunk(table);
        var present = new double[table.Store.ChunkRows];
        for (var index = 0; index < table.Store.Chunks; index++)
        {
            chunk.Load(index, Part.Train);
            for (var j = 0; j < moments.Length; j++)
            {
                var count = 0;
                foreach (var value in chunk.Column(j))
                    if (!double.IsNaN(value)) present[count++] = value;
                if (counts[j].Length == 0) moments[j].Add(present.AsSpan(0, count));
                else
                    foreach (var level in present.AsSpan(0, count)) counts[j][(int)level]++;
            }
        }
        return [.. moments.Zip(counts, (column, levels) =>
            levels.Length == 0 ? column.Mean : Array.IndexOf(levels, levels.Max()))];
    }
}
