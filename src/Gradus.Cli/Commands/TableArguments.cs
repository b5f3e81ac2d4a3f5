using System.CommandLine;
using Gradus.Data;

namespace Gradus.Cli;

/// <summary>A table as a command is told it: files, or a query.</summary>
internal sealed class TableArguments
{
    private readonly Argument<string?> file = new("DATA")
    {
        Description = "The table: CSV, Parquet or JSON, also packed (.gz); * ? and ** take several files.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> sql = new("--sql")
    {
        HelpName = "QUERY",
        Description = "A DuckDB query instead of DATA: \"SELECT * FROM 'a.csv' WHERE x > 0\".",
    };

    public void AddTo(Command command)
    {
        command.Add(file);
        command.Add(sql);
    }

    /// <exception cref="BadInputException">Neither is given, or both are.</exception>
    public TableReader Open(Session session, int memoryMegabytes)
    {
        var (path, query) = (session.Arguments.GetValue(file), session.Value(sql));
        return (path, query) switch
        {
            (null, null) => throw new BadInputException("No table is given; name a file, or give a query with --sql."),
            (not null, not null) => throw new BadInputException(
                $"Both a file, '{path}', and --sql are given; name files inside the query, or leave it out."),
            (not null, null) => TableReader.Open(path, session.Cancellation, memoryMegabytes),
            _ => TableReader.OpenQuery(query!, session.Cancellation, memoryMegabytes),
        };
    }
}
