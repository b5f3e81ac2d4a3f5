using System.Text.Json.Nodes;

namespace Gradus.Jupyter.Tests;

/// <summary>A message of the kernel, its signature checked.</summary>
internal sealed record JupyterMessage(string Topic, JsonObject Header, JsonObject Parent, JsonObject Content)
{
    public string Type => (string)Header["msg_type"]!;

    public string? ParentId => (string?)Parent["msg_id"];

    public string Text(string name) => (string)Content[name]!;

    /// <summary>What is shown, in one of its formats; null if it has none such.</summary>
    public string? Shown(string format = "text/plain") => (string?)Content["data"]![format];
}
