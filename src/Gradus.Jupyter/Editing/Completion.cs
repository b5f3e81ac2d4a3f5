using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.Tags;

namespace Gradus.Jupyter;

/// <summary>Answers what could stand at a place of a cell.</summary>
internal sealed class Completion(CellDocuments documents)
{
    private const int Most = 500;

    public JsonObject Answer(Message message)
    {
        var code = message.Text("code");
        var place = CodePoints.ToIndex(code, message.Number("cursor_pos", code.Length));
        var list = Question.Ask(cancellation =>
        {
            var document = documents.Open(code);
            return CompletionService.GetService(document)!
                .GetCompletionsAsync(document, place, cancellationToken: cancellation).GetAwaiter().GetResult();
        }) ?? CompletionList.Empty;
        var typed = code[Math.Min(list.Span.Start, place)..place];
        var items = list.ItemsList.Where(item => item.FilterText.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(item => item.FilterText.StartsWith(typed, StringComparison.Ordinal))
            .ThenBy(item => item.SortText, StringComparer.OrdinalIgnoreCase)
            .DistinctBy(item => item.DisplayText).Take(Most).ToList();
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. items.Select(item => JsonValue.Create(item.DisplayText))]),
            ["cursor_start"] = CodePoints.FromIndex(code, list.Span.Start),
            ["cursor_end"] = CodePoints.FromIndex(code, place),
            ["metadata"] = new JsonObject
            {
                // Both pages of Jupyter show the kind beside the name.
                ["_jupyter_types_experimental"] = new JsonArray([.. items.Select(item => new JsonObject
                {
                    ["text"] = item.DisplayText,
                    ["type"] = Kind(item),
                })]),
            },
        };
    }

    private static string Kind(CompletionItem item) => item.Tags.FirstOrDefault() switch
    {
        WellKnownTags.Method or WellKnownTags.ExtensionMethod => "function",
        WellKnownTags.Property or WellKnownTags.Field or WellKnownTags.Event => "property",
        WellKnownTags.Class or WellKnownTags.Structure or WellKnownTags.Interface or WellKnownTags.Enum => "class",
        WellKnownTags.Local or WellKnownTags.Parameter => "instance",
        WellKnownTags.Keyword => "keyword",
        WellKnownTags.Namespace => "module",
        var tag => tag?.ToLowerInvariant() ?? "",
    };
}
