namespace Gradus.Cli;

/// <summary>The work was possible to begin and came to nothing: exit code 1.</summary>
internal sealed class FitFailedException(string message) : Exception(message);
