using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gradus.Jupyter;

/// <summary>
/// Messages to frames and back. Four JSON objects (header, parent's header, metadata, content) are signed together by
/// HMAC-SHA256; an empty key leaves out the signature.
/// </summary>
internal sealed class MessageCoder(byte[] key)
{
    public const string ProtocolVersion = "5.4";

    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();
    private static readonly byte[] EmptyObject = "{}"u8.ToArray();

    // Nothing here stands in a page: escaping plus signs and accents would only make pictures and texts longer.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string session = Guid.NewGuid().ToString("N");

    /// <exception cref="RefusedMessageException">It is not signed with the key, or is no message.</exception>
    public Message Read(byte[][] frames)
    {
        var delimiter = Array.FindIndex(frames, frame => frame.AsSpan().SequenceEqual(Delimiter));
        if (delimiter < 0) throw new RefusedMessageException("it has no delimiter <IDS|MSG>");
        if (frames.Length < delimiter + 6)
            throw new RefusedMessageException($"{frames.Length - delimiter - 1} frames follow its delimiter; expected 5 or more");
        var parts = frames.AsSpan(delimiter + 2, 4);
        if (key.Length > 0 && !CryptographicOperations.FixedTimeEquals(Sign(parts), frames[delimiter + 1]))
            throw new RefusedMessageException("its signature is wrong");
        var (header, content) = (Parse(parts[0], "header"), Parse(parts[3], "content"));
        return new Message(frames[..delimiter], parts[0], MessageHeader.Read(header), content);
    }

    /// <param name="route">The frames before the delimiter: those of the request, or a topic.</param>
    /// <param name="parent">The header of the request that caused the message; empty for none.</param>
    public byte[][] Write(byte[][] route, string type, JsonObject content, byte[] parent)
    {
        var header = new JsonObject
        {
            ["msg_id"] = Guid.NewGuid().ToString("N"),
            ["msg_type"] = type,
            ["session"] = session,
            ["username"] = "kernel",
            ["date"] = DateTime.UtcNow.ToString("o", CultureInfo.InvariantCulture),
            ["version"] = ProtocolVersion,
        };
        byte[][] parts = [ToBytes(header), parent.Length == 0 ? EmptyObject : parent, EmptyObject, ToBytes(content)];
        return [.. route, Delimiter, key.Length == 0 ? [] : Sign(parts), .. parts];
    }

    private byte[] Sign(ReadOnlySpan<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (var part in parts) hash.AppendData(part);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static JsonElement Parse(byte[] frame, string name)
    {
        try
        {
            CheckTexts(frame);
            var json = JsonDocument.Parse(frame).RootElement;
            return json.ValueKind == JsonValueKind.Object
                ? json : throw new RefusedMessageException($"its {name} is no JSON object");
        }
        catch (JsonException failure)
        {
            throw new RefusedMessageException($"its {name} is no JSON: {failure.Message}");
        }
        catch (InvalidOperationException)
        {
            throw new RefusedMessageException($"its {name} holds a text that is no Unicode");
        }
    }

    // A document decodes a text when somebody asks for it, or for a name that stands behind it, and would throw at them.
    private static void CheckTexts(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName) reader.GetString();
    }

    private static byte[] ToBytes(JsonObject json)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, Plain)) json.WriteTo(writer);
        return bytes.WrittenSpan.ToArray();
    }
}
