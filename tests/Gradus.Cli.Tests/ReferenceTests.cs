using System.Text.Json;

namespace Gradus.Cli.Tests;

/// <summary>
/// Fits of real tables against scikit-learn's and statsmodels' results (Data/make_references.py): exact ones to eight digits,
/// penalized and other losses as near as their optimizer comes.
/// </summary>
public class ReferenceTests
{
    private static readonly JsonElement Truth =
        JsonDocument.Parse(File.ReadAllText(TestFolder.Data("references.json"))).RootElement;

    [Theory]
    [InlineData("diabetes", "diabetes.csv", "progression")]
    [InlineData("iris", "iris.csv", "sepal_length")]
    [InlineData(
        "iris_polynomial", "iris.csv", "sepal_length", "--exclude", "species", "--polynomial", "2", "--interactions")]
    public void ExactWithItsStandardErrors(string name, string file, string target, params string[] options)
    {
        var (truth, fit) = (Truth.GetProperty(name), Fit(file, target, options));
        Near(truth.GetProperty("weights"), Weights(fit), 1e-8);
        foreach (var kind in new[] { "standard_errors", "t", "p" }) Near(truth.GetProperty(kind), Numbers(fit, kind), 1e-8);
        foreach (var score in new[] { "rmse", "mae", "r2" })
            Near(truth.GetProperty(score).GetDouble(), fit.GetProperty("train").GetProperty(score).GetDouble(), 1e-8);
    }

    [Theory]
    [InlineData("exact", 1e-8)]
    [InlineData("gd", 1e-6)]
    public void Ridge(string method, double tolerance)
    {
        var truth = Truth.GetProperty("diabetes_ridge");
        var fit = Fit("diabetes.csv", "progression", "--method", method, "--l2", Text(truth, "l2"), "--epochs", "20000");
        Near(truth.GetProperty("weights"), Weights(fit), tolerance);
    }

    [Theory]
    [InlineData("gd", 1e-6)]
    [InlineData("adam", 1e-3)]
    public void LassoAndItsZeros(string method, double tolerance)
    {
        var truth = Truth.GetProperty("diabetes_lasso");
        var weights = Weights(Fit(
            "diabetes.csv", "progression", "--method", method, "--l1", Text(truth, "l1"), "--epochs", "20000"));
        Near(truth.GetProperty("weights"), weights, tolerance);
        Assert.Equal(3, weights.Values.Count(weight => weight == 0));
    }

    [Fact]
    public void Huber() => Near(
        Truth.GetProperty("diabetes_huber").GetProperty("weights"),
        Weights(Fit("diabetes.csv", "progression", "--loss", "huber", "--method", "gd", "--epochs", "20000")), 1e-6);

    [Fact]
    public void AbsoluteErrorsComeNearTheSmallest()
    {
        var smallest = Truth.GetProperty("diabetes_median").GetProperty("mae").GetDouble();
        var fit = Fit("diabetes.csv", "progression", "--loss", "absolute", "--epochs", "5000");
        Assert.InRange(fit.GetProperty("train").GetProperty("mae").GetDouble() / smallest - 1, -1e-9, 1e-3);
    }

    [Fact]
    public void LogisticWithItsScores()
    {
        var truth = Truth.GetProperty("breast_cancer_logistic");
        var fit = Fit(
            "breast_cancer.csv", "diagnosis", "--loss", "logistic", "--method", "gd", "--l2", Text(truth, "l2"),
            "--epochs", "20000");
        Near(truth.GetProperty("weights"), Weights(fit), 1e-4);
        foreach (var score in new[] { "accuracy", "auc", "log_loss" })
            Near(truth.GetProperty(score).GetDouble(), fit.GetProperty("train").GetProperty(score).GetDouble(), 1e-5);
    }

    [Fact]
    public void Poisson()
    {
        var truth = Truth.GetProperty("linnerud_poisson");
        var fit = Fit(
            "linnerud.csv", "situps", "--features", "weight,waist,pulse", "--loss", "poisson", "--method", "gd",
            "--epochs", "20000");
        Near(truth.GetProperty("weights"), Weights(fit), 1e-6);
        Near(truth.GetProperty("deviance").GetDouble(), fit.GetProperty("train").GetProperty("deviance").GetDouble(), 1e-8);
    }

    private static JsonElement Fit(string file, string target, params string[] options)
    {
        // The exact method has no epochs.
        if (options is [.., "exact", _, _, "--epochs", _]) options = options[..^2];
        var ran = Ran.Here(
            ["fit", TestFolder.Data(file), "--target", target, "--test-fraction", "0", "--json", .. options]);
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        return ran.Json;
    }

    private static Dictionary<string, double> Weights(JsonElement fit)
    {
        var weights = Numbers(fit, "weights");
        weights["(bias)"] = fit.GetProperty("bias").GetDouble();
        return weights;
    }

    private static Dictionary<string, double> Numbers(JsonElement json, string name) =>
        json.GetProperty(name).EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetDouble());

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetRawText();

    private static void Near(JsonElement truth, Dictionary<string, double> found, double tolerance)
    {
        foreach (var member in truth.EnumerateObject())
        {
            var expected = member.Value.GetDouble();
            Assert.True(
                Math.Abs(found[member.Name] - expected) <= tolerance * Math.Max(Math.Abs(expected), expected == 0 ? 1 : 0),
                $"{member.Name}: {found[member.Name]:R}, expected {expected:R} to {tolerance}");
        }
    }

    private static void Near(double expected, double found, double tolerance) =>
        Assert.InRange(Math.Abs(found - expected) / Math.Abs(expected), 0, tolerance);
}
