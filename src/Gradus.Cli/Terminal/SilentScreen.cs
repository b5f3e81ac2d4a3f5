namespace Gradus.Cli;

/// <summary>Nothing but the JSON object.</summary>
internal sealed class SilentScreen(TextWriter output) : Screen
{
    public override void Line(string text)
    {
    }

    public override void Table(TextTable table)
    {
    }

    public override void Json(string text) => output.WriteLine(text);

    public override T During<T>(string title, int steps, Func<Progress, T> work) => work((_, _) => { });
}
