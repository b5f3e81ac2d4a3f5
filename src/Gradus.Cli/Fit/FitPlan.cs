using Gradus.Data;

namespace Gradus.Cli;

/// <summary>What is going to be done, said before it is.</summary>
internal static class FitPlan
{
    public static IEnumerable<string> Lines(ColumnChoice choice, RowCount? rows, FitSettings settings)
    {
        var features = choice.Readings.Count - 1;
        var kinds = choice.Readings.SkipLast(1).GroupBy(reading => reading.Kind).OrderBy(group => group.Key)
            .Select(group => $"{NumberText.Count(group.Count())} {Word(group.Key, group.Count())}");
        var count = rows is not { } known ? "unknown rows"
            : $"{(known.IsExact ? "" : "about ")}{NumberText.Count(known.Rows)} rows";
        var columns = $"{NumberText.Count(features)} column{(features == 1 ? "" : "s")}";
        yield return $"{choice.Target.Name} from {columns} ({string.Join(", ", kinds)}), {count}";
        var method = settings.MethodFor(features);
        var penalties = (settings.L1 > 0 ? $", l1 {NumberText.Short(settings.L1)}" : "")
            + (settings.L2 > 0 ? $", l2 {NumberText.Short(settings.L2)}" : "");
        var loss = settings.Loss.ToString().ToLowerInvariant();
        yield return $"{method}, loss {loss}{penalties}, {Memory(rows, features, settings)}";
    }

    private static string Memory(RowCount? rows, int features, FitSettings settings)
    {
        var needed = (rows?.Rows ?? 0) * (features + 1L) * sizeof(double);
        var limit = $"at most {NumberText.Count(settings.MemoryMegabytes)} MB of memory";
        if (rows is null) return $"{limit}, what does not fit goes to a temporary file";
        return needed <= settings.RowBytes
            ? $"rows held in memory ({Size(needed)})"
            : $"{limit}, {Size(needed - settings.RowBytes)} of rows in a temporary file";
    }

    private static string Size(long bytes) => bytes < 1_000_000 ? "less than 1 MB" : $"{NumberText.Count(bytes / 1_000_000)} MB";

    private static string Word(ColumnKind kind, int count) => (kind switch
    {
        ColumnKind.Boolean => "boolean",
        ColumnKind.Date => "date",
        ColumnKind.Text => "text",
        _ => "number",
    }) + (count == 1 ? "" : "s");
}
