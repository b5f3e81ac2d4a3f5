using System.Runtime.ExceptionServices;
using System.Text;
using Gradus.Plot;

namespace Gradus.Cli;

/// <summary>
/// A folder that results are saved to. Pictures are drawn beside other work; each file is written whole or not at all. After an
/// interruption or a failure nothing more is written, and what was written stays.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    private readonly CancellationTokenSource ending;
    private readonly CancellationToken cancellation;
    private readonly List<Task> pending = [];
    private readonly Lock writing = new();

    /// <exception cref="IOException">The folder does not exist and cannot be made.</exception>
    public OutputFolder(string path, CancellationToken cancellation)
    {
        Path = path;
        ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        this.cancellation = ending.Token;
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var reason = File.Exists(path) ? "a file of that name exists"
                : failure is UnauthorizedAccessException ? "writing there is not allowed"
                : failure.Message.Split('\n')[0].TrimEnd('.');
            throw new IOException($"Folder '{path}' cannot be made: {reason}. Choose another with --out.", failure);
        }
    }

    public string Path { get; }

    /// <summary>Starts to draw a picture, which must not change any more, and saves it as PNG and SVG.</summary>
    public void Add(string name, Picture picture)
    {
        pending.Add(Task.Run(() => Write($"{name}.png", picture.ToPng()), cancellation));
        pending.Add(Task.Run(() => Write($"{name}.svg", picture.ToSvg()), cancellation));
    }

    public void Add(string name, Report report) => pending.Add(Task.Run(() => Write(name, report.ToHtml()), cancellation));

    public void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Waits for what is being drawn.</summary>
    /// <exception cref="IOException">A file could not be written.</exception>
    public void Finish()
    {
        try
        {
            foreach (var task in pending) task.Wait(cancellation);
            pending.Clear();
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerException!);
        }
    }

    /// <summary>Writes nothing more, once a write that has begun is done: no half of a file is left behind.</summary>
    public void Dispose()
    {
        ending.Cancel();
        lock (writing)
        {
        }
    }

    public void Write(string name, byte[] content)
    {
        lock (writing)
        {
            cancellation.ThrowIfCancellationRequested();
            WholeFile.Write(System.IO.Path.Combine(Path, name), stream => stream.Write(content));
        }
    }
}
