namespace Gradus.Data.Tests;

public sealed class RowStoreTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1L << 40, false)]
    [InlineData(0, true)]
    [InlineData(300_000, true)]
    public void EveryRowComesBackFromMemoryAndFromDisk(long memory, bool isSpilled)
    {
        const int rows = 20_001;
        using var store = new RowStore(3, memory, folder.Path);
        var block = new double[3 * 1000];
        for (var first = 0; first < rows; first += 777)
        {
            var count = Math.Min(777, rows - first);
            for (var j = 0; j < 3; j++)
                for (var i = 0; i < count; i++) block[j * 1000 + i] = (first + i) * 10.0 + j;
            store.Append(block, 1000, count);
        }
        store.Finish();
        Assert.Equal((rows, isSpilled), (store.Rows, store.IsSpilled));
        var chunk = new double[3 * store.ChunkRows];
        var next = 0;
        for (var index = 0; index < store.Chunks; index++)
        {
            var count = store.Read(index, chunk);
            for (var i = 0; i < count; i++, next++)
                for (var j = 0; j < 3; j++) Assert.Equal(next * 10.0 + j, chunk[j * store.ChunkRows + i]);
        }
        Assert.Equal(rows, next);
        // Its file has no name any more; Windows takes the name away when the file is closed.
        if (!OperatingSystem.IsWindows()) Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void AFolderThatTakesNoFile()
    {
        using var store = new RowStore(1, 0, folder.File("nowhere"));
        var block = new double[20_000];
        var error = Assert.Throws<TableException>(() => store.Append(block, block.Length, block.Length));
        Assert.StartsWith(
            $"The rows do not fit in memory, and a temporary file in '{folder.File("nowhere")}' cannot be written: ", error.Message);
        Assert.EndsWith("; free space there, or name another folder in TMPDIR.", error.Message);
    }
}
