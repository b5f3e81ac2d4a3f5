namespace Gradus.Plot;

/// <summary>A mark on an axis. A minor tick has no label.</summary>
internal readonly record struct Tick(double Value, string Label)
{
    public bool IsMinor => Label.Length == 0;
}
