using Gradus.Data;

namespace Gradus.Fuzz;

/// <summary>A reader of files: each input is written to one of its own.</summary>
internal abstract class FileTarget(string ending) : Target
{
    private string? folder;

    /// <summary>Writes the file, and returns its path.</summary>
    protected string Write(ReadOnlySpan<byte> bytes)
    {
        folder ??= Directory.CreateTempSubdirectory("gradus-fuzz-").FullName;
        var path = Path.Combine(folder, $"input.{ending}");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Whether it was read; an error is one line.</summary>
    /// <param name="named">What an error has to name: the file, unless it is about what was asked of the file.</param>
    protected static bool Reads(string named, Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (TableException error)
        {
            if (!error.Message.Contains(named, StringComparison.Ordinal)) throw new DefectException($"no path: {error.Message}");
            if (error.Message.Contains('\n')) throw new DefectException($"more than one line: {error.Message}");
            return false;
        }
    }

    public override void Dispose()
    {
        if (folder is not null) Directory.Delete(folder, recursive: true);
        folder = null;
    }
}
