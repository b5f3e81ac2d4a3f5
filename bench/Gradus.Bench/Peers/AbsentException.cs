namespace Gradus.Bench;

/// <summary>A peer is not there, or has no such operation; the run goes on without it.</summary>
internal sealed class AbsentException(string reason) : Exception(reason);
