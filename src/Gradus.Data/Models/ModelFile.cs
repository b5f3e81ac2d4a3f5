using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gradus.Data;

/// <summary>A model as a safetensors file: numbers as tensors, everything else as JSON in the metadata.</summary>
internal static class ModelFile
{
    private const string Format = "gradus linear model";
    private const int Version = 1;

    public static byte[] Write(FittedModel model)
    {
        var file = new Safetensors
        {
            Texts =
            {
                ["format"] = Format,
                ["format_version"] = Version.ToString(CultureInfo.InvariantCulture),
                ["gradus"] = model.MadeBy,
                ["model"] = Describe(model),
            },
            Vectors =
            {
                ["weights"] = [.. model.Weights],
                ["bias"] = [model.Bias],
                ["standard_errors"] = [.. model.StandardErrors],
                ["means"] = [.. model.Means],
                ["scales"] = [.. model.Scales],
            },
        };
        return file.ToBytes();
    }

    public static FittedModel Load(string path)
    {
        if (!File.Exists(path)) throw ModelErrors.NotFound(path);
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw ModelErrors.Unreadable(path, cause);
        }
        var file = Safetensors.Parse(bytes) ?? throw ModelErrors.NotSafetensors(path);
        if (file.Texts.GetValueOrDefault("format") != Format) throw ModelErrors.NotAModel(path);
        var version = file.Texts.GetValueOrDefault("format_version", "");
        if (version != $"{Version}") throw ModelErrors.Newer(path, version);
        try
        {
            using var json = JsonDocument.Parse(
                file.Texts["model"], new JsonDocumentOptions { AllowDuplicateProperties = false });
            var model = Read(json.RootElement, file);
            return Contradiction(model) is { } what ? throw ModelErrors.Inconsistent(path, what) : model;
        }
        catch (Exception failure) when (failure
            is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException or FormatException
            or IndexOutOfRangeException)
        {
            throw ModelErrors.Inconsistent(path, "its description cannot be read");
        }
    }

    /// <summary>What in a model does not go together, or null.</summary>
    private static string? Contradiction(FittedModel model)
    {
        var terms = model.Terms.Count;
        if (model.Weights.Count != terms) return $"{model.Weights.Count} weights for {terms} terms";
        if (model.StandardErrors.Count != 0 && model.StandardErrors.Count != terms + 1)
            return $"{model.StandardErrors.Count} standard errors for {terms} terms and the bias";
        if (model.Means.Count != model.Scales.Count || model.Means.Count != 0 && model.Means.Count != terms)
            return $"{model.Means.Count} means and {model.Scales.Count} scales for {terms} terms";
        foreach (var term in model.Terms)
        {
            if (term.Factors.Count == 0) return "a term of nothing";
            foreach (var (column, level) in term.Factors)
            {
                if ((uint)column >= model.Columns.Count) return "a term of a column that it does not name";
                var levels = model.Columns[column].Kind == ColumnKind.Text ? model.Columns[column].Levels.Count : 0;
                if (levels == 0 ? level != Factor.Value : (uint)level >= levels) return "a term of a level that it does not name";
            }
        }
        return null;
    }

    private static string Describe(FittedModel model)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(bytes, options))
        {
            json.WriteStartObject();
            json.WriteString("method", model.Method);
            json.WriteString("loss", Word(model.Loss));
            json.WriteNumber("rows", model.Rows);
            json.WritePropertyName("target");
            Write(json, model.Target);
            json.WriteStartArray("columns");
            foreach (var column in model.Columns) Write(json, column);
            json.WriteEndArray();
            json.WriteStartArray("terms");
            foreach (var term in model.Terms) Write(json, term);
            json.WriteEndArray();
            json.WriteStartObject("scores");
            foreach (var (name, value) in model.Scores)
                if (double.IsFinite(value)) json.WriteNumber(name, value);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, ModelColumn column)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        json.WriteString("kind", Word(column.Kind));
        json.WriteStartArray("levels");
        foreach (var level in column.Levels) json.WriteStringValue(level);
        json.WriteEndArray();
        if (column.Fill is { } fill) json.WriteNumber("fill", fill);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Term term)
    {
        json.WriteStartObject();
        json.WriteString("name", term.Name);
        json.WriteStartArray("factors");
        foreach (var (column, level) in term.Factors)
        {
            json.WriteStartArray();
            json.WriteNumberValue(column);
            json.WriteNumberValue(level);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static FittedModel Read(JsonElement json, Safetensors file) => new(file.Vectors["weights"])
    {
        Bias = file.Vectors["bias"][0],
        StandardErrors = file.Vectors.GetValueOrDefault("standard_errors", []),
        Means = file.Vectors.GetValueOrDefault("means", []),
        Scales = file.Vectors.GetValueOrDefault("scales", []),
        Method = Text(json.GetProperty("method")),
        Loss = Parse<Loss>(json.GetProperty("loss")),
        Rows = json.GetProperty("rows").GetInt64(),
        Target = Column(json.GetProperty("target")),
        Columns = [.. json.GetProperty("columns").EnumerateArray().Select(Column)],
        Terms = [.. json.GetProperty("terms").EnumerateArray().Select(Term)],
        Scores = json.GetProperty("scores").EnumerateObject().ToDictionary(
            score => score.Name, score => score.Value.GetDouble()),
        MadeBy = file.Texts.GetValueOrDefault("gradus", ""),
    };

    private static ModelColumn Column(JsonElement json) => new(
        Text(json.GetProperty("name")), Parse<ColumnKind>(json.GetProperty("kind")))
    {
        Levels = [.. json.GetProperty("levels").EnumerateArray().Select(Text)],
        Fill = json.TryGetProperty("fill", out var fill) ? fill.GetDouble() : null,
    };

    private static Term Term(JsonElement json) => new(
        Text(json.GetProperty("name")),
        [
            .. json.GetProperty("factors").EnumerateArray().Select(
                factor => new Factor(factor[0].GetInt32(), factor[1].GetInt32())),
        ]);

    private static string Text(JsonElement json) => json.GetString() ?? throw new FormatException("a text is missing");

    private static T Parse<T>(JsonElement json) where T : struct, Enum
    {
        var word = Text(json);
        return Enum.GetValues<T>().First(value => Word(value) == word);
    }

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
