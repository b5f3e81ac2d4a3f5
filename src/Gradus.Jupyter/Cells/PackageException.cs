namespace Gradus.Jupyter;

/// <summary>A package that a cell names cannot be had.</summary>
internal sealed class PackageException(string message) : Exception(message);
