namespace Gradus.Cli;

/// <summary>Plain lines, for a file or another program.</summary>
internal sealed class PlainScreen(TextWriter output) : Screen
{
    public override void Line(string text) => output.WriteLine(text);

    public override void Table(TextTable table)
    {
        foreach (var line in table.Lines()) output.WriteLine(line);
    }

    public override void Json(string text) => output.WriteLine(text);

    public override T During<T>(string title, int steps, Func<Action<int>, T> work) => work(_ => { });
}
