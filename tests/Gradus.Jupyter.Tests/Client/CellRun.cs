namespace Gradus.Jupyter.Tests;

/// <summary>What came of a cell: the reply, and all that was published for it.</summary>
internal sealed record CellRun(JupyterMessage Reply, IReadOnlyList<JupyterMessage> Published)
{
    public string Status => Reply.Text("status");

    /// <summary>The value of the last expression as plain text; null if none was shown.</summary>
    public string? Result => Published.SingleOrDefault(message => message.Type == "execute_result")?.Shown();

    public string Output => Stream("stdout");

    public string ErrorOutput => Stream("stderr");

    /// <summary>The failure's lines, without colors.</summary>
    public string Traceback => string.Join('\n', Published.Single(message => message.Type == "error").Content["traceback"]!.AsArray())
        .Replace("\e[31m", "").Replace("\e[0m", "");

    public JupyterMessage Shown => Published.Single(message => message.Type is "execute_result" or "display_data");

    private string Stream(string name) => string.Concat(Published
        .Where(message => message.Type == "stream" && message.Text("name") == name).Select(message => message.Text("text")));
}
