using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Gradus.Data;

/// <summary>
/// One pass over large CSV files that hold nothing but plain numbers: pieces of the files are parsed at the same time and given
/// in their order. It reads what DuckDB would read, or throws <see cref="NotPlainException"/> for DuckDB to do it.
/// </summary>
internal sealed class PlainScan : ICountingCursor
{
    /// <summary>A shorter table is read by DuckDB before this one has warmed up.</summary>
    public const long LeastBytes = 16 << 20;

    public const int PieceBytes = 2 << 20;

    private const int LongestLine = 8 << 20;

    private readonly PlainLayout layout;
    private readonly int pieceBytes;
    private readonly SafeFileHandle[] files;
    private readonly CancellationToken cancellation;
    private readonly Queue<Task<PlainChunk>> ahead = [];
    private readonly long[] missing;
    private int file;
    private long piece;
    private PlainChunk? chunk;
    private int position;

    public PlainScan(
        IReadOnlyList<string> paths, PlainLayout layout, CancellationToken cancellation, int pieceBytes = PieceBytes)
    {
        this.layout = layout;
        this.pieceBytes = pieceBytes;
        this.cancellation = cancellation;
        files = [.. paths.Select(path => File.OpenHandle(path))];
        missing = new long[layout.Columns];
    }

    public long Rows { get; private set; }

    public long Dropped { get; private set; }

    public IReadOnlyList<long> Missing => missing;

    public int Read(Span<double> block, int stride)
    {
        cancellation.ThrowIfCancellationRequested();
        var filled = 0;
        while (filled < stride)
        {
            if (chunk is null || position == chunk.Rows)
            {
                if (!NextChunk()) break;
                continue;
            }
            var count = Math.Min(stride - filled, chunk.Rows - position);
            for (var j = 0; j < layout.Columns; j++)
                chunk.Column(j).Slice(position, count).CopyTo(block[(j * stride + filled)..]);
            position += count;
            filled += count;
        }
        Rows += filled;
        // No rows at all: DuckDB says why.
        if (Rows == 0) throw new NotPlainException();
        return filled;
    }

    public void Dispose()
    {
        chunk?.Dispose();
        foreach (var task in ahead)
            try
            {
                task.GetAwaiter().GetResult().Dispose();
            }
            catch (Exception failure) when (failure is NotPlainException or IOException or OperationCanceledException)
            {
                // Nobody waits for these rows any more.
            }
        foreach (var handle in files) handle.Dispose();
    }

    private bool NextChunk()
    {
        chunk?.Dispose();
        (chunk, position) = (null, 0);
        while (ahead.Count < 2 * Flags.Threads && Start() is { } task) ahead.Enqueue(task);
        if (ahead.Count == 0) return false;
        chunk = ahead.Dequeue().GetAwaiter().GetResult();
        Dropped += chunk.Dropped;
        for (var j = 0; j < missing.Length; j++) missing[j] += chunk.Missing[j];
        return true;
    }

    private Task<PlainChunk>? Start()
    {
        while (file < files.Length && piece * pieceBytes >= RandomAccess.GetLength(files[file])) (file, piece) = (file + 1, 0);
        if (file == files.Length) return null;
        var (handle, index) = (files[file], piece++);
        return Task.Run(() => Parse(handle, index), cancellation);
    }

    /// <summary>The lines that begin in a piece.</summary>
    private PlainChunk Parse(SafeFileHandle handle, long index)
    {
        // From the byte before: a line begins behind a line feed.
        var begin = Math.Max(0, index * pieceBytes - 1);
        var inner = (int)((index + 1) * pieceBytes - 1 - begin);
        var buffer = ArrayPool<byte>.Shared.Rent(inner + LongestLine / 64);
        try
        {
            var length = Fill(handle, buffer, 0, begin);
            int end;
            while ((end = EndOfLine(buffer, length, inner)) < 0)
            {
                if (length < buffer.Length)
                {
                    // The file's last line may lack its line feed.
                    buffer[length] = (byte)'\n';
                    end = length + 1;
                    if (length == 0 || buffer[length - 1] == '\n') end = length;
                    break;
                }
                if (buffer.Length > LongestLine) throw new NotPlainException();
                buffer = Grow(buffer);
                length = Fill(handle, buffer, length, begin);
            }
            var first = index == 0 ? (layout.HasHeader ? AfterHeader(buffer, end) : 0)
                : buffer.AsSpan(0, end).IndexOf((byte)'\n') + 1;
            return PlainChunk.Parse(layout, buffer.AsSpan(first, Math.Max(0, end - first)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Behind the first line feed from <paramref name="from"/> on; -1 where there is none.</summary>
    private static int EndOfLine(byte[] buffer, int length, int from)
    {
        if (from >= length) return -1;
        var found = buffer.AsSpan(from, length - from).IndexOf((byte)'\n');
        return found < 0 ? -1 : from + found + 1;
    }

    private int AfterHeader(byte[] buffer, int end)
    {
        var header = buffer.AsSpan(0, buffer.AsSpan(0, end).IndexOf((byte)'\n') + 1);
        var (isQuoted, before) = (false, layout.Delimiter);
        foreach (var letter in header)
        {
            // Only whole names are in quotes, and a quote in them is doubled: what other quotes mean is for DuckDB to say.
            var isOdd = !isQuoted && (letter == '"'
                ? before != layout.Delimiter && before != '"'
                : before == '"' && letter != layout.Delimiter && letter is not ((byte)'\r' or (byte)'\n'));
            if (isOdd) throw new NotPlainException();
            isQuoted ^= letter == '"';
            before = letter;
        }
        // The line feed belongs to a name.
        return isQuoted ? throw new NotPlainException() : header.Length;
    }

    private int Fill(SafeFileHandle handle, byte[] buffer, int length, long begin)
    {
        while (length < buffer.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = RandomAccess.Read(handle, buffer.AsSpan(length), begin + length);
            if (count == 0) break;
            length += count;
        }
        return length;
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
