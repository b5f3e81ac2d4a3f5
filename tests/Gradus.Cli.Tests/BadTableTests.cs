using System.Globalization;
using System.Text;

namespace Gradus.Cli.Tests;

/// <summary>Tables that are hard to fit, or cannot be: one clear line and the right exit code, or an honest fit.</summary>
public sealed class BadTableTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    private Ran Fit(string table, params string[] options) => Ran.Here(
        ["fit", folder.Write("table.csv", table), "--target", "y", "--test-fraction", "0", "--json", .. options]);

    private void Refused(string expected, string table, params string[] options) => Assert.Equal(
        new Ran(2, "", $"gradus: {expected.Replace("TABLE", folder["table.csv"])}\n"), Fit(table, options));

    [Fact]
    public void NoRows() => Refused(
        "Table 'TABLE' has a header (a, y) and no rows; at least one row of numbers is expected.", "a,y\n");

    [Fact]
    public void OneRow() => Refused(
        "Target 'y' has one value, 2, in the only row; a fit needs at least two different values.", "a,y\n1,2\n");

    [Fact]
    public void ATargetOfOneValue() => Refused(
        "Target 'y' has one value, 2.5, in all 2 rows; a fit needs at least two different values.", "a,y\n1,2.5\n3,2.5\n,7\n");

    [Fact]
    public void OnlyTheTarget() => Refused(
        "Table 'TABLE' has no column besides the target 'y'; at least one feature is expected.", "y\n1\n2\n");

    [Fact]
    public void TheTargetAmongTheFeatures() => Refused(
        "Target 'y' is also among the features; take it out of the features.", "a,y\n1,2\n3,4\n", "--features", "a,Y");

    [Fact]
    public void AFeatureTwice() => Refused(
        "Feature 'a' is named twice; name each feature once.", "a,y\n1,2\n3,4\n", "--features", "a,A");

    [Fact]
    public void APatternThatMatchesNothing() => Refused(
        "Table 'TABLE' has no column that matches 'z*'. Its columns: a, y.", "a,y\n1,2\n3,4\n", "--features", "z*");

    [Fact]
    public void ATextTarget() => Refused(
        "Column 'y' of table 'TABLE' holds text: 'low' in row 1; numbers are expected. Leave the column out, or turn it into numbers.",
        "a,y\n1,low\n2,high\n");

    [Fact]
    public void ThreeValuesForTheLogisticLoss() => Refused(
        "Target 'y' has more than two values (high, low, mid, ...); the logistic loss explains a target of two values.",
        "a,y\n1,low\n2,high\n3,mid\n", "--loss", "logistic");

    [Fact]
    public void NegativeCounts() => Refused(
        "Target 'y' has the value -1; --loss poisson explains counts and rates, from 0 up. Use another --loss.",
        "a,y\n1,2\n2,-1\n3,4\n", "--loss", "poisson");

    [Fact]
    public void AMissingValueThatMustNotBe() => Refused(
        "Table 'TABLE': column 'a' lacks 1 value; " +
        "drop such rows (--missing drop), or let the mean stand for them (--missing mean).",
        "a,y\n1,2\n,3\n3,4\n", "--missing", "error");

    [Fact]
    public void TooManyLevelsInANamedColumn() => Refused(
        "Column 'id' holds more than 1,000 different texts, such as 'r1000'; " +
        "a text column is taken as one of a few levels: leave it out, or turn it into numbers.",
        "id,y\n" + string.Concat(Enumerable.Range(0, 1500).Select(i => $"r{i},{i}\n")), "--features", "id");

    [Fact]
    public void AColumnOfNamesIsLeftOutAndDropsNoRow()
    {
        var fit = Fit("id,a,y\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"{(i == 7 ? "" : $"r{i}")},{i},{2 * i + 1}\n")));
        Assert.Equal(0, fit.ExitCode);
        Assert.Equal(["a"], fit.Json.GetProperty("features").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal((100, 0), (fit.Json.GetProperty("rows").GetInt32(), fit.Json.GetProperty("dropped").GetInt32()));
        Assert.Equal(
            "Column 'id' is left out: it holds 99 different texts in 100 rows.",
            Assert.Single(fit.Json.GetProperty("notes").EnumerateArray()).GetString());
    }

    [Fact]
    public void TenThousandColumns()
    {
        const int columns = 10_000;
        var random = new RandomState(1);
        var text = new StringBuilder().AppendJoin(',', Enumerable.Range(0, columns).Select(i => $"c{i}")).Append(",y\n");
        for (var row = 0; row < 30; row++)
        {
            for (var j = 0; j < columns; j++) text.Append(CultureInfo.InvariantCulture, $"{random.RandomSample():F3},");
            text.Append(row).Append('\n');
        }
        Refused(
            "--method exact takes fewer than 2,000 weights; there are 10,000. Name fewer --features, or use --method adam.",
            text.ToString(), "--method", "exact");
        var fit = Fit(text.ToString(), "--epochs", "50").Json;
        Assert.Equal("adam", fit.GetProperty("method").GetString());
        Assert.True(fit.GetProperty("train").GetProperty("r2").GetDouble() > 0.9);
    }

    [Fact]
    public void ConstantAndEqualColumns()
    {
        var fit = Fit("a,a,one,y\n1,1,5,3\n2,2,5,5\n4,4,5,9\n7,7,5,15\n").Json;
        var weights = fit.GetProperty("weights");
        Assert.Equal(1, weights.GetProperty("a").GetDouble(), 1e-12);
        Assert.Equal(1, weights.GetProperty("a_1").GetDouble(), 1e-12);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, fit.GetProperty("standard_errors").GetProperty("a").ValueKind);
    }

    [Theory]
    [InlineData("exact")]
    [InlineData("adam")]
    public void VeryLargeValues(string method)
    {
        var rows = Enumerable.Range(1, 20).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"{i * 1e299:R},{i % 3},{i * 2e299 + 1e299:R}\n"));
        var fit = Fit("a,b,y\n" + string.Concat(rows), "--method", method).Json;
        Assert.Equal(2, fit.GetProperty("weights").GetProperty("a").GetDouble(), 1e-2);
        Assert.True(fit.GetProperty("train").GetProperty("r2").GetDouble() > 0.999);
    }

    [Fact]
    public void UnicodeAndQuotedHeaders()
    {
        const string table = "\"größe, m²\",\"say \"\"hi\"\"\",价格,y\n1,2,3,1\n2,1,5,2\n3,3,1,4\n4,1,1,3\n5,2,9,8\n6,6,2,5\n";
        var fit = Fit(table, "--exclude", "价格", "--out", folder["out"]).Json;
        Assert.Equal(
            ["größe, m²", "say \"hi\""], fit.GetProperty("weights").EnumerateObject().Select(weight => weight.Name));
        Assert.Contains("\"größe, m²\",", File.ReadAllText(folder["out/weights.csv"]));
        Assert.Equal(0, Ran.Here("predict", folder["out/model.safetensors"], folder["table.csv"], "--out", folder["p.csv"]).ExitCode);
    }

    [Fact]
    public void SeveralFilesByAPattern()
    {
        Directory.CreateDirectory(folder["parts"]);
        folder.Write("parts/1.csv", "a,y\n1,3\n2,5\n");
        folder.Write("parts/2.csv", "a,y\n3,7\n4,9\n");
        string[] fit = ["fit", folder["parts/*.csv"], "--target", "y", "--test-fraction", "0", "--json"];
        Assert.Equal(4, Ran.Here(fit).Json.GetProperty("rows").GetInt32());
        folder.Write("parts/3.csv", "y,a\n3,7\n");
        var ran = Ran.Here(fit);
        Assert.Equal(2, ran.ExitCode);
        Assert.EndsWith(
            "have different columns, or in another order; files that are read together need the same header.\n", ran.Error);
        folder.Write("parts/3.csv", "");
        Assert.Equal(2, Ran.Here(fit).ExitCode);
    }

    [Fact]
    public void AQueryOverFiles()
    {
        var table = folder.Write("table.csv", "a,y\n1,3\n2,5\n3,7\n-9,0\n");
        var ran = Ran.Here(
            "fit", "--sql", $"SELECT a, y FROM '{table}' WHERE a > 0;", "--target", "y", "--test-fraction", "0", "--json");
        Assert.Equal((3, 2.0), (ran.Json.GetProperty("rows").GetInt32(),
            Math.Round(ran.Json.GetProperty("weights").GetProperty("a").GetDouble(), 12)));
    }

    [Fact]
    public void AFullDiskIsOneLine()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full, which Linux has");
        Directory.CreateDirectory(folder["out"]);
        File.CreateSymbolicLink(folder["out/weights.csv"], "/dev/full");
        var ran = Fit("a,y\n1,2\n2,3\n3,5\n", "--out", folder["out"]);
        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.Matches("^gradus: Save: cannot write '/dev/full': No space left on device[^\n]*\n$", ran.Error);
        Assert.DoesNotContain(Directory.GetFiles(folder["out"]), file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }
}
