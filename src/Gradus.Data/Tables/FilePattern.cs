using System.IO.Enumeration;

namespace Gradus.Data;

/// <summary>Paths with wildcards: * and ? within a name, ** for folders of any depth.</summary>
internal static class FilePattern
{
    public static bool IsPattern(string path) => path.AsSpan().IndexOfAny("*?") >= 0;

    /// <summary>Full paths of the files that match, in ordinal order.</summary>
    public static string[] Expand(string pattern)
    {
        var full = Path.GetFullPath(pattern);
        var root = Path.GetPathRoot(full)!;
        var parts = full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> folders = [root];
        foreach (var part in parts[..^1]) folders = folders.SelectMany(folder => Folders(folder, part)).Distinct();
        string[] files = [.. folders.SelectMany(folder => Matches(folder, parts[^1], Directory.EnumerateFiles))];
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    private static IEnumerable<string> Folders(string folder, string part) => part switch
    {
        "**" => Below(folder).Prepend(folder),
        _ when IsPattern(part) => Matches(folder, part, Directory.EnumerateDirectories),
        _ => [Path.Combine(folder, part)],
    };

    private static IEnumerable<string> Below(string folder) =>
        Entries(folder, Directory.EnumerateDirectories).SelectMany(inner => Below(inner).Prepend(inner));

    private static IEnumerable<string> Matches(string folder, string part, Func<string, IEnumerable<string>> enumerate) =>
        Entries(folder, enumerate).Where(entry => FileSystemName.MatchesSimpleExpression(part, Path.GetFileName(entry)));

    // A folder that is not there, or may not be read, has no files to offer.
    private static IEnumerable<string> Entries(string folder, Func<string, IEnumerable<string>> enumerate)
    {
        try
        {
            return [.. enumerate(folder)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
