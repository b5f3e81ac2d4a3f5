using Gradus.Data;

namespace Gradus.Cli.Tests;

/// <summary>A table, and what two models predict for it: an old file and a new one, each known when it is seen.</summary>
internal sealed class TwoModels : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly double[][] predictions;

    public TwoModels(int rows)
    {
        using (var writer = new StreamWriter(folder["table.csv"]))
        {
            writer.WriteLine("a,b");
            for (var row = 0; row < rows; row++) writer.WriteLine($"{row % 977},{row % 331}.25");
        }
        Models = [Fit("2"), Fit("3")];
        predictions = [.. Models.Select(model => FittedModel.Load(model).Predict(Table).ToDoubles())];
    }

    public string[] Models { get; }

    public string Table => folder["table.csv"];

    public string[] Arguments(int model, string output) => ["predict", Models[model], Table, "--out", output, "--json"];

    /// <summary>Which of the two has written all of the file; the test fails at a half.</summary>
    public int WriterOf(string output)
    {
        var found = Gradus.Data.Table.Read(output, ["prediction"]).Columns[0];
        var writer = Array.FindIndex(predictions, expected => found.AsSpan().SequenceEqual(expected));
        Assert.True(writer >= 0, $"{output} has {found.Length} rows and is of neither model");
        return writer;
    }

    public void Dispose() => folder.Dispose();

    // y = 2 a + b, or 3 a + b.
    private string Fit(string factor)
    {
        var lines = Enumerable.Range(0, 9).Select(i => $"{i},{i * i % 7},{i * int.Parse(factor) + i * i % 7}\n");
        var table = folder.Write($"train{factor}.csv", "a,b,y\n" + string.Concat(lines));
        var ran = Ran.Here("fit", table, "--target", "y", "--test-fraction", "0", "--out", folder[factor]);
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        return folder[$"{factor}/model.safetensors"];
    }
}
