using System.Globalization;

namespace Gradus.Tests.Docs;

/// <summary>What the README shows is compiled, and prints what the README says.</summary>
public class ReadmeTests
{
    [Fact]
    public void CodeIsTheCompiledLoop()
    {
        var lines = Source.ReadFile("tests/Gradus.Tests/Docs/ReadmeLoop.cs").ReplaceLineEndings("\n").Split('\n');
        var first = Array.FindIndex(lines, line => line.Contains("// <loop>")) + 1;
        var last = Array.FindIndex(lines, line => line.Contains("// </loop>"));
        var indent = lines[first].Length - lines[first].TrimStart().Length;
        var loop = lines[first..last].Select(line => line.Length > indent ? line[indent..] : line);
        Assert.Equal("using Gradus;\n\n" + string.Join('\n', loop), Block("csharp"));
    }

    [Fact]
    public void PrintsWhatItSays()
    {
        var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        ReadmeLoop.Run(output);
        Assert.Equal(Block("text"), output.ToString().TrimEnd());
    }

    private static string Block(string language)
    {
        var readme = Source.ReadFile("README.md").ReplaceLineEndings("\n");
        return readme.Split("```" + language + "\n")[1].Split("```")[0].TrimEnd();
    }
}
