namespace Gradus.Cli;

/// <summary>Ops as a list for people and for programs.</summary>
internal static class OpsText
{
    public static void Show(Screen screen, IReadOnlyList<Catalogue.Entry> ops)
    {
        var summaries = new OpSummaries();
        foreach (var op in ops)
        {
            screen.Line($"{op.Call}  ({op.Kind})");
            if (summaries.Of(op) is { } summary) screen.Line($"    {summary}");
            if (op.Formula.Length > 0) screen.Line($"    formula   {Shortened(op.Formula)}");
            foreach (var (input, gradient) in op.Inputs.Zip(op.Gradient)) screen.Line($"    {"to " + input,-10}{gradient}");
            if (op.Domain.Length > 0) screen.Line($"    domain    {op.Domain}");
        }
        screen.Line("");
        var count = ops.Count == 1 ? "1 op" : $"{ops.Count} ops";
        screen.Line($"{count}. g is the gradient that arrives at the result y; \"to x\" is what it passes on to x.");
    }

    public static string Json(IReadOnlyList<Catalogue.Entry> ops) => JsonText.Object(json =>
    {
        var summaries = new OpSummaries();
        json.WriteStartArray("ops");
        foreach (var op in ops)
        {
            json.WriteStartObject();
            json.WriteString("name", op.Name);
            json.WriteString("kind", op.Kind);
            json.WriteString("call", op.Call);
            json.WriteString("summary", summaries.Of(op));
            json.WriteStartArray("inputs");
            foreach (var input in op.Inputs) json.WriteStringValue(input);
            json.WriteEndArray();
            json.WriteString("formula", op.Formula.Length == 0 ? null : op.Formula);
            json.WriteStartArray("gradient");
            foreach (var gradient in op.Gradient) json.WriteStringValue(gradient);
            json.WriteEndArray();
            json.WriteString("domain", op.Domain.Length == 0 ? null : op.Domain);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    // A few formulas that follow every special case take pages; --json has them whole.
    private static string Shortened(string formula) =>
        formula.Length <= 160 ? formula : $"{formula.AsSpan(0, 150)} ... ({formula.Length} characters)";
}
