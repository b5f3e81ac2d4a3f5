using System.Globalization;

namespace Gradus.Tests.Docs;

/// <summary>What the README and other pages show is compiled, and prints what they say.</summary>
public class ShownCodeTests
{
    [Theory]
    [InlineData("README.md", "ReadmeLoop.cs", "using Gradus;\n\n")]
    [InlineData("docs/training.md", "CapturedLoop.cs", "")]
    public void CodeIsTheCompiledLoop(string page, string file, string before)
    {
        var lines = Source.ReadFile($"tests/Gradus.Tests/Docs/{file}").ReplaceLineEndings("\n").Split('\n');
        var first = Array.FindIndex(lines, line => line.Contains("// <loop>")) + 1;
        var last = Array.FindIndex(lines, line => line.Contains("// </loop>"));
        var indent = lines[first].Length - lines[first].TrimStart().Length;
        var loop = lines[first..last].Select(line => line.Length > indent ? line[indent..] : line);
        Assert.Equal(before + string.Join('\n', loop), Block(page, "csharp"));
    }

    [Fact]
    public void TheReadmePrintsWhatItSays()
    {
        var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        ReadmeLoop.Run(output);
        Assert.Equal(Block("README.md", "text"), output.ToString().TrimEnd());
    }

    [Fact]
    public void TheCapturedLoopFindsThePlane()
    {
        Tensor x = Tensor.Rand([30, 2], seed: 0), y = x.MatMul(Tensor.From([2f, -3f])) + 1f;
        Tensor w = Tensor.Rand([2], seed: 1).RequiresGrad(), b = Tensor.Rand([], seed: 2).RequiresGrad();
        List<double> losses = [];
        CapturedLoop.Run(x, y, w, b, losses);
        Assert.Equal(100, losses.Count);
        Assert.True(losses[^1] < 1e-4 * losses[0]);
        Assert.Equal([2, -3], w.ToDoubles().Select(value => Math.Round(value)));
    }

    private static string Block(string page, string language)
    {
        var text = Source.ReadFile(page).ReplaceLineEndings("\n");
        return text.Split("```" + language + "\n")[1].Split("```")[0].TrimEnd();
    }
}
