using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Gradus.Cli;

/// <summary>Prints the version, such as 0.1.0.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    // What follows a plus sign names the commit.
    public static string Version { get; } = typeof(VersionAction).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(Version);
        return CommandLine.Done;
    }
}
