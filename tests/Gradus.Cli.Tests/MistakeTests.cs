namespace Gradus.Cli.Tests;

/// <summary>Every mistake is one line on standard error that says what and what to do, with the right exit code.</summary>
public class MistakeTests
{
    private static readonly string Diabetes = TestFolder.Data("diabetes.csv");

    [Theory]
    [InlineData("There is no command 'tutorail'; did you mean 'tutorial'? There are: fit, info, ops, predict, show, tutorial.", "tutorail")]
    [InlineData("There is no command 'xyz'. There are: fit, info, ops, predict, show, tutorial.", "xyz")]
    [InlineData(
        "There is no option '--point'; did you mean '--points'? " +
        "There are: --debug, --device, --help, --json, --out, --points, --seed, --shuffle.", "tutorial", "--point", "3")]
    [InlineData(
        "--points: 'x' is not a whole number from 1 to 500,000,000. See: gradus tutorial --help",
        "tutorial", "--points", "x")]
    [InlineData(
        "--points: '0' is not a whole number from 1 to 500,000,000. See: gradus tutorial --help",
        "tutorial", "--points", "0")]
    [InlineData(
        "--seed: '-1' is not a whole number from 0 to 4,294,967,295. See: gradus tutorial --help",
        "tutorial", "--seed", "-1")]
    [InlineData("Device: 'gpu' is not available; the only device is 'cpu'.", "tutorial", "--device", "gpu")]
    [InlineData("Option '--target' is required. See: gradus fit --help", "fit", "table.csv")]
    [InlineData(
        "--method: 'foo' is not one of exact, gd, sgd, adam. See: gradus fit --help",
        "fit", "t.csv", "--target", "y", "--method", "foo")]
    [InlineData(
        "--test-fraction: '1' is not a number from 0 to below 1. See: gradus fit --help",
        "fit", "t.csv", "--target", "y", "--test-fraction", "1")]
    [InlineData(
        "--learning-rate: '0' is not a number above 0. See: gradus fit --help",
        "fit", "t.csv", "--target", "y", "--learning-rate", "0")]
    [InlineData(
        "--epochs has no meaning for --method exact: exact solves at once. Leave it out, or use --method sgd or adam.",
        "fit", "t.csv", "--target", "y", "--method", "exact", "--epochs", "5")]
    [InlineData(
        "--batch-size has no meaning for --method gd: gd takes all rows at once. Leave it out, or use --method sgd or adam.",
        "fit", "t.csv", "--target", "y", "--method", "gd", "--batch-size", "5")]
    [InlineData(
        "--dtype float32 has no meaning for --method exact: exact solves in float64. Leave it out, or use --method sgd or adam.",
        "fit", "t.csv", "--target", "y", "--method", "exact", "--dtype", "float32")]
    [InlineData(
        "--loss huber has no meaning for --method exact: exact solves least squares. " +
        "Leave it out, or use --method sgd or adam.",
        "fit", "t.csv", "--target", "y", "--method", "exact", "--loss", "huber")]
    [InlineData(
        "--l1 has no meaning for --method exact: exact has no l1 penalty. Leave it out, or use --method sgd or adam.",
        "fit", "t.csv", "--target", "y", "--method", "exact", "--l1", "1")]
    [InlineData(
        "--watch has no meaning beside --json, which prints no address. Leave one of them out.",
        "fit", "t.csv", "--target", "y", "--watch", "--json")]
    [InlineData(
        "--l2: '-1' is not a number from 0 up. See: gradus fit --help", "fit", "t.csv", "--target", "y", "--l2", "-1")]
    [InlineData(
        "--missing: 'skip' is not one of drop, error, mean. See: gradus fit --help",
        "fit", "t.csv", "--target", "y", "--missing", "skip")]
    [InlineData(
        "--polynomial: '0' is not a whole number from 1 to 9. See: gradus fit --help",
        "fit", "t.csv", "--target", "y", "--polynomial", "0")]
    [InlineData("No table is given; name a file, or give a query with --sql.", "fit", "--target", "y")]
    [InlineData(
        "Both a file, 't.csv', and --sql are given; name files inside the query, or leave it out.",
        "fit", "t.csv", "--target", "y", "--sql", "SELECT 1")]
    [InlineData(
        "Query 'SELEC 1' cannot be used: syntax error at or near \"1\"; " +
        "give one SELECT of DuckDB's, files in quotes: SELECT * FROM 'table.csv'.",
        "fit", "--target", "y", "--sql", "SELEC 1")]
    [InlineData(
        "Table 'none*.csv': no file matches this pattern; check the names and the folder.",
        "fit", "none*.csv", "--target", "y")]
    [InlineData(
        "Model 'm.safetensors' does not exist; gradus fit writes model.safetensors to its folder.",
        "predict", "m.safetensors", "t.csv", "--out", "p.csv")]
    [InlineData("Option '--out' is required. See: gradus predict --help", "predict", "m.safetensors", "t.csv")]
    [InlineData(
        "Model 'm.safetensors' does not exist; gradus fit writes model.safetensors to its folder.", "show", "m.safetensors")]
    [InlineData("Table 't.csv' does not exist; check the name and the folder.", "fit", "t.csv", "--target", "y")]
    [InlineData("There is no op 'sofmax'; did you mean 'Softmax'? All of them: gradus ops", "ops", "sofmax")]
    public void BadInputHasExitCode2(string line, params string[] arguments) =>
        Assert.Equal(new Ran(2, "", $"gradus: {line}\n"), Ran.Here(arguments));

