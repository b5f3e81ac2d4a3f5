using Spectre.Console;

namespace Gradus.Cli;

/// <summary>Drawn tables and moving progress, for a person at a terminal.</summary>
internal sealed class LiveScreen : Screen
{
    /// <summary>Whether both streams go to a terminal.</summary>
    public static bool IsAvailable => !Console.IsOutputRedirected && !Console.IsErrorRedirected;

    public override void Line(string text) => AnsiConsole.WriteLine(text);

    public override void Table(TextTable table)
    {
        var drawn = new Table().Border(TableBorder.Rounded);
        for (var column = 0; column < table.Header.Count; column++)
        {
            var header = new TableColumn(new Text(table.Header[column], new Style(decoration: Decoration.Bold)));
            drawn.AddColumn(table.IsRight(column) ? header.RightAligned().NoWrap() : header);
        }
        foreach (var row in table.Rows) drawn.AddRow(row.Select(cell => new Text(cell)));
        AnsiConsole.Write(drawn);
    }

    public override void Json(string text) => Console.Out.WriteLine(text);

    public override T During<T>(string title, int steps, Func<Progress, T> work) => AnsiConsole.Progress()
        .AutoClear(true)
        .Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(),
            new RemainingTimeColumn())
        .Start(context =>
        {
            var task = context.AddTask(Markup.Escape(title), maxValue: steps);
            return work((done, loss) =>
            {
                task.Value = done;
                if (loss is { } value) task.Description = Markup.Escape($"{title}, loss {NumberText.Short(value)}");
            });
        });
}
