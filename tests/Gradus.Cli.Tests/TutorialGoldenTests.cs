using System.Text.Json;

namespace Gradus.Cli.Tests;

/// <summary>The routes against the same exercise by NumPy (by hand) and PyTorch (by autograd).</summary>
public class TutorialGoldenTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void EveryRouteGivesWhatNumPyAndPyTorchGive(int seed)
    {
        var golden = Golden(seed);
        var routes = Ran.Here("tutorial", "--json", "--seed", $"{seed}").Json.GetProperty("routes").EnumerateArray().ToList();
        Assert.Equal(
            [
                "sgd-by-hand float64", "gd-by-hand float64", "gd-autograd float32", "gd-autograd float64",
                "gd-captured float32", "gd-captured float64",
            ],
            routes.Select(route => $"{route.GetProperty("name")} {route.GetProperty("dtype")}"));
        foreach (var route in routes)
        {
            var expected = golden.GetProperty(Truth(route));
            var tolerance = route.GetProperty("dtype").GetString() == "float32" ? 2e-5 : 1e-12;
            double[] truth = [.. Numbers(expected, "w"), .. Numbers(expected, "b")];
            double[] found = [.. Numbers(route, "weights"), route.GetProperty("bias").GetDouble()];
            Assert.Equal(3, found.Length);
            for (var i = 0; i < truth.Length; i++)
                Assert.InRange(Math.Abs(found[i] - truth[i]) / Math.Abs(truth[i]), 0, tolerance);
            var (losses, trueLosses) = (Numbers(route, "losses"), Numbers(expected, "loss"));
            Assert.Equal(100, losses.Length);
            for (var i = 0; i < losses.Length; i++)
                Assert.InRange(Math.Abs(losses[i] - trueLosses[i]) / trueLosses[0], 0, tolerance);
            Assert.Equal(expected.GetProperty("learning_rate").GetDouble(), route.GetProperty("learningRate").GetDouble());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void TheDataAndTheStartAreNumPysToTheBit(int seed)
    {
        var golden = Golden(seed);
        var exercise = Exercise.Draw(seed, 30);
        var x = golden.GetProperty("x").EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(cell => cell.GetDouble());
        Assert.Equal(x, exercise.X.ToDoubles());
        Assert.Equal(Numbers(golden, "w_init"), exercise.StartWeights.ToDoubles());
        Assert.Equal(Numbers(golden, "b_init"), exercise.StartBias.ToDoubles());
        Assert.Equal(Numbers(golden, "y"), exercise.Y.ToDoubles(), (truth, found) => Math.Abs(truth - found) <= 4.5e-16);
    }

    [Fact]
    public void JsonHasItsMembersInOrderAndNothingElse()
    {
        var ran = Ran.Here("tutorial", "--json", "--seed", "7", "--points", "5");
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Equal(["seed", "points", "routes"], ran.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal((7, 5), (ran.Json.GetProperty("seed").GetInt32(), ran.Json.GetProperty("points").GetInt32()));
        foreach (var route in ran.Json.GetProperty("routes").EnumerateArray())
            Assert.Equal(
                ["name", "dtype", "learningRate", "epochs", "weights", "bias", "losses", "seconds"],
                route.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public void ShuffledPointsComeInTheOrderOfTheSameStream()
    {
        const int points = 12, epochs = 100;
        var random = new RandomState(3);
        var (x, w, b) = (new double[2 * points], new double[2], new double[1]);
        random.RandomSample(x);
        random.RandomSample(w);
        random.RandomSample(b);
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            foreach (var i in random.Permutation(points))
            {
                var error = x[2 * i] * w[0] + x[2 * i + 1] * w[1] + b[0] - (2 * x[2 * i] - 3 * x[2 * i + 1] + 1);
                w[0] -= 0.01 * 2 * error * x[2 * i];
                w[1] -= 0.01 * 2 * error * x[2 * i + 1];
                b[0] -= 0.01 * 2 * error;
            }
        }
        string[] arguments = ["tutorial", "--json", "--seed", "3", "--points", $"{points}"];
        var route = Ran.Here([.. arguments, "--shuffle"]).Json.GetProperty("routes")[0];
        Assert.Equal([w[0], w[1]], Numbers(route, "weights"), (truth, found) => Math.Abs(truth - found) < 1e-12);
        var unshuffled = Ran.Here(arguments).Json.GetProperty("routes")[0];
        Assert.NotEqual(Numbers(unshuffled, "weights"), Numbers(route, "weights"));
    }

    private static string Truth(JsonElement route) => route.GetProperty("name").GetString() switch
    {
        "sgd-by-hand" => "sgd",
        "gd-by-hand" => "gd",
        _ => $"torch_{route.GetProperty("dtype")}",
    };

    private static JsonElement Golden(int seed) => JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", $"linear-regression-seed{seed}.json"))).RootElement;

    private static double[] Numbers(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];
}
