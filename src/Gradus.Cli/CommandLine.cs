using System.CommandLine;
using System.CommandLine.Invocation;

namespace Gradus.Cli;

/// <summary>The whole program: reads the arguments, runs a command, and turns every way it can end into an exit code.</summary>
/// <param name="isInteractive">Whether a person watches: tables and progress are then drawn, else written as plain lines.</param>
internal sealed class CommandLine(TextWriter output, TextWriter error, bool isInteractive)
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int BadInput = 2;
    public const int Interrupted = 130; // 128 + SIGINT, as shells count.

    public int Run(IReadOnlyList<string> arguments)
    {
        var root = Root.Create();
        var parsed = root.Parse(arguments);
        var configuration = new InvocationConfiguration { Output = output, Error = error };
        if (parsed.Action is HelpPage or VersionAction) return parsed.Invoke(configuration);
        // Nothing asked for: what there is to choose from is the answer.
        if (arguments.Count == 0) return root.Parse(["--help"]).Invoke(configuration);
        if (parsed.Errors.Count > 0) return Complain(Mistakes.Describe(parsed), BadInput);
        return Run((GradusCommand)parsed.CommandResult.Command, parsed);
    }

    private int Run(GradusCommand command, ParseResult parsed)
    {
        using var interruption = new Interruption();
        try
        {
            using var cancellation = Execution.CancelWith(interruption.Token);
            command.Run(new Session(parsed, Screen(parsed), interruption.Token));
            return Done;
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            return Complain("Interrupted; files that were finished are kept.", Interrupted);
        }
        catch (Exception failure)
        {
            if (parsed.GetValue<bool>(Root.Debug)) error.WriteLine(failure);
            return Complain(Mistakes.FirstLine(failure), Mistakes.IsBadInput(failure) ? BadInput : Failed);
        }
    }

    private Screen Screen(ParseResult parsed)
    {
        if (parsed.GetValue<bool>(Root.Json)) return new SilentScreen(output);
        return isInteractive ? new LiveScreen() : new PlainScreen(output);
    }

    private int Complain(string line, int exitCode)
    {
        error.WriteLine($"gradus: {line}");
        return exitCode;
    }
}