    [Fact]
    public void AnUnknownColumnIsSuggested()
    {
        var ran = Ran.Here("fit", Diabetes, "--target", "progresion", "--json");
        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.Equal(
            $"gradus: Table '{Diabetes}' has no column 'progresion'; did you mean 'progression'? " +
            "Its columns: age, sex, bmi, bp, tc, ldl, hdl, tch, ltg, glu, progression.\n", ran.Error);
    }

    [Fact]
    public void DivergenceSaysTheEpochAndWhatToTry()
    {
        var ran = Ran.Here("fit", Diabetes, "--target", "progression", "--method", "gd", "--learning-rate", "1", "--json");
        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.Matches(
            @"^gradus: Training diverged: the loss is not finite in epoch \d+ at learning rate 1\. " +
            "Try --learning-rate 0.1, or --method exact.\n$", ran.Error);
    }

    [Fact]
    public void ATargetWithOneValueInTheRowsToLearnFrom()
    {
        using var folder = new TestFolder();
        var rows = Enumerable.Range(0, 10).Select(row => $"{row},{(row == new RandomState(0).Permutation(10)[0] ? 2 : 1)}");
        var table = folder.Write("table.csv", "a,y\n" + string.Join('\n', rows) + "\n");
        var ran = Ran.Here("fit", table, "--target", "y", "--json");
        Assert.Equal(
            new Ran(2, "", "gradus: Target 'y' has one value, 1, in the 8 rows to learn from; " +
                "choose another --seed or a smaller --test-fraction.\n"), ran);
    }

    [Fact]
    public void AFolderThatCannotBeMade()
    {
        using var folder = new TestFolder();
        var file = folder.Write("taken", "");
        var ran = Ran.Here("tutorial", "--json", "--out", file);
        var line = $"gradus: Folder '{file}' cannot be made: a file of that name exists. Choose another with --out.\n";
        Assert.Equal(new Ran(1, "", line), ran);
    }

    [Fact]
    public void NoStackTraceUnlessDebugging()
    {
        var quiet = Ran.Here("fit", "t.csv", "--target", "y");
        Assert.DoesNotContain("   at ", quiet.Error);
        var loud = Ran.Here("fit", "t.csv", "--target", "y", "--debug");
        Assert.Contains("   at ", loud.Error);
        Assert.Equal(2, loud.ExitCode);
    }

    [Fact]
    public void AFullDiskLeavesTheOldFile()
    {
        // Every write to this device fails as on a full disk; other systems have no such device.
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full, which Linux has");
        using var folder = new TestFolder();
        File.CreateSymbolicLink(folder["losses.csv"], "/dev/full");
        folder.Write("truth-plane.png", "old");
        var ran = Ran.Here("tutorial", "--json", "--out", folder.Path);
        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.Matches("^gradus: Save: cannot write '/dev/full': No space left on device[^\n]*\n$", ran.Error);
        Assert.DoesNotContain(Directory.GetFiles(folder.Path), file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }
}
