using System.Text.Json.Nodes;

namespace Gradus.Jupyter.Tests;

/// <summary>Code that is nested deep: whatever is asked about it, there is an answer, and the kernel stays.</summary>
public class DeepCodeTests(KernelProcess kernel) : IClassFixture<KernelProcess>
{
    private static readonly string[] Requests = ["is_complete_request", "inspect_request", "complete_request", "execute_request"];

    public static TheoryData<string, string, string> Forms => new()
    {
        { "(", "1", ")" }, { "-(", "1", ")" }, { "[", "1", "]" }, { "{", "", "}" }, { "{", "", "" }, { "F(", "1", ")" },
        { "a[", "1", "]" },
        { "if (true) ", "1;", "" }, { "1 + ", "1", "" }, { "1 == ", "1", "" }, { "!", "true", "" }, { "a => ", "1", "" },
        { "a ? b : ", "1", "" }, { "a ?? ", "1", "" }, { "x is not ", "null", "" }, { "x switch { _ => ", "1", " }" },
        { "class A { ", "", "}" }, { "void F() { ", "", "}" }, { "A<", "int", ">" }, { "int", "x", "[]" },
        { "", "x", ".ToString()" },
        { "", "x", "!" }, { "from a in ", "x", " select a" }, { "$\"{", "1", "}\"" }, { "new { a = ", "1", " }" },
        { "#if true\n", "1", "\n#endif" }, { "/*", "", "*/" },
    };

    private static string Nested(string open, string middle, string close, int depth) =>
        string.Concat(Enumerable.Repeat(open, depth)) + middle + string.Concat(Enumerable.Repeat(close, depth));

    [Theory, MemberData(nameof(Forms))]
    public void IsAnswered(string open, string middle, string close)
    {
        using var client = kernel.Connect();
        const int depth = 20_000;
        foreach (var type in Requests)
        {
            var content = new JsonObject { ["code"] = Nested(open, middle, close, depth), ["cursor_pos"] = open.Length * depth };
            Assert.Equal(type.Replace("request", "reply"), client.Ask(type, content).Type);
        }
    }

    [Theory]
    [InlineData("(", "1", ")", 150)]
    [InlineData("", "1", " + 1", 5000)]
    [InlineData("$\"{", "1", "}\"", 10)]
    [InlineData("", "\"\"", ".Trim()", 400)]
    [InlineData("x < 1 || ", "x < 1", "", 2000)]
    public void WhatIsDeepAndNotTooDeepRuns(string open, string middle, string close, int depth)
    {
        using var client = kernel.Connect();
        client.Run("var x = 1;");
        var code = Nested(open, middle, close, depth);
        Assert.Equal("ok", client.Run(code).Status);
        Assert.Equal("complete", client.Ask("is_complete_request", new JsonObject { ["code"] = code }).Text("status"));
    }

    [Theory]
    [InlineData("(", "1", ")", "200 brackets")]
    [InlineData("A<", "int", ">", "1000 brackets")]
    [InlineData("x is not ", "null", "", "1000 levels")]
    [InlineData("$\"{", "1", "}\"", "10 interpolated strings", 150)]
    public void WhatIsTooDeepIsSaid(string open, string middle, string close, string most, int depth = 20_000)
    {
        using var client = kernel.Connect();
        var code = Nested(open, middle, close, depth);
        Assert.StartsWith(
            $"error NESTED: Code is nested more than {most} deep here; name parts of it, as variables or methods\n",
            client.Run(code).Traceback);
        Assert.Equal("invalid", client.Ask("is_complete_request", new JsonObject { ["code"] = code }).Text("status"));
        var place = new JsonObject { ["code"] = code, ["cursor_pos"] = open.Length };
        Assert.False((bool)client.Ask("inspect_request", place.DeepClone().AsObject()).Content["found"]!);
        Assert.Empty(client.Ask("complete_request", place).Content["matches"]!.AsArray());
    }
}
