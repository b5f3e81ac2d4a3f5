using System.Text.RegularExpressions;

namespace Gradus.Tests;

/// <summary>The source files of the core, as the rules look at them.</summary>
internal sealed partial class Source
{
    private static readonly string Root = Find();

    private Source(string path)
    {
        Path = System.IO.Path.GetRelativePath(Root, path).Replace('\\', '/');
        Text = File.ReadAllText(path);
        Code = Comment().Replace(Text, match => new string('\n', match.Value.Count(c => c == '\n')));
    }

    /// <summary>Every file of src/ that a person wrote.</summary>
    public static readonly IReadOnlyList<Source> All = Read("src");

    /// <summary>Those of src/Gradus.</summary>
    public static readonly IReadOnlyList<Source> Core = [.. All.Where(file => file.Path.StartsWith("src/Gradus/"))];

    /// <summary>From the root of the project, with forward slashes.</summary>
    public string Path { get; }

    public string Text { get; }

    /// <summary>Without comments, lines kept.</summary>
    public string Code { get; }

    public string[] Lines => Text.TrimEnd('\n').Split('\n');

    /// <summary>The first folder inside src/Gradus.</summary>
    public string Room => Path.Split('/') is [_, _, var room, _, ..] ? room : "";

    /// <summary>The files below a folder of the project.</summary>
    public static IReadOnlyList<Source> Read(string folder) =>
    [
        .. from path in Directory.EnumerateFiles(System.IO.Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
           let parts = path.Split(System.IO.Path.DirectorySeparatorChar)
           where !parts.Contains("obj") && !parts.Contains("bin")
           orderby path
           select new Source(path),
    ];

    public static string ReadFile(string path) => File.ReadAllText(System.IO.Path.Combine(Root, path));

    public override string ToString() => Path;

    // The tests run below the project's root.
    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Gradus.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Gradus.slnx is in no folder above the tests.");
    }

    // Line comments and block comments; a string with // in it would be cut, and none of the rules looks for what is in strings.
    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
