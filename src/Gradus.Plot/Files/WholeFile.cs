using System.Text;

namespace Gradus.Plot;

/// <summary>
/// Saves files whole: the new content is written beside the target and then renamed over it, so that a full disk or a lost
/// connection leaves the old file as it was.
/// </summary>
internal static class WholeFile
{
    public static void Write(string path, string text) => Write(path, stream =>
    {
        stream.Write(Encoding.UTF8.GetBytes(text));
    });

    /// <exception cref="IOException">The file could not be written; the first line says which, why and what to do.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var target = Path.GetFullPath(path);
        try
        {
            // A link keeps pointing where it did: what it names is replaced, not the link.
            if (File.ResolveLinkTarget(target, returnFinalTarget: true) is { } final) target = final.FullName;
        }
        catch (IOException)
        {
            // A link in a circle: opening it below gives the error.
        }
        if (Directory.Exists(target))
            throw new IOException($"Save: cannot write '{target}': a folder of that name exists. Choose another name.");
        var folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder))
            throw new IOException(
                $"Save: cannot write '{target}': the folder '{folder}' does not exist. Create it, or choose another.");

        var isDevice = OperatingSystem.IsLinux() && (target.StartsWith("/dev/", StringComparison.Ordinal)
            || target.StartsWith("/proc/", StringComparison.Ordinal));
        var beside = isDevice ? target : Path.Combine(folder, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        try
        {
            var mode = isDevice ? FileMode.Open : FileMode.CreateNew;
            using (var stream = new FileStream(beside, mode, FileAccess.Write, FileShare.None)) write(stream);
            if (!isDevice) File.Move(beside, target, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (!isDevice) Remove(beside);
            throw new IOException(
                $"Save: cannot write '{target}': {Reason(error)} An older file of that name is untouched. " +
                "Free space, allow writing to the folder, or choose another.", error);
        }
        catch
        {
            if (!isDevice) Remove(beside);
            throw;
        }
    }

    private static string Reason(Exception error) => error is UnauthorizedAccessException
        ? "writing there is not allowed."
        : error.Message.ReplaceLineEndings(" ").TrimEnd('.') + ".";

    private static void Remove(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Nothing more can be done for a folder that has gone away; the first error is the one to tell.
        }
    }
}
