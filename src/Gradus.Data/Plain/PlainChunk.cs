using System.Buffers;

namespace Gradus.Data;

/// <summary>Rows read from a piece of a plain CSV file, column by column.</summary>
internal sealed unsafe class PlainChunk : IDisposable
{
    private readonly PlainLayout layout;
    private readonly double[] values;
    private readonly int stride;

    private PlainChunk(PlainLayout layout, int mostRows)
    {
        this.layout = layout;
        stride = mostRows;
        values = ArrayPool<double>.Shared.Rent(Math.Max(1, layout.Columns * mostRows));
        Missing = new long[layout.Columns];
    }

    public int Rows { get; private set; }

    public long Dropped { get; private set; }

    public long[] Missing { get; }

    public ReadOnlySpan<double> Column(int column) => values.AsSpan(column * stride, Rows);

    /// <param name="lines">Whole lines, each with its end.</param>
    /// <exception cref="NotPlainException">There is anything but numbers and marks of missing ones.</exception>
    public static PlainChunk Parse(PlainLayout layout, ReadOnlySpan<byte> lines)
    {
        if (lines.Contains((byte)'"')) throw new NotPlainException();
        var chunk = new PlainChunk(layout, lines.Count((byte)'\n'));
        try
        {
            fixed (byte* start = lines)
            {
                var position = start;
                while (position < start + lines.Length) chunk.ParseLine(ref position);
            }
            return chunk;
        }
        catch
        {
            chunk.Dispose();
            throw;
        }
    }

    public void Dispose() => ArrayPool<double>.Shared.Return(values);

    private void ParseLine(ref byte* position)
    {
        var isComplete = true;
        var places = layout.Places;
        for (var field = 0; field < places.Length; field++)
        {
            if (places[field] < 0) SkipField(ref position);
            else if (!ParseField(ref position, places[field]) && layout.IsRequired[places[field]]) isComplete = false;
            if (field + 1 < places.Length && *position++ != layout.Delimiter) throw new NotPlainException();
        }
        if (*position == '\r') position++;
        if (*position++ != '\n') throw new NotPlainException();
        if (isComplete) Rows++;
        else Dropped++;
    }

    /// <summary>False where the value is missing.</summary>
    private bool ParseField(ref byte* position, int column)
    {
        var start = position;
        ref var value = ref values[column * stride + Rows];
        if (!PlainNumber.TryRead(ref position, out value) || !IsEnd(*position))
        {
            position = start;
            SkipField(ref position);
            if (!CsvFile.IsMissingMark(new ReadOnlySpan<byte>(start, (int)(position - start)))) throw new NotPlainException();
            value = double.NaN;
        }
        if (double.IsFinite(value)) return true;
        value = double.NaN;
        Missing[column]++;
        return false;
    }

    private void SkipField(ref byte* position)
    {
        while (!IsEnd(*position)) position++;
    }

    private bool IsEnd(byte letter) => letter == layout.Delimiter || letter is (byte)'\n' or (byte)'\r';
}
