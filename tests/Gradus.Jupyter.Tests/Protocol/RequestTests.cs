using System.Text.Json.Nodes;

namespace Gradus.Jupyter.Tests;

/// <summary>Requests and replies as https://jupyter-client.readthedocs.io/en/stable/messaging.html describes them.</summary>
[Collection(SharedKernel.Name)]
public class RequestTests(KernelProcess kernel) : IDisposable
{
    private readonly JupyterClient client = kernel.Connect();

    public void Dispose() => client.Dispose();

    [Fact]
    public void TheKernelSaysWhatItIs()
    {
        var shell = client.Ask("kernel_info_request");
        var control = client.Reply(client.Control, client.Begin(client.Control, "kernel_info_request"));
        foreach (var info in new[] { shell.Content, control.Content })
        {
            Assert.Equal("ok", (string?)info["status"]);
            Assert.Equal("5.4", (string?)info["protocol_version"]);
            Assert.Equal("gradus", (string?)info["implementation"]);
            Assert.Matches(@"^\d+\.\d+\.\d+$", (string?)info["implementation_version"]);
            Assert.Equal("C#", (string?)info["language_info"]!["name"]);
            Assert.Equal("14.0", (string?)info["language_info"]!["version"]);
            Assert.Equal("text/x-csharp", (string?)info["language_info"]!["mimetype"]);
            Assert.Equal(".cs", (string?)info["language_info"]!["file_extension"]);
        }
        Assert.Equal("5.4", (string?)shell.Header["version"]);
    }

    [Fact]
    public void ARequestIsBusyThenIdle()
    {
        var id = client.Begin(client.Shell, "kernel_info_request");
        Assert.Equal(["busy", "idle"], client.Published(id).Select(message => message.Text("execution_state")));
    }

    [Fact]
    public void ACellIsEchoedRunAndShownInOrder()
    {
        var run = client.Run("Console.Write(\"one\"); Console.Error.Write(\"two\"); Console.Write(\"three\"); 4");
        Assert.Equal(
            ["status", "execute_input", "stream stdout one", "stream stderr two", "stream stdout three", "execute_result", "status"],
            run.Published.Select(message => message.Type == "stream"
                ? $"stream {message.Text("name")} {message.Text("text")}" : message.Type));
        Assert.Equal("ok", run.Status);
        var count = (int)run.Reply.Content["execution_count"]!;
        Assert.Equal(count, (int)run.Published[1].Content["execution_count"]!);
        Assert.Equal(count, (int)run.Published[5].Content["execution_count"]!);
        Assert.Equal(count + 1, (int)client.Run("var five = 5;").Reply.Content["execution_count"]!);
    }

    [Fact]
    public void ACellThatIsNotStoredIsNotCounted()
    {
        var before = (int)client.Run("var one = 1;").Reply.Content["execution_count"]!;
        var run = client.Run("Console.Write(7)", content => content["store_history"] = false);
        Assert.Equal(before, (int)run.Reply.Content["execution_count"]!);
        Assert.Equal("7", run.Output);
    }

    [Fact]
    public void ASilentCellShowsNothing()
    {
        var run = client.Run("var silently = 5; Console.Write(7); silently", content => content["silent"] = true);
        Assert.Equal(["status", "status"], run.Published.Select(message => message.Type));
        Assert.Equal("5", client.Run("silently").Result);
    }

    [Fact]
    public void ExpressionsAreEvaluatedBesides()
    {
        var run = client.Run("var beside = 20;", content =>
            content["user_expressions"] = new JsonObject { ["sum"] = "beside + 1", ["wrong"] = "no_such_name" });
        var values = run.Reply.Content["user_expressions"]!;
        Assert.Equal("21", (string?)values["sum"]!["data"]!["text/plain"]);
        Assert.Equal("error", (string?)values["wrong"]!["status"]);
    }

    [Fact]
    public void CellsSentBeforeAFailureAreNotRun()
    {
        string[] ids =
        [
            client.BeginCell("Thread.Sleep(300); throw new Exception(\"first\");"), client.BeginCell("var never = 1;"),
            client.Begin(client.Shell, "is_complete_request", new JsonObject { ["code"] = "1" }),
        ];
        string[] states = [.. ids.Select(id => client.Reply(client.Shell, id).Text("status"))];
        Assert.Equal(["error", "aborted", "complete"], states);
        Assert.Equal("error", client.Run("never").Status);
        Assert.Equal("3", client.Run("1 + 2").Result);
    }

    [Fact]
    public void UnlessTheyAreToRunAnyway()
    {
        var first = client.BeginCell("Thread.Sleep(300); throw new Exception();", content => content["stop_on_error"] = false);
        var second = client.BeginCell("8");
        Assert.Equal("error", client.Reply(client.Shell, first).Text("status"));
        Assert.Equal("ok", client.Reply(client.Shell, second).Text("status"));
    }

