namespace Gradus.Data;

/// <summary>
/// Reads what Thrift's compact protocol has written, the language of Parquet's footer. Whatever the bytes claim, nothing is
/// read beyond their end, and nothing is allocated for a claim.
/// </summary>
/// <remarks>https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md</remarks>
internal ref struct CompactReader(ReadOnlySpan<byte> bytes)
{
    public const int Int32 = 5;
    public const int Int64 = 6;
    public const int Binary = 8;
    public const int List = 9;
    public const int Struct = 12;

    private const int Stop = 0;
    private const int True = 1;
    private const int False = 2;
    private const int Byte = 3;
    private const int Int16 = 4;
    private const int Double = 7;
    private const int Set = 10;
    private const int Map = 11;
    private const int Uuid = 13;

    // What Parquet says goes five deep.
    private const int MostDepth = 16;

    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int place;

    /// <summary>The next field of a struct; false where it ends.</summary>
    /// <param name="id">The number of the field before, and then of this one; 0 at the beginning.</param>
    /// <exception cref="FormatException">The bytes are no struct.</exception>
    public bool Field(ref int id, out int type)
    {
        var header = Next();
        type = header & 15;
        if (type == Stop) return false;
        id = header >> 4 == 0 ? (int)Signed() : id + (header >> 4);
        return true;
    }

    /// <summary>A number of a field of type <see cref="Int32"/> or <see cref="Int64"/>.</summary>
    public long Signed()
    {
        var number = Unsigned();
        return (long)(number >> 1) ^ -(long)(number & 1);
    }

    public ReadOnlySpan<byte> Text() => Take(Unsigned());

    /// <returns>How many elements follow.</returns>
    public int ListHeader(out int type)
    {
        var header = Next();
        type = header & 15;
        var count = header >> 4 == 15 ? Unsigned() : (ulong)(header >> 4);
        // An element has one byte at least.
        if (count > (ulong)(bytes.Length - place)) throw new FormatException("a list is longer than what is left");
        return (int)count;
    }

    /// <summary>Passes over a value that is not asked for.</summary>
    public void Skip(int type) => Skip(type, isElement: false, 0);

    private void Skip(int type, bool isElement, int depth)
    {
        if (depth > MostDepth) throw new FormatException("values are nested too deep");
        switch (type)
        {
            case True or False:
                // A field has its value in its type.
                if (isElement) Next();
                break;
            case Byte:
                Next();
                break;
            case Int16 or Int32 or Int64:
                Unsigned();
                break;
            case Double:
                Take(sizeof(double));
                break;
            case Binary:
                Text();
                break;
            case List or Set:
                for (var count = ListHeader(out var element); count > 0; count--) Skip(element, isElement: true, depth + 1);
                break;
            case Struct:
                var id = 0;
                while (Field(ref id, out var field)) Skip(field, isElement: false, depth + 1);
                break;
            case Uuid:
                Take(16);
                break;
            default:
                throw new FormatException($"there is no type {type}{(type == Map ? " in Parquet" : "")}");
        }
    }

    private ulong Unsigned()
    {
        var number = 0ul;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Next();
            number |= (ulong)(next & 127) << shift;
            if (next < 128) return number;
        }
        throw new FormatException("a number has no end");
    }

    private byte Next() => place < bytes.Length ? bytes[place++] : throw new FormatException("the bytes end early");

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)(bytes.Length - place)) throw new FormatException("the bytes end early");
        place += (int)count;
        return bytes.Slice(place - (int)count, (int)count);
    }
}
