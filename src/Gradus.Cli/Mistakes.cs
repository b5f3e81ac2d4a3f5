using System.CommandLine;
using System.Runtime.CompilerServices;
using Gradus.Data;

namespace Gradus.Cli;

/// <summary>One line for whatever went wrong: what was found, what was expected, and what to do.</summary>
internal static class Mistakes
{
    public static string Describe(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens.Count > 0) return Unmatched(parsed.UnmatchedTokens[0], command);
        var message = parsed.Errors[0].Message.Trim();
        return $"{message} See: {Path(parsed)} --help";
    }

    public static bool IsBadInput(Exception failure) => failure is BadInputException || IsAboutTable(failure);

    public static string FirstLine(Exception failure) => failure switch
    {
        OutOfMemoryException => "Out of memory: the data do not fit; use fewer rows or points.",
        _ => failure.Message.Split('\n')[0].TrimEnd('\r'),
    };

    private static string Unmatched(string token, Command command)
    {
        var isOption = token.StartsWith('-');
        var kind = isOption ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
        var names = isOption
            ? command.Options.Select(option => option.Name).Concat(["--json", "--debug", "--help"])
            : command.Subcommands.Select(other => other.Name);
        var list = names.Distinct().Order().ToList();
        var meant = Nearest(token, list);
        var suggestion = meant is null ? "." : $"; did you mean '{meant}'?";
        var known = list.Count == 0 ? "" : $" There are: {string.Join(", ", list)}.";
        return $"There is no {kind} '{token}'{suggestion}{known}";
    }

    private static string Path(ParseResult parsed) =>
        parsed.CommandResult.Command is GradusCommand command ? $"gradus {command.Name}" : "gradus";

    // Apart, so that the assembly of tables is loaded only when something went wrong.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string? Nearest(string token, List<string> names) => NearestName.Find(token, names);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsAboutTable(Exception failure) => failure is TableException;
}
