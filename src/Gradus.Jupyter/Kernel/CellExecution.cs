using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gradus.Jupyter;

/// <summary>Answers execute requests: counts them, runs the cell, and publishes what it shows or how it failed.</summary>
internal sealed class CellExecution(Publisher publisher, CellRunner runner, Stopping stopping, Input input, History history)
{
    private const string Stuck =
        "The cell does not listen to the interruption. Restart the kernel to stop it; its variables are then lost.\n";

    private int count;

    /// <returns>Whether the cell came to its end.</returns>
    public bool Run(Request request)
    {
        var message = request.Message;
        var code = message.Text("code");
        var isSilent = message.Flag("silent", false);
        var isCounted = !isSilent && message.Flag("store_history", true);
        if (isCounted) history.Add(++count, code);
        var output = new CellOutput(publisher, request.Parent, isSilent);
        output.Begin();
        if (!isSilent) output.Publish("execute_input", new JsonObject { ["code"] = code, ["execution_count"] = count });
        input.For(message.Flag("allow_stdin", false) ? request : null);
        stopping.Begin(stuck: () => output.Write("stderr", Stuck));
        try
        {
            var failure = runner.Run(code, $"cell {count}", text => output.Write("stderr", text), value => Show(value, output));
            output.Flush();
            if (failure is not null) output.Publish("error", Content(failure));
            request.Reply("execute_reply", failure is null ? Succeeded(message) : Failed(failure));
            return failure is null;
        }
        finally
        {
            stopping.End();
            input.For(null);
        }
    }

    /// <summary>The reply to a cell that is not run, because one before it failed.</summary>
    public JsonObject Aborted() => new() { ["status"] = "aborted", ["execution_count"] = count };

    // What says where something was shown is shown already.
    private void Show(object? value, CellOutput output)
    {
        if (value is not Shown) output.Publish("execute_result", Displays.Of(value).Content(("execution_count", count)));
    }

    private JsonObject Succeeded(Message message) => new()
    {
        ["status"] = "ok",
        ["execution_count"] = count,
        ["payload"] = new JsonArray(),
        ["user_expressions"] = Evaluate(message),
    };

    private JsonObject Evaluate(Message message)
    {
        var values = new JsonObject();
        if (!message.Content.TryGetProperty("user_expressions", out var asked)) return values;
        if (asked.ValueKind != JsonValueKind.Object) return values;
        foreach (var expression in asked.EnumerateObject())
        {
            var shown = new JsonObject { ["data"] = new JsonObject(), ["metadata"] = new JsonObject() };
            var code = $"{expression.Value}";
            var failure = runner.Run(code, "expression", _ => { }, value => shown = Displays.Of(value).Content());
            shown["status"] = "ok";
            values[expression.Name] = failure is null ? shown : Failed(failure);
        }
        return values;
    }

    private JsonObject Failed(CellFailure failure)
    {
        var content = Content(failure);
        content["status"] = "error";
        content["execution_count"] = count;
        return content;
    }

    private static JsonObject Content(CellFailure failure) => new()
    {
        ["ename"] = failure.Name,
        ["evalue"] = WellFormed.Of(failure.Text),
        ["traceback"] = new JsonArray([.. failure.Traceback.Select(line => JsonValue.Create(WellFormed.Of(line)))]),
    };
}
