using System.IO.Enumeration;

namespace Gradus.Data;

/// <summary>The columns of a table that a request is about, and how each is read.</summary>
internal sealed class ColumnChoice
{
    /// <summary>Levels of a text column that is taken only because it is there.</summary>
    public const int FewLevels = 50;

    /// <summary>Levels of a text column that is named.</summary>
    public const int MostLevels = 1000;

    private readonly List<string> leftOut = [];

    /// <exception cref="TableException">
    /// A column is unknown, named twice or of no use; the target is among the features; there are no features.
    /// </exception>
    public ColumnChoice(TableReader reader, TableRequest request, CancellationToken cancellation)
    {
        Target = reader.Find(request.Target);
        IsNamed = request.Features is not null;
        var found = request.Features is { } named ? Named(reader, named) : Usable(reader);
        foreach (var excluded in request.Exclude.SelectMany(pattern => Matching(reader, pattern))) found.Remove(excluded);
        if (found.Count == 0) throw TableErrors.NoFeatures(reader.Path, Target.Name);
        if (Target.Kind == ColumnKind.Other)
            throw TableErrors.NotNumeric(reader.Path, new ColumnReading(Target, ColumnKind.Number), null, null);

        var empty = reader.EmptyAtFirst([.. found.Append(Target).Where(column => column.IsText)], cancellation);
        Readings = [.. found.Select(column => Feature(column, request.Missing)), TargetReading(request.HasTwoValues)];

        ColumnReading Feature(TableColumn column, MissingValues missing) => Kind(column) == ColumnKind.Text
            ? new ColumnReading(column, ColumnKind.Text, IsRequired: false, new LevelNumbers(MostLevels))
            : new ColumnReading(column, Kind(column), missing != MissingValues.Mean);

        ColumnReading TargetReading(bool hasTwoValues) => Kind(Target) == ColumnKind.Text && hasTwoValues
            ? new ColumnReading(Target, ColumnKind.Text, IsRequired: true, new LevelNumbers(MostLevels))
            : new ColumnReading(Target, Kind(Target) == ColumnKind.Text ? ColumnKind.Number : Kind(Target));

        // A text column without any text in the first rows is numbers, if anything.
        ColumnKind Kind(TableColumn column) => empty.Contains(column) ? ColumnKind.Number : column.Kind;
    }

    public TableColumn Target { get; }

    /// <summary>The features, then the target.</summary>
    public IReadOnlyList<ColumnReading> Readings { get; }

    /// <summary>Whether the features were named rather than taken because they are there.</summary>
    public bool IsNamed { get; }

    /// <summary>Columns that no model can use, each with the reason.</summary>
    public IReadOnlyList<string> LeftOut => leftOut;

    private List<TableColumn> Usable(TableReader reader)
    {
        var usable = new List<TableColumn>();
        foreach (var column in reader.Columns)
        {
            if (column == Target) continue;
            if (column.Kind == ColumnKind.Other) leftOut.Add($"Column '{column.Name}' is left out: it holds {column.Content}.");
            else usable.Add(column);
        }
        return usable;
    }

    private List<TableColumn> Named(TableReader reader, IReadOnlyList<string> names)
    {
        var found = new List<TableColumn>();
        foreach (var name in names)
        {
            if (!FilePattern.IsPattern(name) || reader.Columns.Any(column => column.Name == name))
            {
                var column = reader.Find(name);
                if (column == Target) throw TableErrors.TargetAmongFeatures(column.Name);
                if (found.Contains(column)) throw TableErrors.FeatureTwice(column.Name);
                if (column.Kind == ColumnKind.Other)
                    throw TableErrors.NotNumeric(reader.Path, new ColumnReading(column, ColumnKind.Number), null, null);
                found.Add(column);
            }
            else
                found.AddRange(Matching(reader, name).Where(
                    column => column != Target && column.Kind != ColumnKind.Other && !found.Contains(column)));
        }
        return found;
    }

    private static IEnumerable<TableColumn> Matching(TableReader reader, string pattern)
    {
        if (!FilePattern.IsPattern(pattern) || reader.Columns.Any(column => column.Name == pattern))
            return [reader.Find(pattern)];
        var matching = reader.Columns.Where(column => FileSystemName.MatchesSimpleExpression(pattern, column.Name)).ToList();
        return matching.Count > 0 ? matching : throw TableErrors.NoColumnMatches(reader.Path, pattern, reader.Columns);
    }
}
