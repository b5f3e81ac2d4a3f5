using System.CommandLine;

namespace Gradus.Cli;

/// <summary>A command of the program.</summary>
internal abstract class GradusCommand(string name, string description) : Command(name, description)
{
    /// <summary>Command lines to show in the help text, each with what it does.</summary>
    public virtual IReadOnlyList<(string Line, string Meaning)> Examples => [];

    /// <exception cref="BadInputException">The arguments do not fit each other or what is there.</exception>
    public abstract void Run(Session session);
}
