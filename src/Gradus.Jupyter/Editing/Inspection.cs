using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis.QuickInfo;

namespace Gradus.Jupyter;

/// <summary>Answers what the thing at a place of a cell is: its declaration and what its documentation says.</summary>
internal sealed class Inspection(CellDocuments documents)
{
    public JsonObject Answer(Message message)
    {
        var code = message.Text("code");
        var place = CodePoints.ToIndex(code, message.Number("cursor_pos", code.Length));
        var info = Question.Ask(cancellation =>
        {
            var document = documents.Open(code);
            var service = QuickInfoService.GetService(document)!;
            // A client asks from behind the name, or from inside the brackets that follow it.
            return Places(code, place)
                .Select(at => service.GetQuickInfoAsync(document, at, cancellation).GetAwaiter().GetResult())
                .FirstOrDefault(info => info is { Sections.IsEmpty: false });
        });
        var data = new JsonObject();
        if (info is not null) data["text/plain"] = string.Join("\n", info.Sections.Select(section => section.Text.Trim()));
        return new JsonObject
        {
            ["status"] = "ok",
            ["found"] = info is not null,
            ["data"] = data,
            ["metadata"] = new JsonObject(),
        };
    }

    private static IEnumerable<int> Places(string code, int place)
    {
        if (place < code.Length) yield return place;
        if (place > 0) yield return place - 1;
        var bracket = place == 0 ? -1 : code.LastIndexOf('(', place - 1);
        if (bracket > 0) yield return bracket - 1;
    }
}
