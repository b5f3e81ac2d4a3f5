using System.CommandLine;

namespace Gradus.Cli;

/// <summary>What one run of a command works with.</summary>
internal sealed record Session(ParseResult Arguments, Screen Screen, CancellationToken Cancellation)
{
    public bool IsJson => Arguments.GetValue<bool>(Root.Json);

    public T Value<T>(Option<T> option) => Arguments.GetValue(option)!;

    public T Value<T>(Argument<T> argument) => Arguments.GetRequiredValue(argument);

    public bool IsGiven(Option option) => Arguments.GetResult(option) is { Implicit: false };

    /// <summary>The folder for files: the one named; else <paramref name="usual"/>, but none beside <c>--json</c>.</summary>
    /// <exception cref="IOException">It does not exist and cannot be made.</exception>
    public OutputFolder? OpenFolder(Option<string?> option, string usual) =>
        (Value(option) ?? (IsJson ? null : usual)) is { } path ? new OutputFolder(path, Cancellation) : null;
}
