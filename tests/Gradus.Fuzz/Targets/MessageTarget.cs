using System.Text.Json.Nodes;
using Gradus.Jupyter;

namespace Gradus.Fuzz;

/// <summary>A message of Jupyter, its four JSON objects parted by zeros; what was read is asked for what requests hold.</summary>
internal sealed class MessageTarget : Target
{
    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();

    private readonly MessageCoder coder = new([]);
    private readonly History history = new();

    public override long MostBytes(int length) => (1 << 20) + 256L * length;

    public override void Read(byte[] bytes)
    {
        var parts = new List<byte[]>();
        foreach (var part in bytes.AsSpan().Split((byte)0)) parts.Add(bytes[part]);
        try
        {
            var message = coder.Read([Delimiter, [], .. parts]);
            history.Answer(message);
            message.Number("cursor_pos", 0);
            message.Flag("silent", false);
            message.Text("code");
            coder.Write(message.Route, "reply", new JsonObject { ["type"] = message.Header.Type }, message.RawHeader);
        }
        catch (RefusedMessageException)
        {
            // Its sentence goes to the log.
        }
    }
}
