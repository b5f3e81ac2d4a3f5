namespace Gradus.Cli;

/// <summary>The tutorial's results for another program.</summary>
internal static class TutorialJson
{
    public static string Write(long seed, int points, IReadOnlyList<TrainedRoute> routes) => JsonText.Object(json =>
    {
        json.WriteNumber("seed", seed);
        json.WriteNumber("points", points);
        json.WriteStartArray("routes");
        foreach (var route in routes)
        {
            json.WriteStartObject();
            json.WriteString("name", route.Name);
            json.WriteString("dtype", route.DType.Name);
            json.WriteFinite("learningRate", route.LearningRate);
            json.WriteNumber("epochs", route.Epochs);
            json.WriteFinite("weights", route.Weights);
            json.WriteFinite("bias", route.Bias);
            json.WriteFinite("losses", route.Losses);
            json.WriteFinite("seconds", route.Seconds);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
