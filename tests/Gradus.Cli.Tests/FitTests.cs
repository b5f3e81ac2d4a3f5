using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gradus.Cli.Tests;

/// <summary>Fits against NumPy's least squares on a real table, and against tables made from known weights.</summary>
public class FitTests
{
    private static readonly JsonElement Truth =
        JsonDocument.Parse(File.ReadAllText(TestFolder.Data("diabetes.ols.json"))).RootElement;

    private static readonly string[] AllRows =
        ["fit", TestFolder.Data("diabetes.csv"), "--target", "progression", "--test-fraction", "0", "--json"];

    [Fact]
    public void ExactIsNumPysLeastSquares()
    {
        var fit = Ran.Here(AllRows).Json;
        double[] found = [.. Weights(fit), fit.GetProperty("bias").GetDouble()];
        var weights = Truth.GetProperty("weights").EnumerateArray().Select(weight => weight.GetDouble());
        double[] truth = [.. weights, Truth.GetProperty("bias").GetDouble()];
        for (var i = 0; i < truth.Length; i++) Assert.InRange(Math.Abs(found[i] - truth[i]) / Math.Abs(truth[i]), 0, 1e-9);
        Near(Truth.GetProperty("rmse").GetDouble(), Rmse(fit), 1e-9);
        Near(Truth.GetProperty("r2").GetDouble(), fit.GetProperty("train").GetProperty("r2").GetDouble(), 1e-9);
        Assert.Equal(
            [
                "rows", "dropped", "features", "target", "method", "dtype", "weights", "bias", "train", "test", "epochs",
                "losses", "seconds", "loss", "validation", "validation_losses", "standard_errors", "t", "p", "missing",
                "notes",
            ],
            fit.EnumerateObject().Select(member => member.Name));
        Assert.Equal((442, 0), (fit.GetProperty("rows").GetInt32(), fit.GetProperty("dropped").GetInt32()));
        Assert.Equal(JsonValueKind.Null, fit.GetProperty("test").ValueKind);
    }

    [Theory]
    [InlineData("gd", "float64", 1e-3)]
    [InlineData("adam", "float64", 1e-3)]
    [InlineData("adam", "float32", 1e-3)]
    [InlineData("sgd", "float64", 1e-3)]
    public void GradientMethodsReachItsErrorWithTheirDefaults(string method, string dtype, double tolerance)
    {
        var fit = Ran.Here([.. AllRows, "--method", method, "--dtype", dtype]).Json;
        Assert.InRange(Rmse(fit) - Truth.GetProperty("rmse").GetDouble(), -1e-9, tolerance);
        var losses = fit.GetProperty("losses").EnumerateArray().Select(loss => loss.GetDouble()).ToArray();
        Assert.Equal(fit.GetProperty("epochs").GetInt32(), losses.Length);
        // In the unit of the target, squared: the mean squared error.
        Assert.InRange(Math.Abs(Math.Sqrt(losses[^1]) - Rmse(fit)), 0, 5e-3);
    }

    [Fact]
    public void GradientMethodsReportWeightsInTheUnitsOfTheTable()
    {
        using var folder = new TestFolder();
        var text = new StringBuilder("small,large,y\n");
        var random = new RandomState(5);
        for (var row = 0; row < 60; row++)
        {
            var (small, large) = (random.RandomSample() * 1e-3, 5e4 + 1e4 * random.RandomSample());
            text.Append(CultureInfo.InvariantCulture, $"{small:R},{large:R},{7000 * small - 0.002 * large + 12:R}\n");
        }
        var table = folder.Write("table.csv", text.ToString());
        var fit = Ran.Here("fit", table, "--target", "y", "--method", "adam", "--test-fraction", "0", "--json").Json;
        Near(7000, Weights(fit)[0], 1e-3);
        Near(-0.002, Weights(fit)[1], 1e-3);
        Near(12, fit.GetProperty("bias").GetDouble(), 1e-2);
    }

    [Fact]
    public void TheSeedChoosesTheTestRows()
    {
        string[] arguments = [.. AllRows[..4], "--json"];
        var (first, again, other) = (Ran.Here(arguments), Ran.Here(arguments), Ran.Here([.. arguments, "--seed", "1"]));
        Assert.Equal(Weights(first.Json), Weights(again.Json));
        Assert.NotEqual(Weights(first.Json), Weights(other.Json));
        Assert.True(first.Json.GetProperty("test").GetProperty("rmse").GetDouble() > Rmse(first.Json));
    }

    [Fact]
    public void FeaturesAreThoseNamed()
    {
        var fit = Ran.Here([.. AllRows, "--features", "bmi, bp"]).Json;
        Assert.Equal(["bmi", "bp"], fit.GetProperty("weights").EnumerateObject().Select(weight => weight.Name));
    }

