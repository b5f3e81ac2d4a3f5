using System.Text.Json;

namespace Gradus.Jupyter;

/// <summary>The parts of a message's header that the kernel looks at.</summary>
internal readonly record struct MessageHeader(string Id, string Type, string Session)
{
    /// <exception cref="RefusedMessageException">One of them is missing or is no text.</exception>
    public static MessageHeader Read(JsonElement json) =>
        new(Text(json, "msg_id"), Text(json, "msg_type"), Text(json, "session"));

    private static string Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()! : throw new RefusedMessageException($"its header has no text '{name}'");
}
