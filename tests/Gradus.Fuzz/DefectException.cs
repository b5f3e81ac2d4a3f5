namespace Gradus.Fuzz;

/// <summary>A reader did something with its input that it must not do.</summary>
internal sealed class DefectException(string message) : Exception(message);
