using System.Text.Json;

namespace Gradus.Data.Tests;

/// <summary>The files in Data: 442 diabetes patients, and least-squares truths by NumPy.</summary>
public static class TestData
{
    public static string Diabetes => Path("diabetes.csv");

    public static JsonElement Json(string name) => JsonDocument.Parse(File.ReadAllText(Path(name))).RootElement;

    public static double[] Numbers(this JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    private static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Data", name);
}
