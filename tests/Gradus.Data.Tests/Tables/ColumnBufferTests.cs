namespace Gradus.Data.Tests;

public class ColumnBufferTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(256, 256)]
    [InlineData(300_000, 7)]
    [InlineData(300_000, 2048)]
    [InlineData(300_000, 100_000)]
    public void WhatIsAppendedComesOut(int count, int piece)
    {
        var values = Enumerable.Range(0, count).Select(i => (double)i).ToArray();
        var buffer = new ColumnBuffer();
        for (var start = 0; start < count; start += piece) buffer.Append(values.AsSpan(start, Math.Min(piece, count - start)));
        Assert.Equal(values, buffer.ToArray());
        Assert.Empty(buffer.ToArray());
    }
}
