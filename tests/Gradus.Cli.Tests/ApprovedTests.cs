using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Gradus.Cli.Tests;

/// <summary>
/// What the program prints, letter for letter, against texts that a person has read; with GRADUS_APPROVE=1 they are written anew.
/// Times, and differences at the limit of rounding, are masked.
/// </summary>
public partial class ApprovedTests
{
    [Theory]
    [InlineData("help", "--help")]
    [InlineData("help-tutorial", "tutorial", "--help")]
    [InlineData("help-fit", "fit", "--help")]
    [InlineData("help-predict", "predict", "--help")]
    [InlineData("help-show", "show", "--help")]
    [InlineData("help-ops", "ops", "--help")]
    [InlineData("help-info", "info", "--help")]
    [InlineData("ops", "ops")]
    [InlineData("ops-softplus", "ops", "softplus")]
    public void Text(string name, params string[] arguments)
    {
        var ran = Ran.Here(arguments);
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Check(name, ran.Output);
    }

    [Fact]
    public void NothingAskedForShowsTheHelp() => Assert.Equal(Ran.Here("--help"), Ran.Here());

    [Fact]
    public void Version() => Assert.Matches(@"^\d+\.\d+\.\d+\n$", Ran.Here("--version").Output);

    [Fact]
    public void Info() => Assert.Matches(
        @"^gradus +\d.*\nruntime +\.NET .*\nprocessor +.+\nvectors +\d+ bits: .*\nthreads +\d+ of \d+ processors\n" +
        @"backends +exact, walk, emit; chosen: \w+\ndevices +cpu\n$", Ran.Here("info").Output);

    [Fact]
    public void Tutorial()
    {
        using var folder = new TestFolder();
        Check("tutorial", Ran.Here("tutorial", "--out", folder.Path).Output, folder.Path);
    }

    [Theory]
    [InlineData("exact")]
    [InlineData("adam")]
    public void Fit(string method)
    {
        using var folder = new TestFolder();
        string[] epochs = method == "adam" ? ["--epochs", "200"] : [];
        string[] table = ["fit", TestFolder.Data("diabetes.csv"), "--target", "progression"];
        var ran = Ran.Here([.. table, "--method", method, "--out", folder.Path, .. epochs]);
        Check($"fit-{method}", ran.Output, folder.Path);
    }

    private static void Check(string name, string text, string folder = "no folder", [CallerFilePath] string source = "")
    {
        text = Spaced().Replace(text.Replace(folder, "FOLDER").ReplaceLineEndings("\n"), match =>
            Several().Replace(Rounding().Replace(Seconds().Replace(match.Value, "TIME"), "TINY"), " "));
        var kept = Path.Combine(Path.GetDirectoryName(source)!, "Approved", $"{name}.txt");
        if (Environment.GetEnvironmentVariable("GRADUS_APPROVE") == "1") File.WriteAllText(kept, text);
        var approved = Path.Combine(AppContext.BaseDirectory, "Approved", $"{name}.txt");
        Assert.True(File.Exists(approved) || File.Exists(kept), $"no approved text {name}.txt; read this and keep it:\n{text}");
        Assert.Equal(File.ReadAllText(File.Exists(kept) ? kept : approved).ReplaceLineEndings("\n"), text);
    }

    // Lines whose width depends on what is masked, and the headers above them.
    [GeneratedRegex(@"^.*( time$|\d\.\d{3} s|e-(0[7-9]|1\d)|0\.00e\+00|differ by).*$", RegexOptions.Multiline)]
    private static partial Regex Spaced();

    [GeneratedRegex(@"\d+\.\d{3} s")]
    private static partial Regex Seconds();

    [GeneratedRegex(@"\d\.\d\de-(0[7-9]|1\d)|0\.00e\+00")]
    private static partial Regex Rounding();

    [GeneratedRegex(" +")]
    private static partial Regex Several();
}
