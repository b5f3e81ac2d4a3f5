namespace Gradus.Data;

/// <summary>Rows cut into stripes that can be read at the same time. How they are cut depends on the rows alone.</summary>
public interface IStripedRowSource : IRowSource
{
    int Stripes { get; }

    /// <summary>Starts at the first row of a stripe and ends at its last.</summary>
    IRowCursor Open(int stripe, CancellationToken cancellation);
}
