using System.Text;
using System.Text.Json;

namespace Gradus.Jupyter.Tests;

/// <summary>Changes a text of JSON at one of its tokens. What comes out is mostly JSON still.</summary>
internal static class JsonChange
{
    private static readonly string[] OddValues =
    [
        "null", "true", "[]", "{}", "\"\"", "-1", "0", "-0.0", "1e999", "-1e-999", "2147483648", "-2147483649",
        "9223372036854775807", "18446744073709551616", "1.5", "1E+2", "01", "NaN", "[[[]]]", "[1,\"a\",null]",
        "{\"a\":{\"b\":[]}}",
    ];

    // Escapes are written as such, so that what they stand for need not be text: halves of pairs, a byte order mark, marks that
    // turn the direction of writing, separators of lines that only some know, and what a terminal would obey.
    private static readonly string[] OddTexts =
    [
        @"\u0000", @"\ud800", @"\udc00x", @"\ud83d\ude00", @"\ufeff", @"\u202e", @"\u2028\u2029\u0085", @"\u001b[2J\u0007",
        @"\r\n", @"\uffff\ufffe", "é", "e\u0301\u0301\u0301", "ﬃ", "İı", "٣", "𝟙", "\ud83d\ude00\u200d\ud83d\ude00",
        @"\", @"\x", @"\u12", "*?*?*?*", "../../x", "%s%n", "'\\\"`",
    ];

    private static readonly (string Open, string Close)[] Brackets =
    [
        ("[", "]"), ("{\"a\":", "}"), ("(", ")"), ("{", "}"), ("!", ""), ("-", ""), ("a.", ""), ("a<", ""), ("1+", ""), ("[", ""),
    ];

    public static byte[] At(Random random, byte[] json)
    {
        var tokens = Tokens(json);
        if (tokens.Count == 0) return json;
        var (start, length, type) = Conversations.Any<(int, int, JsonTokenType)>(random, tokens.ToArray());
        var token = Encoding.UTF8.GetString(json, start, length);
        var changed = random.Next(8) switch
        {
            0 => Conversations.Any<string>(random, OddValues),
            1 => $"\"{Conversations.Any<string>(random, OddTexts)}\"",
            2 => type is JsonTokenType.String or JsonTokenType.PropertyName ? Within(random, token) : Digits(random),
            3 => "",
            4 => token + (random.Next(2) == 0 ? "," : "") + token,
            5 => Encoding.UTF8.GetString(json, tokens[random.Next(tokens.Count)].Start, 1) + token,
            6 => Nested(random, type),
            _ => $"\"{new string(random.Next(2) == 0 ? 'x' : '\u00e9', 1 << random.Next(4, 18))}\"",
        };
        return [.. json[..start], .. Encoding.UTF8.GetBytes(changed), .. json[(start + length)..]];
    }

    private static string Within(Random random, string token)
    {
        var at = random.Next(1, token.Length);
        return token[..at] + Conversations.Any<string>(random, OddTexts) + token[at..];
    }

    private static string Digits(Random random) => (random.Next(2) == 0 ? "-" : "") + new string('9', random.Next(1, 400));

    // As JSON, or as the text of a cell: that is nested too.
    private static string Nested(Random random, JsonTokenType type)
    {
        var (open, close) = Conversations.Any<(string, string)>(random, Brackets);
        var depth = 1 << random.Next(2, 12);
        var nested = string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
        return type == JsonTokenType.String ? JsonSerializer.Serialize(nested) : nested;
    }

    private static List<(int Start, int Length, JsonTokenType Type)> Tokens(byte[] json)
    {
        var tokens = new List<(int, int, JsonTokenType)>();
        try
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
                tokens.Add(((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex), reader.TokenType));
        }
        catch (JsonException)
        {
            // Changed before: the tokens up to there are as good.
        }
        return tokens;
    }
}
