namespace Gradus.Data.Tests;

/// <summary>A list of Thrift's compact protocol.</summary>
internal sealed class ThriftList(int type)
{
    public int Type { get; } = type;

    public List<object> Items { get; } = [];

    /// <summary>How many elements it says it has; null for the truth.</summary>
    public long? Claim { get; set; }

    public ThriftStruct this[int index] => (ThriftStruct)Items[index];
}