    [Fact]
    public void ScoresThatDoNotExistAreNull()
    {
        using var folder = new TestFolder();
        // One test row has no spread to explain.
        var table = folder.Write("table.csv", "a,y\n1,2\n2,3\n3,5\n4,4\n5,7\n");
        var fit = Ran.Here("fit", table, "--target", "y", "--json").Json;
        Assert.Equal(JsonValueKind.Null, fit.GetProperty("test").GetProperty("r2").ValueKind);
    }

    [Fact]
    public void DependentColumnsAreNamed()
    {
        using var folder = new TestFolder();
        var table = folder.Write("table.csv", "a,one,twice,y\n1,5,2,3\n2,5,4,5\n4,5,8,9\n7,5,14,15\n");
        var ran = Ran.Here("fit", table, "--target", "y", "--test-fraction", "0", "--out", folder["out"]);
        Assert.Equal(0, ran.ExitCode);
        Assert.Contains("Column 'one' is constant.\n", ran.Output);
        Assert.Contains("is determined by", ran.Output);
        Assert.Contains("minimum norm", ran.Output);
    }

    [Fact]
    public void FilesAreWrittenToTheFolder()
    {
        using var folder = new TestFolder();
        var ran = Ran.Here([.. AllRows, "--method", "adam", "--epochs", "5", "--out", folder["out"]]);
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Equal(
            [
                "loss.png", "loss.svg", "losses.csv", "model.safetensors", "predicted.png", "predicted.svg", "report.html",
                "residuals.png", "residuals.svg", "weights.csv",
            ],
            Directory.GetFiles(folder["out"]).Select(file => Path.GetFileName(file)!).Order());
        Assert.StartsWith("column,weight\nage,", File.ReadAllText(folder["out/weights.csv"]));
        Assert.Equal(6, File.ReadAllLines(folder["out/losses.csv"]).Length);
    }

    [Fact]
    public void TrainingEndsWhenTheValidationLossNoLongerFalls()
    {
        var fit = Ran.Here(
            [.. AllRows, "--method", "adam", "--epochs", "100000", "--validation-fraction", "0.2", "--patience", "5"]).Json;
        double[] losses = [.. fit.GetProperty("validation_losses").EnumerateArray().Select(loss => loss.GetDouble())];
        Assert.InRange(losses.Length, 10, 99_999);
        Assert.Equal(losses.Length - 6, Array.IndexOf(losses, losses.Min()));
        // The model is that of the epoch with the lowest loss.
        var validation = fit.GetProperty("validation");
        Assert.Equal(88, validation.GetProperty("rows").GetInt32());
        Assert.Equal(Math.Sqrt(losses.Min()), validation.GetProperty("rmse").GetDouble(), 1e-6);
    }

    /// <summary>With little memory the same rows come out of a file: gd's gradient is a sum over pools.</summary>
    [Fact]
    public void RowsThatDoNotFitInMemoryTrainTheSameModel()
    {
        using var folder = new TestFolder();
        var random = new RandomState(4);
        using (var writer = new StreamWriter(folder["large.csv"]))
        {
            writer.WriteLine("a,b,c,d,e,f,g,h,y");
            for (var row = 0; row < 90_000; row++)
            {
                double[] x = [.. Enumerable.Range(0, 8).Select(_ => Math.Round(random.RandomSample(), 4))];
                var y = 3 * x[0] - 2 * x[7] + x[3] + 0.1 * (random.RandomSample() - 0.5);
                writer.WriteLine(string.Join(',', x.Append(y).Select(value => value.ToString(CultureInfo.InvariantCulture))));
            }
        }
        string[] fit = ["fit", folder["large.csv"], "--target", "y", "--json", "--method"];
        var held = Ran.Here([.. fit, "gd", "--epochs", "20"]).Json;
        var streamed = Ran.Here([.. fit, "gd", "--epochs", "20", "--memory", "100"]).Json;
        foreach (var (expected, found) in Weights(held).Zip(Weights(streamed))) Assert.Equal(expected, found, 1e-11);
        var exact = Ran.Here([.. fit, "exact"]).Json;
        var sgd = Ran.Here([.. fit, "sgd", "--memory", "100"]).Json;
        Assert.InRange(Rmse(sgd) / Rmse(exact) - 1, -1e-9, 1e-3);
    }

    private static double[] Weights(JsonElement fit) =>
        [.. fit.GetProperty("weights").EnumerateObject().Select(weight => weight.Value.GetDouble())];

    private static double Rmse(JsonElement fit) => fit.GetProperty("train").GetProperty("rmse").GetDouble();

    private static void Near(double truth, double found, double tolerance) =>
        Assert.InRange(Math.Abs(found - truth) / Math.Abs(truth), 0, tolerance);
}
