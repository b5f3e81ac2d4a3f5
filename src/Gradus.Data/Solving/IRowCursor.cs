namespace Gradus.Data;

/// <summary>One pass over the rows of an <see cref="IRowSource"/>.</summary>
public interface IRowCursor : IDisposable
{
    /// <summary>
    /// Takes up to <paramref name="stride"/> next rows and stores them column by column: value j of row i at
    /// <c>block[j * stride + i]</c>. Returns how many rows there were, 0 at the end.
    /// </summary>
    int Read(Span<double> block, int stride);
}
