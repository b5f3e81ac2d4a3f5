using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gradus.Data;

/// <summary>
/// A safetensors file: the length of a header (8 bytes), the header as JSON, then the values. Here only vectors of doubles (F64)
/// and texts about them.
/// </summary>
internal sealed class Safetensors
{
    private const string Metadata = "__metadata__";
    private const int LengthBytes = 8;

    // What has two values under one name has none that can be relied on.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    // Letters and quotes stay readable: the header goes into no web page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Dictionary<string, string> Texts { get; } = [];

    public Dictionary<string, double[]> Vectors { get; } = [];

    public byte[] ToBytes()
    {
        var header = new ArrayBufferWriter<byte>();
        var values = Vectors.Where(vector => vector.Value.Length > 0).ToList();
        using (var json = new Utf8JsonWriter(header, Options))
        {
            json.WriteStartObject();
            json.WriteStartObject(Metadata);
            foreach (var (name, text) in Texts) json.WriteString(name, text);
            json.WriteEndObject();
            var offset = 0L;
            foreach (var (name, vector) in values)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", "F64");
                json.WriteStartArray("shape");
                json.WriteNumberValue(vector.Length);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += vector.Length * sizeof(double));
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        // Values begin at a multiple of eight: spaces fill the header up.
        var length = header.WrittenCount + LengthBytes - 1 & ~(LengthBytes - 1);
        var bytes = new byte[LengthBytes + length + values.Sum(vector => vector.Value.Length) * sizeof(double)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, length);
        bytes.AsSpan(LengthBytes, length).Fill((byte)' ');
        header.WrittenSpan.CopyTo(bytes.AsSpan(LengthBytes));
        var end = LengthBytes + length;
        foreach (var (_, vector) in values)
        {
            MemoryMarshal.AsBytes(vector.AsSpan()).CopyTo(bytes.AsSpan(end));
            end += vector.Length * sizeof(double);
        }
        return bytes;
    }

    /// <summary>Null when the bytes are no such file.</summary>
    public static Safetensors? Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length < LengthBytes) return null;
        var length = BinaryPrimitives.ReadInt64LittleEndian(bytes.Span);
        if (length < 2 || length > bytes.Length - LengthBytes) return null;
        var values = bytes[(LengthBytes + (int)length)..];
        try
        {
            using var header = JsonDocument.Parse(bytes.Slice(LengthBytes, (int)length), Strict);
            var file = new Safetensors();
            // Tensors do not overlap, or a small file could announce any number of large ones.
            var room = values.Length;
            foreach (var member in header.RootElement.EnumerateObject())
                if (member.Name == Metadata)
                    foreach (var text in member.Value.EnumerateObject()) file.Texts[text.Name] = text.Value.GetString() ?? "";
                else if (member.Value.GetProperty("dtype").GetString() == "F64")
                    file.Vectors[member.Name] = Vector(member.Value, values, ref room);
            return file;
        }
        catch (Exception failure) when (failure
            is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    // Nothing is allocated before the file is known to hold it.
    private static double[] Vector(JsonElement tensor, ReadOnlyMemory<byte> values, ref int room)
    {
        var offsets = tensor.GetProperty("data_offsets");
        if (offsets.GetArrayLength() != 2) throw new FormatException("a tensor has a start and an end");
        var (start, end) = (offsets[0].GetInt32(), offsets[1].GetInt32());
        if (start < 0 || end < start || end > values.Length) throw new FormatException("a tensor lies outside of the file");
        var elements = 1L;
        foreach (var extent in tensor.GetProperty("shape").EnumerateArray())
        {
            elements *= extent.GetInt32();
            if (elements < 0 || elements > values.Length) throw new FormatException("a tensor is larger than the file");
        }
        if (elements * sizeof(double) != end - start) throw new FormatException("a tensor's shape and size differ");
        room -= end - start;
        if (room < 0) throw new FormatException("tensors overlap");
        var vector = new double[elements];
        values[start..end].Span.CopyTo(MemoryMarshal.AsBytes(vector.AsSpan()));
        return vector;
    }
}
