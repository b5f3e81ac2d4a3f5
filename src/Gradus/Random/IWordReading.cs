namespace Gradus;

/// <summary>Makes values of random words, some of each block, the same ones wherever the block stands.</summary>
internal interface IWordReading<T> where T : unmanaged
{
    PhiloxStream Stream { get; }

    /// <summary>Values a block of four words gives.</summary>
    int ValuesPerBlock { get; }

    /// <param name="words">Whole blocks.</param>
    /// <param name="values">All their values.</param>
    void Read(ReadOnlySpan<uint> words, Span<T> values);
}
