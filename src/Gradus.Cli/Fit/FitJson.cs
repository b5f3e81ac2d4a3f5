using System.Text.Json;
using Gradus.Data;

namespace Gradus.Cli;

/// <summary>A fit's result for another program.</summary>
internal static class FitJson
{
    public static string Write(RegressionData data, FitSettings settings, FitResult result) => JsonText.Object(json =>
    {
        json.WriteNumber("rows", data.Rows);
        json.WriteNumber("dropped", data.Dropped);
        json.WriteStartArray("features");
        foreach (var feature in data.Features) json.WriteStringValue(feature);
        json.WriteEndArray();
        json.WriteString("target", data.Target);
        json.WriteString("method", settings.Method);
        json.WriteString("dtype", settings.DType.Name);
        json.WriteStartObject("weights");
        for (var i = 0; i < result.Weights.Length; i++) json.WriteFinite(data.Features[i], result.Weights[i]);
        json.WriteEndObject();
        json.WriteFinite("bias", result.Bias);
        Write(json, "train", result.Train);
        if (result.Test is { } test) Write(json, "test", test);
        else json.WriteNull("test");
        json.WriteNumber("epochs", result.Losses.Length);
        json.WriteFinite("losses", result.Losses);
        json.WriteFinite("seconds", result.Seconds);
    });

    private static void Write(Utf8JsonWriter json, string name, Score score)
    {
        json.WriteStartObject(name);
        json.WriteFinite("rmse", score.Rmse);
        json.WriteFinite("r2", score.R2);
        json.WriteEndObject();
    }
}
