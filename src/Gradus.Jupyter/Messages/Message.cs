using System.Text.Json;

namespace Gradus.Jupyter;

/// <summary>A request as it came in, its signature checked.</summary>
/// <param name="Route">The frames before the signature: a reply begins with the same.</param>
/// <param name="RawHeader">The header's bytes: a reply carries them as its parent.</param>
internal sealed record Message(byte[][] Route, byte[] RawHeader, MessageHeader Header, JsonElement Content)
{
    public string Text(string name) =>
        Content.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()! : throw new RefusedMessageException($"its content has no text '{name}'");

    public string Text(string name, string usual) =>
        Content.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : usual;

    public bool Flag(string name, bool usual) =>
        Content.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean() : usual;

    public int Number(string name, int usual) =>
        Content.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out var number) ? number : usual;
}
