namespace Gradus.Data;

/// <summary>The result of a query of the user's own.</summary>
internal sealed class QueryFile : TableFile
{
    private const int PathShown = 60;

    public static QueryFile Open(Database database, string sql)
    {
        var query = sql.Trim().TrimEnd(';');
        var path = query.Length <= PathShown ? query : query[..PathShown] + "...";
        var quoted = $"({query})";
        try
        {
            // As a part of a statement of ours it can read and nothing else.
            return new QueryFile { Path = path, Quoted = quoted, Columns = Describe(database, quoted) };
        }
        catch (QueryFailedException failure)
        {
            throw TableErrors.Query(path, failure.Message);
        }
    }

    public override string Typed(IReadOnlyList<ColumnReading> columns) => Quoted;

    public override string Raw(IReadOnlyList<TableColumn> columns) => Quoted;

    public override TableException Explain(string message) => TableErrors.Query(Path, message);
}
