namespace Gradus.Data;

/// <summary>The file, or the files of a pattern, that make a table, and their state when they were found.</summary>
internal sealed class TablePath
{
    private readonly (long Length, DateTime Written)[] states;

    private TablePath(string given, string[] files)
    {
        Given = given;
        Files = files;
        states = [.. files.Select(State)];
    }

    /// <summary>A table that is no file.</summary>
    public static TablePath None { get; } = new("", []);

    /// <summary>The path as the caller wrote it, for messages.</summary>
    public string Given { get; }

    /// <summary>Full paths, in the order of their names.</summary>
    public IReadOnlyList<string> Files { get; }

    public string Quoted => Files.Count == 1 ? Sql.Path(Files[0]) : $"[{string.Join(", ", Files.Select(Sql.Path))}]";

    public long Bytes => states.Sum(state => state.Length);

    /// <summary>The name of a file for messages: as it was given, where it was.</summary>
    public string NameOf(string file) => Files.Count == 1 ? Given : System.IO.Path.GetRelativePath(".", file) is var near
        && near.Length < file.Length ? near : file;

    /// <summary>The file of this path or, if there is none and it holds * ? or [, all files that match it.</summary>
    /// <exception cref="TableException">There is none, one is empty, or one cannot be opened.</exception>
    public static TablePath Find(string path)
    {
        if (Directory.Exists(path)) throw TableErrors.Folder(path);
        string[] files = File.Exists(path) ? [System.IO.Path.GetFullPath(path)] : [];
        if (files.Length == 0)
        {
            if (!FilePattern.IsPattern(path)) throw TableErrors.NotFound(path);
            files = FilePattern.Expand(path);
            if (files.Length == 0) throw TableErrors.NoMatch(path);
        }
        foreach (var file in files) Check(files.Length == 1 ? path : file, file);
        return new TablePath(path, files);
    }

    public void CheckUnchanged()
    {
        for (var i = 0; i < states.Length; i++)
            if (State(Files[i]) != states[i]) throw TableErrors.Changed(NameOf(Files[i]));
    }

    private static void Check(string name, string file)
    {
        try
        {
            if (new FileInfo(file).Length == 0) throw TableErrors.Empty(name);
            using var opened = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw TableErrors.Unreadable(name, cause);
        }
    }

    private static (long, DateTime) State(string file)
    {
        var info = new FileInfo(file);
        return info.Exists ? (info.Length, info.LastWriteTimeUtc) : (-1, default);
    }
}
