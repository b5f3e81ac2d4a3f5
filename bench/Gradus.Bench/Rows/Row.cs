namespace Gradus.Bench;

/// <summary>One line of the table.</summary>
internal abstract class Row
{
    public abstract string Name { get; }

    public abstract RowResult Measure(Effort effort);
}
