using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Gradus.Data;

/// <summary>
/// The rows of a table after they were read once: as many chunks of columns in memory as may be, the others in a temporary file.
/// Whatever is done to the table's file later, every pass sees the same rows.
/// </summary>
internal sealed class RowStore : IDisposable
{
    private const int ChunkValues = 1 << 16;
    private const int LeastChunkRows = 64;
    private const int MostChunkRows = 4096;

    private readonly long memoryBytes;
    private readonly List<double[]> held = [];
    private readonly string folder;
    private SafeFileHandle? file;
    private double[] filling;
    private int filled;
    private long spilled;

    /// <param name="memoryBytes">What the chunks in memory may take; there is always room for one.</param>
    /// <param name="folder">Where the temporary file is made, when one is needed.</param>
    public RowStore(int columns, long memoryBytes, string folder)
    {
        Columns = columns;
        this.memoryBytes = memoryBytes;
        this.folder = folder;
        ChunkRows = Math.Clamp(ChunkValues / columns & ~(LeastChunkRows - 1), LeastChunkRows, MostChunkRows);
        filling = NewChunk();
    }

    public int Columns { get; }

    /// <summary>Rows of every chunk but the last.</summary>
    public int ChunkRows { get; }

    public long Rows { get; private set; }

    public int Chunks => (int)((Rows + ChunkRows - 1) / ChunkRows);

    public bool IsSpilled => file is not null;

    private int ChunkBytes => Columns * ChunkRows * sizeof(double);

    public int RowsOf(int chunk) => (int)Math.Min(ChunkRows, Rows - (long)chunk * ChunkRows);

    /// <summary>Appends rows, value j of row i at <c>block[j * stride + i]</c>.</summary>
    public void Append(ReadOnlySpan<double> block, int stride, int count)
    {
        for (var start = 0; start < count;)
        {
            var taken = Math.Min(count - start, ChunkRows - filled);
            for (var j = 0; j < Columns; j++)
                block.Slice(j * stride + start, taken).CopyTo(filling.AsSpan(j * ChunkRows + filled));
            start += taken;
            filled += taken;
            Rows += taken;
            if (filled == ChunkRows) Keep();
        }
    }

    /// <summary>Says that all rows are there.</summary>
    public void Finish()
    {
        if (filled > 0) Keep();
        filling = [];
    }

    /// <summary>Copies a chunk, value j of row i to <c>into[j * ChunkRows + i]</c>; safe on several threads.</summary>
    /// <returns>Its rows.</returns>
    public int Read(int chunk, Span<double> into)
    {
        if (chunk < held.Count) held[chunk].CopyTo(into);
        else
        {
            var bytes = MemoryMarshal.AsBytes(into[..(Columns * ChunkRows)]);
            var offset = (long)(chunk - held.Count) * ChunkBytes;
            for (var done = 0; done < bytes.Length;)
            {
                var count = RandomAccess.Read(file!, bytes[done..], offset + done);
                if (count == 0) throw new IOException("The temporary file of rows ended too soon; check the disk.");
                done += count;
            }
        }
        return RowsOf(chunk);
    }

    private void Keep()
    {
        filled = 0;
        if (file is null && (held.Count == 0 || (held.Count + 1L) * ChunkBytes <= memoryBytes))
        {
            held.Add(filling);
            filling = NewChunk();
            return;
        }
        try
        {
            file ??= NewFile();
            RandomAccess.Write(file, MemoryMarshal.AsBytes(filling.AsSpan()), spilled++ * ChunkBytes);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw TableErrors.CannotSpill(folder, failure);
        }
    }

    private SafeFileHandle NewFile()
    {
        var path = Path.Combine(folder, $"gradus-{Guid.NewGuid():N}.rows");
        var handle = File.OpenHandle(
            path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        // Without a name it is gone with the process, however that ends. Windows does the same by itself.
        if (!OperatingSystem.IsWindows()) File.Delete(path);
        return handle;
    }

    private double[] NewChunk() => GC.AllocateUninitializedArray<double>(Columns * ChunkRows);

    public void Dispose() => file?.Dispose();
}
