using System.Xml.Linq;

namespace Gradus.Cli;

/// <summary>What the op files say about their ops, from the documentation file beside the library, if it is there.</summary>
internal sealed class OpSummaries
{
    private readonly Dictionary<string, string> summaries = [];

    public OpSummaries()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Gradus.xml");
        if (!File.Exists(file)) return;
        foreach (var member in XDocument.Load(file).Descendants("member"))
        {
            if (member.Element("summary") is not { } summary || member.Attribute("name")?.Value is not { } name) continue;
            summaries.TryAdd(Key(name), OneLine(summary));
        }
    }

    /// <summary>An op's own words; of what has no formula, those of its method, for its type speaks to the passes.</summary>
    public string? Of(Catalogue.Entry op)
    {
        var ofType = summaries.GetValueOrDefault($"T:Gradus.{op.Name}");
        var ofMethod = summaries.GetValueOrDefault($"M:{op.Method?.DeclaringType?.FullName}.{op.Name}");
        return op.Kind == "method" ? ofMethod ?? ofType : ofType ?? ofMethod;
    }

    // An extension member stands under a marker of the compiler's: M:Gradus.SumMethods.<G>$AC0E.Sum(...) is
    // M:Gradus.SumMethods.Sum.
    private static string Key(string name)
    {
        var parameters = name.IndexOf('(');
        if (parameters >= 0) name = name[..parameters];
        var marker = name.IndexOf(".<G>$", StringComparison.Ordinal);
        return marker < 0 ? name : name[..marker] + name[name.LastIndexOf('.')..];
    }

    private static string OneLine(XElement summary)
    {
        var text = string.Concat(summary.DescendantNodes().Select(node => node switch
        {
            XText words => words.Value,
            XElement { Name.LocalName: "see" or "paramref" } reference =>
                (reference.Attribute("name") ?? reference.Attribute("cref"))?.Value.Split('.')[^1] ?? "",
            _ => "",
        }));
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
