namespace Gradus.Bench;

/// <summary>The best of several measurements, of so many threads together.</summary>
internal readonly record struct MachineLimit(string Name, string Unit, int Threads, double Value);
