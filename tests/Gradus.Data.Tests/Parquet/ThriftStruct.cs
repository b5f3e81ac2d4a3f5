using System.Text;

namespace Gradus.Data.Tests;

/// <summary>
/// A struct of Thrift's compact protocol, read apart from any reader of Parquet and written again with whatever a test put in
/// it. Values are long, bool, byte[], <see cref="ThriftList"/> and <see cref="ThriftStruct"/>.
/// </summary>
internal sealed class ThriftStruct
{
    private readonly SortedDictionary<int, (int Type, object Value)> fields = [];

    public IEnumerable<(int Id, int Type, object Value)> Fields =>
        fields.Select(entry => (entry.Key, entry.Value.Type, entry.Value.Value));

    /// <summary>A number. One that was not there becomes an i64.</summary>
    public long this[int id]
    {
        get => (long)fields[id].Value;
        set => fields[id] = (fields.TryGetValue(id, out var old) ? old.Type : Thrift.Int64, value);
    }

    public ThriftStruct Struct(int id) => (ThriftStruct)fields[id].Value;

    public ThriftList List(int id) => (ThriftList)fields[id].Value;

    public string Text(int id) => Encoding.UTF8.GetString((byte[])fields[id].Value);

    public void SetText(int id, string value) => fields[id] = (Thrift.Binary, Encoding.UTF8.GetBytes(value));

    /// <summary>A text that says it has another length than it has.</summary>
    public void Claim(int id, long length) => fields[id] = (Thrift.Binary, new ThriftClaim((byte[])fields[id].Value, length));

    public void SetStruct(int id, ThriftStruct value) => fields[id] = (Thrift.Struct, value);

    public bool Has(int id) => fields.ContainsKey(id);

    public void Remove(int id) => fields.Remove(id);

    public ThriftStruct Copy()
    {
        var place = 0;
        return Read(ToBytes(), ref place);
    }

    /// <param name="place">Where it begins, and afterwards where it has ended.</param>
    public static ThriftStruct Read(ReadOnlySpan<byte> bytes, ref int place)
    {
        var (read, id) = (new ThriftStruct(), 0);
        while (bytes[place++] is not 0 and var header)
        {
            var type = header & 15;
            id = header >> 4 == 0 ? (int)Signed(Number(bytes, ref place)) : id + (header >> 4);
            object value = type is Thrift.True or Thrift.False ? type == Thrift.True : Value(bytes, ref place, type);
            read.fields[id] = (type, value);
        }
        return read;
    }

    public byte[] ToBytes()
    {
        var bytes = new List<byte>();
        Write(bytes);
        return [.. bytes];
    }

    private void Write(List<byte> bytes)
    {
        var last = 0;
        foreach (var (id, (type, value)) in fields)
        {
            var step = id - last is > 0 and < 16 ? id - last : 0;
            bytes.Add((byte)(step << 4 | (value is bool flag ? flag ? Thrift.True : Thrift.False : type)));
            if (step == 0) Number(bytes, Unsigned(id));
            last = id;
            if (value is not bool) Value(bytes, value, type);
        }
        bytes.Add(0);
    }

    private static object Value(ReadOnlySpan<byte> bytes, ref int place, int type)
    {
        switch (type)
        {
            case Thrift.True or Thrift.False:
                return bytes[place++] == Thrift.True;
            case Thrift.Byte:
                return (long)(sbyte)bytes[place++];
            case Thrift.Int16 or Thrift.Int32 or Thrift.Int64:
                return Signed(Number(bytes, ref place));
            case Thrift.Binary:
                var length = (int)Number(bytes, ref place);
                place += length;
                return bytes.Slice(place - length, length).ToArray();
            case Thrift.List:
                var header = bytes[place++];
                var list = new ThriftList(header & 15);
                var count = header >> 4 == 15 ? (int)Number(bytes, ref place) : header >> 4;
                for (; count > 0; count--) list.Items.Add(Value(bytes, ref place, list.Type));
                return list;
            case Thrift.Struct:
                return Read(bytes, ref place);
            default:
                throw new NotSupportedException($"type {type} of Thrift");
        }
    }

    private static void Value(List<byte> bytes, object value, int type)
    {
        switch (value)
        {
            case bool flag:
                bytes.Add((byte)(flag ? Thrift.True : Thrift.False));
                break;
            case long number when type == Thrift.Byte:
                bytes.Add((byte)number);
                break;
            case long number:
                Number(bytes, Unsigned(number));
                break;
            case ThriftClaim claim:
                Number(bytes, (ulong)claim.Length);
                bytes.AddRange(claim.Bytes);
                break;
            case byte[] text:
                Number(bytes, (ulong)text.Length);
                bytes.AddRange(text);
                break;
            case ThriftList list:
                var count = (ulong)(list.Claim ?? list.Items.Count);
                bytes.Add((byte)(Math.Min(count, 15) << 4 | (uint)list.Type));
                if (count >= 15) Number(bytes, count);
                foreach (var item in list.Items) Value(bytes, item, list.Type);
                break;
            default:
                ((ThriftStruct)value).Write(bytes);
                break;
        }
    }

    private static ulong Number(ReadOnlySpan<byte> bytes, ref int place)
    {
        var number = 0ul;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[place++];
            number |= (ulong)(next & 127) << shift;
            if (next < 128) return number;
        }
    }

    private static void Number(List<byte> bytes, ulong number)
    {
        for (; number >= 128; number >>= 7) bytes.Add((byte)(number | 128));
        bytes.Add((byte)number);
    }

    private static long Signed(ulong number) => (long)(number >> 1) ^ -(long)(number & 1);

    private static ulong Unsigned(long number) => (ulong)(number << 1 ^ number >> 63);
}
