using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gradus.Cli;

/// <summary>Writes JSON in which a number that is not finite is null.</summary>
internal static class JsonText
{
    public static string Object(Action<Utf8JsonWriter> members)
    {
        var bytes = new ArrayBufferWriter<byte>(16 * 1024);
        // The text goes to a terminal or a file, never into a web page: letters may stay as they are.
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(bytes, options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    extension(Utf8JsonWriter json)
    {
        public void WriteFinite(string name, double value)
        {
            json.WritePropertyName(name);
            json.WriteFinite(value);
        }

        public void WriteFinite(string name, IEnumerable<double> values)
        {
            json.WriteStartArray(name);
            foreach (var value in values) json.WriteFinite(value);
            json.WriteEndArray();
        }

        private void WriteFinite(double value)
        {
            if (double.IsFinite(value)) json.WriteNumberValue(value);
            else json.WriteNullValue();
        }
    }
}
