using System.Diagnostics;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Gradus.Jupyter;

/// <summary>
/// Says what went wrong in a cell: the message, and the lines of the cells that led there; never the kernel's own.
/// </summary>
/// <param name="lineOf">The text of a line (from 1) of the cell of that name, or null if there is no such cell.</param>
internal sealed class CellFailures(Func<string, int, string?> lineOf)
{
    private const string Red = "\e[31m";
    private const string Plain = "\e[0m";
    private const int MostFrames = 12;
    private const int Indent = 2;

    public CellFailure Of(CompilationException failure)
    {
        var lines = new List<string>();
        foreach (var error in failure.Errors)
        {
            lines.Add($"{Red}error {error.Id}{Plain}: {error.GetMessage()}");
            lines.AddRange(Excerpt(error.Location));
        }
        return new CellFailure("CompilationError", failure.Errors[0].GetMessage(), lines);
    }

    public CellFailure Of(Exception failure, bool wasInterrupted)
    {
        if (wasInterrupted && IsInterruption(failure))
            return new CellFailure(
                "Interrupted", "The cell was interrupted.",
                [$"{Red}Interrupted{Plain}: the cell was stopped.", .. Frames(failure)]);
        failure = Meant(failure);
        var lines = new List<string>();
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            lines.Add($"{(cause == failure ? "" : "caused by ")}{Red}{cause.GetType().Name}{Plain}: {cause.Message}");
            lines.AddRange(Frames(cause));
        }
        return new CellFailure(failure.GetType().Name, failure.Message, lines);
    }

    /// <summary>Where in the cells a diagnostic points, in words.</summary>
    public static string Place(Location location)
    {
        var span = location.GetLineSpan();
        return $"{span.Path}, line {span.StartLinePosition.Line + 1}";
    }

    // Stopped by a poll, by a token, or by being woken from a sleep; tasks that were waited for wrap it up.
    private static bool IsInterruption(Exception failure) => failure switch
    {
        OperationCanceledException or ThreadInterruptedException => true,
        AggregateException several => several.Flatten().InnerExceptions.All(IsInterruption),
        _ => false,
    };

    // Wrappers that say nothing of their own.
    private static Exception Meant(Exception failure) => failure switch
    {
        AggregateException { InnerExceptions: [var only] } => Meant(only),
        TargetInvocationException { InnerException: { } inner } => Meant(inner),
        _ => failure,
    };

    private List<string> Frames(Exception failure)
    {
        var lines = new List<string>();
        foreach (var frame in new StackTrace(failure, fNeedFileInfo: true).GetFrames())
        {
            // The compiler makes a whole path of the cell's name.
            if (Path.GetFileName(frame.GetFileName()) is not { } cell) continue;
            if (lineOf(cell, frame.GetFileLineNumber()) is not { } text) continue;
            var line = $"{new string(' ', Indent)}{cell}, line {frame.GetFileLineNumber()}:  {text.Trim()}";
            if (lines.Count == 0 || lines[^1] != line) lines.Add(line);
        }
        if (lines.Count <= MostFrames) return lines;
        var between = $"{new string(' ', Indent)}... {lines.Count - MostFrames} more ...";
        return [.. lines[..(MostFrames / 2)], between, .. lines[^(MostFrames / 2)..]];
    }

    private IEnumerable<string> Excerpt(Location location)
    {
        var span = location.GetLineSpan();
        var line = span.StartLinePosition.Line + 1;
        if (lineOf(span.Path, line) is not { } text) yield break;
        var start = text.Length - text.TrimStart().Length;
        var place = $"{new string(' ', Indent)}{Place(location)}:  ";
        yield return $"{place}{text.Trim()}";
        var length = span.EndLinePosition.Line == span.StartLinePosition.Line
            ? span.EndLinePosition.Character - span.StartLinePosition.Character : 1;
        yield return new string(' ', place.Length + Math.Max(0, span.StartLinePosition.Character - start))
            + new string('^', Math.Max(1, length));
    }
}
