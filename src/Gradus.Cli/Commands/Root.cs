using System.CommandLine;
using System.CommandLine.Help;

namespace Gradus.Cli;

/// <summary>The table of commands, and the options that mean the same for every one.</summary>
internal static class Root
{
    public const string Json = "--json";
    public const string Debug = "--debug";

    public static Command Create()
    {
        var help = new HelpOption { Description = "Show this help." };
        help.Action = new HelpPage((HelpAction)help.Action!);
        var version = new VersionOption { Description = "Show the version." };
        version.Action = new VersionAction();
        return new Command("gradus", "Tensors and autograd in plain C#: learn by a worked tutorial, fit a table of your own.")
        {
            new TutorialCommand(),
            new FitCommand(),
            new PredictCommand(),
            new ShowCommand(),
            new OpsCommand(),
            new InfoCommand(),
            new Option<bool>(Json)
            {
                Description = "Print one JSON object and nothing else; write files only with --out.",
                Recursive = true,
            },
            new Option<bool>(Debug) { Description = "Show the whole stack trace of an error.", Recursive = true },
            help,
            version,
        };
    }
}
