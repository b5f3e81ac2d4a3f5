using System.Text.Json.Nodes;

namespace Gradus.Jupyter;

/// <summary>What is shown of a value: one thing in several formats, of which a page takes the best that it knows.</summary>
/// <param name="text">As plain text, for whoever knows nothing else.</param>
/// <example><code>ShowAs&lt;Money&gt;(money => new Rich($"{money.Euros} euros").WithHtml($"&lt;b&gt;{money.Euros}&lt;/b&gt;
/// euros"));</code></example>
public sealed class Rich(string text)
{
    private readonly JsonObject data = new() { ["text/plain"] = WellFormed.Of(text) };
    private readonly JsonObject metadata = [];

    public Rich WithHtml(string html) => With("text/html", html);

    /// <param name="latex">With its dollar signs.</param>
    public Rich WithLatex(string latex) => With("text/latex", latex);

    /// <param name="png">The bytes of a PNG file.</param>
    /// <param name="width">In CSS pixels; the picture itself may have more.</param>
    public Rich WithPng(byte[] png, int width, int height)
    {
        metadata["image/png"] = new JsonObject { ["width"] = width, ["height"] = height };
        return With("image/png", Convert.ToBase64String(png));
    }

    /// <param name="format">A MIME type, such as <c>image/svg+xml</c>.</param>
    /// <param name="content">Text; bytes go in base64.</param>
    public Rich With(string format, string content)
    {
        data[format] = WellFormed.Of(content);
        return this;
    }

    /// <summary>The content of a message that shows it.</summary>
    internal JsonObject Content(params ReadOnlySpan<(string Name, JsonNode Value)> more)
    {
        var content = new JsonObject { ["data"] = data.DeepClone(), ["metadata"] = metadata.DeepClone() };
        foreach (var (name, value) in more) content[name] = value;
        return content;
    }
}
