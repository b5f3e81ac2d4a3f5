using Gradus.Data;

namespace Gradus.Cli;

/// <summary>
/// A file of predictions, written row by row beside its place and moved there when it is whole. The column is called
/// <c>prediction</c>; for the logistic loss it holds the likelier of the two values, and <c>probability</c> that of the second.
/// </summary>
internal abstract class PredictionOutput : IDisposable
{
    protected PredictionOutput(string path)
    {
        Path = path;
        Target = System.IO.Path.GetFullPath(path);
        IsDevice = Target.StartsWith("/dev/", StringComparison.Ordinal);
        // A link keeps pointing where it did: what it names is replaced.
        if (!IsDevice && new FileInfo(Target) is { LinkTarget: not null } link)
            Target = link.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        Beside = IsDevice ? Target : $"{Target}.{Guid.NewGuid():N}.tmp";
    }

    /// <summary>As the command line names it.</summary>
    protected string Path { get; }

    protected string Target { get; }

    /// <summary>Whether it is written as it comes: nothing can be renamed over it.</summary>
    protected bool IsDevice { get; }

    /// <summary>The file that is written until it is whole.</summary>
    protected string Beside { get; }

    /// <exception cref="IOException">The file cannot be written.</exception>
    public static PredictionOutput Open(string path, FittedModel model)
    {
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        if (Directory.Exists(path))
            throw new IOException($"Predictions cannot be written to '{path}': it is a folder. Name a file with --out.");
        if (!Directory.Exists(folder))
            throw new IOException(
                $"Predictions cannot be written to '{path}': the folder does not exist. Make it, or choose another with --out.");
        return path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase)
            ? new ParquetPredictions(path, model)
            : new CsvPredictions(path, model);
    }

    public abstract void Write(ReadOnlySpan<double> predictions);

    /// <summary>Puts the whole file in its place.</summary>
    public abstract void Finish();

    public abstract void Dispose();

    protected IOException Failure(Exception cause) => new(
        $"Predictions cannot be written to '{Path}': " +
        (cause is UnauthorizedAccessException ? "writing there is not allowed" : cause.Message.Split('\n')[0].TrimEnd('.')) +
        ". Free space, or choose another file with --out.", cause);
}
