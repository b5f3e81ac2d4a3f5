using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Gradus.Jupyter.Tests;

/// <summary>A message that is wrong gets no answer; the connection and the kernel stay.</summary>
[Collection(SharedKernel.Name)]
public class RefusedMessageTests(KernelProcess kernel)
{
    private const string Header = """{"msg_id":"m","msg_type":"kernel_info_request","session":"s"}""";

    [Fact]
    public void AWrongSignatureIsRefused() =>
        Refused("its signature is wrong", frames => [frames[0], Encoding.ASCII.GetBytes(new string('0', 64)), .. frames[2..]]);

    [Fact]
    public void ASignatureOfAnotherKeyIsRefused()
    {
        byte[][] parts = [.. new[] { Header, "{}", "{}", "{}" }.Select(Encoding.UTF8.GetBytes)];
        var wrong = HMACSHA256.HashData("another key"u8.ToArray(), parts.SelectMany(part => part).ToArray());
        Refused("its signature is wrong", frames => [frames[0], Encoding.ASCII.GetBytes(Convert.ToHexStringLower(wrong)), .. frames[2..]]);
    }

    [Fact]
    public void AChangedContentIsRefused() =>
        Refused("its signature is wrong", frames => [.. frames[..5], Encoding.UTF8.GetBytes("""{"code":"1"}""")]);

    [Fact]
    public void AnEmptySignatureIsRefused() => Refused("its signature is wrong", frames => [frames[0], [], .. frames[2..]]);

    [Fact]
    public void AMessageWithoutADelimiterIsRefused() => Refused("it has no delimiter", frames => frames[1..]);

    [Fact]
    public void AMessageWithTooFewFramesIsRefused() => Refused("follow its delimiter", frames => frames[..4]);

    [Theory]
    [InlineData("not json", "{}")]
    [InlineData("[]", "{}")]
    [InlineData("{}", "{}")]
    [InlineData("{\"msg_id\":1,\"msg_type\":\"kernel_info_request\",\"session\":\"s\"}", "{}")]
    [InlineData(Header, "null")]
    [InlineData(Header, "{")]
    [InlineData(Header, "\"text\"")]
    [InlineData("{\"msg_id\":\"\\ud800\",\"msg_type\":\"kernel_info_request\",\"session\":\"s\"}", "{}")]
    public void APartThatIsNoObjectIsRefused(string header, string content)
    {
        using var client = kernel.Connect();
        client.Shell.Send(client.Sign(header, content));
        Answers(client);
    }

    /// <summary>The parser quotes what it found in place of a literal, whatever that is.</summary>
    [Theory]
    [InlineData("{\"a\":tr\u001b[2J}", "'tr.[2J}'")]
    [InlineData("{\"a\":nu\ngradus-jupyter: a line}", "'nu.gradus-jupyter: a line}'")]
    public void WhatIsNoJsonCannotWriteToTheTerminal(string content, string quoted)
    {
        using var client = kernel.Connect();
        client.Shell.Send(client.Sign(Header, content));
        Answers(client);
        kernel.WaitForLog(quoted);
        Assert.DoesNotContain('\e', kernel.Log);
    }

    [Fact]
    public void DeepBracketsAreRefused()
    {
        using var client = kernel.Connect();
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "1" + new string('}', 100_000);
        client.Shell.Send(client.Sign(Header, deep));
        client.Control.Send(client.Sign(deep, "{}"));
        Answers(client);
    }

    [Fact]
    public void ARequestWithoutWhatItNeedsIsRefused()
    {
        using var client = kernel.Connect();
        string[] types = ["execute_request", "complete_request", "inspect_request", "is_complete_request"];
        foreach (var type in types)
        {
            client.Begin(client.Shell, type);
            client.Begin(client.Shell, type, new JsonObject { ["code"] = 5, ["cursor_pos"] = "x" });
        }
        Answers(client);
        kernel.WaitForLog("refused a execute_request");
    }

    [Fact]
    public void WhatIsNotKnownIsLeftAlone()
    {
        using var client = kernel.Connect();
        client.Begin(client.Shell, "no_such_request");
        client.Begin(client.Control, "no_such_request");
        client.Begin(client.Input, "input_reply", new JsonObject { ["value"] = "nobody asked" });
        client.Begin(client.Shell, "comm_open", new JsonObject { ["comm_id"] = "c", ["target_name"] = "t", ["data"] = new JsonObject() });
        Answers(client);
    }

    [Fact]
    public void BuffersAreNoPartOfTheSignature()
    {
        using var client = kernel.Connect();
        byte[][] frames = client.Sign(Header, "{}");
        client.Shell.Send([.. frames, [1, 2, 3], []]);
        Assert.Equal("kernel_info_reply", client.Read(client.Shell.Receive()).Type);
    }

    [Fact]
    public void FramesBeforeTheDelimiterComeBack()
    {
        using var client = kernel.Connect();
        client.Shell.Send([[1, 2, 3], "by way of"u8.ToArray(), .. client.Sign(Header, "{}")]);
        var reply = client.Shell.Receive();
        Assert.Equal([[1, 2, 3], "by way of"u8.ToArray()], reply[..2]);
    }

    private void Refused(string reason, Func<byte[][], byte[][]> change)
    {
        using var client = kernel.Connect();
        client.Shell.Send(change(client.Sign(Header, "{}")));
        kernel.WaitForLog(reason);
        Answers(client);
    }

    // The first reply is that to the request which is right: the others had none.
    private static void Answers(JupyterClient client)
    {
        var id = client.Begin(client.Shell, "kernel_info_request");
        var reply = client.Read(client.Shell.Receive());
        Assert.Equal((id, "kernel_info_reply"), (reply.ParentId, reply.Type));
    }
}
