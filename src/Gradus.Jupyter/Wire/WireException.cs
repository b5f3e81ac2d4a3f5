namespace Gradus.Jupyter;

/// <summary>A peer sent what the wire protocol forbids: the connection ends, the kernel lives on.</summary>
internal sealed class WireException(string message) : Exception(message);
