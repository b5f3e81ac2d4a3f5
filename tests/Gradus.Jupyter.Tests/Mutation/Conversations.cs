using System.Text.Json.Nodes;

namespace Gradus.Jupyter.Tests;

/// <summary>What clients say to a kernel when nothing is wrong. A request to shut down is left out: it would be obeyed.</summary>
internal static class Conversations
{
    private static readonly string[] Cells =
    [
        "1 + 1", "var x = 5; x", "Console.Write(7)", "Tensor.Ones([2, 3])", "throw new Exception(\"é😀\")", "no such name",
        "Enumerable.Range(0, 9).Sum()", "await Task.Delay(1); 3", "int F(int n) => n + 1; F(2)", "\"text\"",
    ];

    private static readonly (string Code, int Place)[] Places =
    [
        ("Tensor.Zer", 10), ("var s = \"😀\"; s.Len", 18), ("Math.Sin(", 9), ("Tensor.Ones([2]).MatM", 21), ("", 0), ("x.\n\n", 2),
    ];

    private static readonly string[] Lines = ["1 + 2", "if (true) {", "}", "/* open", "var = = 3;"];

    private static readonly Func<Random, Draft[]>[] All =
    [
        random => [Ask(random, Channel.Shell, "kernel_info_request"), Ask(random, Channel.Control, "kernel_info_request")],
        random => [Run(random, Any(random, Cells))],
        random =>
        [
            Run(random, Any(random, Cells)), Run(random, Any(random, Cells)), Ask(random, Channel.Control, "interrupt_request"),
        ],
        random => [Place(random, "complete_request")],
        random => [Place(random, "inspect_request")],
        random => [Ask(random, Channel.Shell, "is_complete_request", new JsonObject { ["code"] = Any(random, Lines) })],
        random => [Ask(random, Channel.Shell, "history_request", new JsonObject
        {
            ["hist_access_type"] = Any(random, ["tail", "range", "search"]), ["session"] = 0, ["start"] = 0, ["stop"] = 9,
            ["n"] = 5, ["pattern"] = "*1*", ["unique"] = true, ["output"] = random.Next(2) == 0, ["raw"] = true,
        })],
        random => [Ask(random, Channel.Shell, "comm_info_request"), Ask(random, Channel.Shell, "comm_open", new JsonObject
        {
            ["comm_id"] = "c", ["target_name"] = "t", ["data"] = new JsonObject { ["a"] = new JsonArray(1, 2.5, null, true) },
        })],
        random =>
        [
            Run(random, "Console.ReadLine()"), Ask(random, Channel.Input, "input_reply", new JsonObject { ["value"] = "hello" }),
            Ask(random, Channel.Control, "interrupt_request"),
        ],
        random => [Ask(random, Channel.Control, "interrupt_request"), Run(random, "while (true) { }")],
        _ => [Draft.Raw(Channel.Heartbeat, [], "ping"u8.ToArray()), Draft.Raw(Channel.Heartbeat, [], "again"u8.ToArray())],
        random =>
        [
            Draft.Raw(Channel.Publish, [1, .. "stream"u8]), Draft.Raw(Channel.Publish, [1]), Draft.Raw(Channel.Publish, [0]),
            Run(random, "Console.WriteLine(\"one\")"),
        ],
    ];

    public static List<Draft> Draw(Random random)
    {
        var drafts = new List<Draft>();
        for (var i = random.Next(1, 4); i > 0; i--) drafts.AddRange(Any(random, All)(random));
        return drafts;
    }

    public static T Any<T>(Random random, ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];

    private static Draft Ask(Random random, Channel channel, string type, JsonObject? content = null) =>
        Draft.Request(channel, $"{random.NextInt64():x}", type, (content ?? []).ToJsonString());

    private static Draft Place(Random random, string type)
    {
        var (code, place) = Any(random, Places);
        return Ask(random, Channel.Shell, type, new JsonObject { ["code"] = code, ["cursor_pos"] = place, ["detail_level"] = 0 });
    }

    private static Draft Run(Random random, string code) => Ask(random, Channel.Shell, "execute_request", new JsonObject
    {
        ["code"] = code,
        ["silent"] = random.Next(8) == 0,
        ["store_history"] = random.Next(4) != 0,
        ["user_expressions"] = new JsonObject { ["sum"] = "1 + 1" },
        ["allow_stdin"] = true,
        ["stop_on_error"] = random.Next(2) == 0,
    });
}
