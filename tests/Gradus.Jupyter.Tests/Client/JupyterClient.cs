using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Gradus.Jupyter.Tests;

/// <summary>What a notebook page is to a kernel: a connection to each of its sockets, and messages that are signed.</summary>
internal sealed class JupyterClient : IDisposable
{
    public const string Delimiter = "<IDS|MSG>";

    private readonly byte[] key;
    private readonly string session = Guid.NewGuid().ToString();
    private readonly WireClient publish;

    public JupyterClient(JsonNode connection)
    {
        key = Encoding.UTF8.GetBytes((string)connection["key"]!);
        Shell = WireClient.Open((int)connection["shell_port"]!, "DEALER", session);
        Control = WireClient.Open((int)connection["control_port"]!, "DEALER", session);
        Input = WireClient.Open((int)connection["stdin_port"]!, "DEALER", session);
        Heartbeat = WireClient.Open((int)connection["hb_port"]!, "REQ");
        publish = WireClient.Open((int)connection["iopub_port"]!, "SUB");
        publish.Send([1]);
        // A subscription takes effect at some time; the first status that arrives says that it has.
        while (true)
        {
            Ask("kernel_info_request");
            if (NextPublished(TimeSpan.FromMilliseconds(200)) is not null) break;
        }
        while (NextPublished(TimeSpan.FromMilliseconds(100)) is not null)
        {
        }
    }

    public WireClient Shell { get; }

    public WireClient Control { get; }

    public WireClient Input { get; }

    public WireClient Heartbeat { get; }

    public byte[][] Write(string id, string type, JsonObject content) => Sign(
        $$"""{"msg_id":"{{id}}","session":"{{session}}","username":"test","date":"2026-01-01T00:00:00Z","msg_type":"{{type}}","version":"5.4"}""",
        content.ToJsonString());

    /// <summary>The frames of a message whose parts are any text.</summary>
    public byte[][] Sign(string header, string content, string parent = "{}", string metadata = "{}")
    {
        byte[][] parts = [.. new[] { header, parent, metadata, content }.Select(Encoding.UTF8.GetBytes)];
        return [Encoding.ASCII.GetBytes(Delimiter), Signature(parts), .. parts];
    }

    /// <summary>Sends a request and returns its id.</summary>
    public string Begin(WireClient socket, string type, JsonObject? content = null)
    {
        var id = Guid.NewGuid().ToString();
        socket.Send(Write(id, type, content ?? []));
        return id;
    }

    /// <summary>Sends a request on the shell socket and waits for its reply.</summary>
    public JupyterMessage Ask(string type, JsonObject? content = null) => Reply(Shell, Begin(Shell, type, content));

    public JupyterMessage Reply(WireClient socket, string id)
    {
        while (true)
            if (Read(socket.Receive()) is var message && message.ParentId == id) return message;
    }

    public CellRun Run(string code, Action<JsonObject>? change = null)
    {
        var id = BeginCell(code, change);
        return new CellRun(Reply(Shell, id), Published(id));
    }

    public string BeginCell(string code, Action<JsonObject>? change = null)
    {
        var content = new JsonObject
        {
            ["code"] = code,
            ["silent"] = false,
            ["store_history"] = true,
            ["user_expressions"] = new JsonObject(),
            ["allow_stdin"] = true,
            ["stop_on_error"] = true,
        };
        change?.Invoke(content);
        return Begin(Shell, "execute_request", content);
    }

    /// <summary>What is published for a request, up to the message that it is done.</summary>
    public List<JupyterMessage> Published(string id)
    {
        var messages = new List<JupyterMessage>();
        while (true)
        {
            var message = NextPublished() ?? throw new TimeoutException("The kernel published nothing more.");
            if (message.ParentId != id) continue;
            messages.Add(message);
            if (message.Type == "status" && message.Text("execution_state") == "idle") return messages;
        }
    }

    /// <summary>The next message to all, or null when none came in the time given.</summary>
    public JupyterMessage? NextPublished(TimeSpan? longest = null)
    {
        try
        {
            return Read(publish.Receive(longest));
        }
        catch (IOException) when (longest is not null)
        {
            return null;
        }
    }

    public JupyterMessage Read(byte[][] frames)
    {
        var delimiter = Array.FindIndex(frames, frame => frame.AsSpan().SequenceEqual(Encoding.ASCII.GetBytes(Delimiter)));
        Assert.True(delimiter >= 0, "a message of the kernel has no delimiter");
        var parts = frames[(delimiter + 2)..];
        Assert.Equal(Encoding.ASCII.GetString(Signature(parts[..4])), Encoding.ASCII.GetString(frames[delimiter + 1]));
        var topic = delimiter == 0 ? "" : Encoding.ASCII.GetString(frames[0]);
        return new JupyterMessage(topic, Object(parts[0]), Object(parts[1]), Object(parts[3]));
    }

    public void Dispose()
    {
        WireClient[] sockets = [Shell, Control, Input, Heartbeat, publish];
        foreach (var socket in sockets) socket.Dispose();
    }

    private byte[] Signature(byte[][] parts) => key.Length == 0
        ? [] : Encoding.ASCII.GetBytes(Convert.ToHexString(HMACSHA256.HashData(key, parts.SelectMany(part => part).ToArray())).ToLowerInvariant());

    private static JsonObject Object(byte[] json) => JsonNode.Parse(json)!.AsObject();
}
