using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace Gradus.Jupyter;

/// <summary>The cells of this session, as a console asks for them with the arrow keys.</summary>
internal sealed class History
{
    private const int Session = 1;

    private readonly List<(int Number, string Code)> cells = [];

    public void Add(int number, string code) => cells.Add((number, code));

    public JsonObject Answer(Message message)
    {
        var found = message.Text("hist_access_type", "tail") switch
        {
            "range" => Range(message),
            "search" => Tail(Matching(message), message),
            _ => Tail(cells, message),
        };
        // With outputs, the text would be a pair; outputs are not kept.
        var withOutput = message.Flag("output", false);
        return new JsonObject
        {
            ["status"] = "ok",
            ["history"] = new JsonArray([.. found.Select(cell => new JsonArray(
                Session, cell.Number, withOutput ? new JsonArray(cell.Code, null) : JsonValue.Create(cell.Code)))]),
        };
    }

    // Sessions count from 1; 0 is this one, and negative ones count back from it.
    private IEnumerable<(int Number, string Code)> Range(Message message)
    {
        if (message.Number("session", 0) is not (0 or Session)) return [];
        var (start, stop) = (message.Number("start", 0), message.Number("stop", int.MaxValue));
        return cells.Where(cell => cell.Number >= start && cell.Number < stop);
    }

    private IEnumerable<(int Number, string Code)> Matching(Message message)
    {
        var pattern = message.Text("pattern", "*");
        var found = cells.Where(cell => FileSystemName.MatchesSimpleExpression(pattern, cell.Code, ignoreCase: false));
        if (!message.Flag("unique", false)) return found;
        return found.GroupBy(cell => cell.Code).Select(same => same.Last()).OrderBy(cell => cell.Number);
    }

    private static IEnumerable<(int Number, string Code)> Tail(IEnumerable<(int Number, string Code)> cells, Message message) =>
        cells.TakeLast(message.Number("n", int.MaxValue));
}