    [Theory]
    [InlineData("var a = 1;", "complete")]
    [InlineData("1 + 2", "complete")]
    [InlineData("", "complete")]
    [InlineData("// nothing but words", "complete")]
    [InlineData("if (true) {", "incomplete")]
    [InlineData("Math.Sin(", "incomplete")]
    [InlineData("/* open", "incomplete")]
    [InlineData("}", "invalid")]
    [InlineData("var = = 3;", "invalid")]
    public void AConsoleIsToldWhetherCodeIsComplete(string code, string status) =>
        Assert.Equal(status, client.Ask("is_complete_request", new JsonObject { ["code"] = code }).Text("status"));

    [Fact]
    public void TheNextLineIsAsDeepAsItsBrackets() => Assert.Equal("        ", client.Ask(
        "is_complete_request", new JsonObject { ["code"] = "void F()\n{\n    while (true)\n    {" }).Text("indent"));

    [Fact]
    public void HistoryIsFoundByItsEndItsNumbersAndItsText()
    {
        var number = (int)client.Run("\"a line to find\"").Reply.Content["execution_count"]!;
        client.Run("2");
        client.Run("\"a line to find\"");
        JsonArray History(JsonObject content) => client.Ask("history_request", content).Content["history"]!.AsArray();

        Assert.Equal(["2", "\"a line to find\""], History(new() { ["hist_access_type"] = "tail", ["n"] = 2 }).Select(line => (string)line![2]!));
        var range = History(new() { ["hist_access_type"] = "range", ["session"] = 0, ["start"] = number, ["stop"] = number + 2 });
        Assert.Equal([(number, "\"a line to find\""), (number + 1, "2")], range.Select(line => ((int)line![1]!, (string)line[2]!)));
        var search = new JsonObject { ["hist_access_type"] = "search", ["pattern"] = "*line to*", ["unique"] = true };
        Assert.Equal([number + 2], History(search).Select(line => (int)line![1]!));
        var outputs = History(new() { ["hist_access_type"] = "tail", ["n"] = 1, ["output"] = true });
        Assert.Equal("\"a line to find\"", (string?)outputs[0]![2]![0]);
    }

    [Fact]
    public void ThereAreNoComms() => Assert.Empty(client.Ask("comm_info_request").Content["comms"]!.AsObject());

    [Theory]
    [InlineData("Tensor.Zer", 10, "Zeros", 7, 10)]
    [InlineData("var s = \"😀\"; s.Len", 18, "Length", 15, 18)]
    [InlineData("Tensor.Ones([2]).MatM", 21, "MatMul", 17, 21)]
    public void NamesAreCompleted(string code, int place, string match, int start, int end)
    {
        var reply = client.Ask("complete_request", new JsonObject { ["code"] = code, ["cursor_pos"] = place }).Content;
        Assert.Contains(match, reply["matches"]!.AsArray().Select(name => (string?)name));
        Assert.Equal((start, end), ((int)reply["cursor_start"]!, (int)reply["cursor_end"]!));
    }

    [Fact]
    public void NamesOfEarlierCellsAreCompleted()
    {
        client.Run("var anUnusualName = Tensor.Ones([2]); int AnUnusualFunction(int number) => number;");
        var reply = client.Ask("complete_request", new JsonObject { ["code"] = "anUnus", ["cursor_pos"] = 6 }).Content;
        Assert.Equal(["anUnusualName", "AnUnusualFunction"], reply["matches"]!.AsArray().Select(name => (string)name!));
        var kinds = reply["metadata"]!["_jupyter_types_experimental"]!.AsArray();
        Assert.Equal("function", (string?)kinds.Single(kind => (string)kind!["text"]! == "AnUnusualFunction")!["type"]);
    }

    [Theory]
    [InlineData("Tensor.Rand", 9, "Uniform numbers in [0, 1)")]
    [InlineData("Math.Sin(", 9, "double Math.Sin(double a)")]
    [InlineData("1 + Twice", 9, "int Twice(int number)")]
    public void ANameIsExplained(string code, int place, string part)
    {
        client.Run("int Twice(int number) => 2 * number;");
        var reply = client.Ask("inspect_request", new JsonObject { ["code"] = code, ["cursor_pos"] = place, ["detail_level"] = 0 });
        Assert.True((bool)reply.Content["found"]!);
        Assert.Contains(part, reply.Shown());
    }

    [Fact]
    public void WhatIsNoNameIsNotFound() => Assert.False((bool)client.Ask(
        "inspect_request", new JsonObject { ["code"] = "noSuchName", ["cursor_pos"] = 3 }).Content["found"]!);

    [Fact]
    public void ACellCanAskForALine()
    {
        var id = client.BeginCell("var line = Console.ReadLine(); line + \"!\"");
        var request = client.Read(client.Input.Receive());
        Assert.Equal(("input_request", id), (request.Type, request.ParentId));
        client.Begin(client.Input, "input_reply", new JsonObject { ["value"] = "hello" });
        Assert.Equal("\"hello!\"", new CellRun(client.Reply(client.Shell, id), client.Published(id)).Result);
    }

    [Fact]
    public void WhoCannotBeAskedIsNot()
    {
        var run = client.Run("Console.ReadLine()", content => content["allow_stdin"] = false);
        Assert.Contains("this client cannot be asked for input", run.Traceback);
    }
}
