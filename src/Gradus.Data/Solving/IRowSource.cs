namespace Gradus.Data;

/// <summary>Rows of numbers that can be read from the first to the last as often as wanted, always the same.</summary>
public interface IRowSource
{
    /// <summary>Numbers in a row.</summary>
    int Columns { get; }

    /// <summary>Starts at the first row.</summary>
    IRowCursor Open(CancellationToken cancellation);
}
