namespace Gradus.Jupyter;

/// <summary>What was asked for cannot be done so: exit code 2. The message says what was found and what to do.</summary>
internal sealed class BadInputException(string message) : Exception(message);
