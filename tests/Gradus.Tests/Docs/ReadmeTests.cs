using System.Globalization;
using System.Runtime.CompilerServices;

namespace Gradus.Tests.Docs;

/// <summary>What the README shows is compiled, and prints what the README says.</summary>
public class ReadmeTests
{
    [Fact]
    public void CodeIsTheCompiledLoop()
    {
        var lines = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(Here())!, "ReadmeLoop.cs"));
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
        var readme = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "README.md")).ReplaceLineEndings("\n");
        return readme.Split("```" + language + "\n")[1].Split("```")[0].TrimEnd();
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
