using System.Globalization;
using Gradus.Data;

namespace Gradus.Cli.Tests;

/// <summary>A model written by fit, and what predict and show make of it.</summary>
public sealed class PredictTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>y = 2 a + 3 [c = v] - 5 [c = w] + 7, without noise.</summary>
    private const string Exact = "a,c,y\n1,u,9\n2,v,14\n3,w,8\n4,u,15\n5,v,20\n6,w,14\n7,u,21\n8,v,26\n";

    private string Fit(string table, params string[] options)
    {
        var ran = Ran.Here(
            ["fit", folder.Write("train.csv", table), "--target", "y", "--test-fraction", "0", "--out", folder["fit"], .. options]);
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        return folder["fit/model.safetensors"];
    }

    private double[] Predict(string model, string table, string ending = "csv")
    {
        var output = folder[$"predictions.{ending}"];
        var ran = Ran.Here("predict", model, folder.Write("new.csv", table), "--out", output, "--json");
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        return Table.Read(output, ["prediction"]).Columns[0];
    }

    private static void Near(double[] expected, double[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], 1e-9);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    public void ColumnsAreFoundByNameInAnyOrder(string ending) =>
        Near([27, 32, 22], Predict(Fit(Exact), "c,extra,A\nu,x,10\nv,x,11\nw,x,10\n", ending));

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    public void ALinkStaysALink(string ending)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        var file = folder.Write($"kept.{ending}", "old");
        File.CreateSymbolicLink(folder[$"predictions.{ending}"], file);
        Near([27], Predict(Fit(Exact), "c,a\nu,10\n", ending));
        Assert.Equal(file, new FileInfo(folder[$"predictions.{ending}"]).LinkTarget);
        Near([27], Table.Read(file, ["prediction"]).Columns[0]);
    }

    [Fact]
    public void ThreeLinesOfCSharp()
    {
        var path = Fit(Exact);
        var model = FittedModel.Load(path);
        var predictions = model.Predict(folder.Write("new.csv", "a,c\n10,u\n11,v\n"));
        Near([27, 32], predictions.ToDoubles());
        Assert.Equal(["a", "c=v", "c=w"], model.Terms.Select(term => term.Name));
    }

    [Fact]
    public void AnUnknownLevelIsNamedWithItsRow()
    {
        var model = Fit(Exact);
        var table = folder.Write("new.csv", "a,c\n10,u\n11,x\n");
        var ran = Ran.Here("predict", model, table, "--out", folder["p.csv"]);
        Assert.Equal(
            new Ran(2, "", $"gradus: Column 'c' of table '{table}' holds 'x' in row 2, which the model was not fitted to; " +
                "it knows u, v, w. Leave such rows out, or fit again with them.\n"), ran);
        Assert.Equal(["fit", "new.csv", "train.csv"], Entries());
    }

    [Fact]
    public void AMissingColumnIsNamed()
    {
        var model = Fit(Exact);
        var table = folder.Write("new.csv", "b,c\n10,u\n");
        Assert.Equal(
            new Ran(2, "", $"gradus: Table '{table}' has no column 'a', which the model reads; is it 'b'? Its columns: b, c.\n"),
            Ran.Here("predict", model, table, "--out", folder["p.csv"]));
    }

    [Fact]
    public void AnotherKindOfColumnIsRefused()
    {
        var model = Fit(Exact);
        var table = folder.Write("new.csv", "a,c\n2020-01-01,u\n2020-01-02,v\n");
        Assert.Equal(
            new Ran(2, "", $"gradus: Column 'a' of table '{table}' holds dates; the model was fitted to numbers. " +
                "Convert the column.\n"),
            Ran.Here("predict", model, table, "--out", folder["p.csv"]));
    }

    [Fact]
    public void ARowWithoutAValueHasAnEmptyPrediction()
    {
        var output = folder["p.csv"];
        var ran = Ran.Here("predict", Fit(Exact), folder.Write("new.csv", "a,c\n10,u\n,v\n11,\n"), "--out", output);
        Assert.Contains("2 of them are empty", ran.Output);
        var lines = File.ReadAllLines(output);
        Assert.Equal(4, lines.Length);
        Assert.Equal(27, double.Parse(lines[1], CultureInfo.InvariantCulture), 1e-9);
        Assert.Equal(["\"\"", "\"\""], lines[2..]);
    }

    [Fact]
    public void TheMeanStandsForWhatIsMissingInTrainingAndAfter()
    {
        // Without row 3 the mean of a is 3 and 'u' is the most frequent text.
        const string table = "a,c,y\n1,u,1\n2,u,2\n,u,3\n4,v,4\n5,,5\n";
        var model = FittedModel.Load(Fit(table, "--missing", "mean"));
        Assert.Equal([3, 0], model.Columns.Select(column => column.Fill!.Value));
        var filled = Predict(folder["fit/model.safetensors"], "a,c\n3,u\n");
        Assert.Equal(filled, Predict(folder["fit/model.safetensors"], "a,c\n,\n,\n")[..1]);
    }

    [Fact]
    public void TwoValuesAreNamedWithAProbability()
    {
        var model = Fit("a,y\n1,bad\n2,bad\n3,good\n4,bad\n5,good\n6,good\n", "--loss", "logistic", "--l2", "0.01");
        var output = folder["p.csv"];
        Assert.Equal(0, Ran.Here("predict", model, folder.Write("new.csv", "a\n-9\n20\n"), "--out", output).ExitCode);
        var lines = File.ReadAllLines(output);
        Assert.Equal("prediction,probability", lines[0]);
        Assert.StartsWith("bad,", lines[1]);
        Assert.StartsWith("good,0.9", lines[2]);
    }

    [Fact]
    public void DatesAreDaysAndBooleansZeroAndOne()
    {
        // y = 3 * days since 1970-01-01 + 2 * [b], with noon half a day.
        var model = FittedModel.Load(Fit(
            "d,b,y\n1970-01-02 00:00:00,true,5\n1970-01-02 12:00:00,false,4.5\n1970-01-04 00:00:00,true,11\n" +
            "1970-01-11 00:00:00,false,30\n1969-12-31 00:00:00,false,-3\n"));
        Assert.Equal([ColumnKind.Date, ColumnKind.Boolean], model.Columns.Select(column => column.Kind));
        Near([3, 2, 0], [.. model.Weights, model.Bias]);
    }

    [Fact]
    public void ShowPrintsWhatTheModelReads()
    {
        var ran = Ran.Here("show", Fit(Exact));
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Contains("c      text    u, v, w", ran.Output);
        Assert.Contains("c=w", ran.Output);
        Assert.Equal(2, Ran.Here("show", folder["fit/model.safetensors"], "--json").Json
            .GetProperty("columns").GetArrayLength());
    }

    [Fact]
    public void DamagedAndForeignModels()
    {
        var model = Fit(Exact);
        var bytes = File.ReadAllBytes(model);
        Check(bytes[..40], "is not a whole safetensors file; it may be cut short, damaged or of another kind.");
        Check("hello, world"u8.ToArray(), "is not a whole safetensors file; it may be cut short, damaged or of another kind.");
        var text = System.Text.Encoding.Latin1.GetString(bytes);
        Check(text.Replace("gradus linear model", "another linear one!"),
            "is a safetensors file, but no model that gradus fit has written.", "File");
        Check(text.Replace("\"format_version\":\"1\"", "\"format_version\":\"9\""),
            "has format 9, which this version of Gradus does not know; use a newer one.");
        Check(text.Replace("\\\"terms\\\"", "\\\"tirms\\\""),
            "is damaged: its description cannot be read; write it again with gradus fit.");

        void Check(object content, string expected, string subject = "Model")
        {
            var path = folder["damaged.safetensors"];
            File.WriteAllBytes(path, content as byte[] ?? System.Text.Encoding.Latin1.GetBytes((string)content));
            Assert.Equal(new Ran(2, "", $"gradus: {subject} '{path}' {expected}\n"), Ran.Here("show", path));
        }
    }

    [Fact]
    public void WherePredictionsCannotBeWritten()
    {
        var model = Fit(Exact);
        var table = folder.Write("new.csv", "a,c\n10,u\n");
        Assert.Equal(
            new Ran(1, "", $"gradus: Predictions cannot be written to '{folder["no/p.csv"]}': the folder does not exist. " +
                "Make it, or choose another with --out.\n"),
            Ran.Here("predict", model, table, "--out", folder["no/p.csv"]));
        Assert.Equal(
            new Ran(1, "", $"gradus: Predictions cannot be written to '{folder["fit"]}': it is a folder. Name a file with --out.\n"),
            Ran.Here("predict", model, table, "--out", folder["fit"]));
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full, which Linux has");
        var full = Ran.Here("predict", model, table, "--out", "/dev/full");
        Assert.Equal(1, full.ExitCode);
        Assert.Matches(
            "^gradus: Predictions cannot be written to '/dev/full': No space left on device[^\n]*" +
            "Free space, or choose another file with --out\\.\n$", full.Error);
    }

    private IEnumerable<string> Entries() =>
        Directory.GetFileSystemEntries(folder.Path).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);
}
