using System.Text.Json;
using Gradus.Data;

namespace Gradus.Cli;

/// <summary>A fit's result for another program.</summary>
internal static class FitJson
{
    public static string Write(TrainingTable table, FitSettings settings, FitResult result) => JsonText.Object(json =>
    {
        var model = result.Model;
        json.WriteNumber("rows", result.Parts.Sum(part => part.Score.Rows));
        json.WriteNumber("dropped", table.Dropped);
        json.WriteStartArray("features");
        foreach (var column in model.Columns) json.WriteStringValue(column.Name);
        json.WriteEndArray();
        json.WriteString("target", model.Target.Name);
        json.WriteString("method", model.Method);
        json.WriteString("dtype", settings.DType.Name);
        Terms(json, "weights", model, model.Weights);
        json.WriteFinite("bias", model.Bias);
        Write(json, "train", result.Train);
        Write(json, "test", result.Test);
        json.WriteNumber("epochs", result.Solution.Losses.Length);
        json.WriteFinite("losses", result.Solution.Losses);
        json.WriteFinite("seconds", result.Seconds);
        json.WriteString("loss", model.Loss.ToString().ToLowerInvariant());
        Write(json, "validation", result.Validation);
        json.WriteFinite("validation_losses", result.Solution.ValidationLosses);
        if (result.Inference is { } inference)
        {
            Terms(json, "standard_errors", model, inference.StandardErrors);
            Terms(json, "t", model, inference.T);
            Terms(json, "p", model, inference.P);
        }
        json.WriteStartObject("missing");
        foreach (var (name, count) in table.Missing) json.WriteNumber(name, count);
        json.WriteEndObject();
        json.WriteStartArray("notes");
        foreach (var note in result.Notes) json.WriteStringValue(note);
        json.WriteEndArray();
    });

    /// <summary>One number a term, and the bias's if there is one more.</summary>
    private static void Terms(Utf8JsonWriter json, string name, FittedModel model, IReadOnlyList<double> values)
    {
        json.WriteStartObject(name);
        for (var i = 0; i < values.Count; i++)
            json.WriteFinite(i < model.Terms.Count ? model.Terms[i].Name : "(bias)", values[i]);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, PartScore? part)
    {
        if (part is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        json.WriteFinite("rmse", part.Score.Rmse);
        json.WriteFinite("r2", part.Score.R2);
        json.WriteFinite("mae", part.Score.Mae);
        json.WriteNumber("rows", part.Rows);
        foreach (var (score, value) in FitTable.Values(part))
            if (score is not ("rmse" or "r2" or "mae")) json.WriteFinite(score, value);
        json.WriteEndObject();
    }
}
