using System.Text.Json;

namespace Gradus.Tests;

/// <summary>An array of a table in row-major order, in its own dtype.</summary>
public sealed class TableArray
{
    private TableArray(int[] shape, DType dtype, Array values)
    {
        Shape = shape;
        DType = dtype;
        Values = values;
    }

    public int[] Shape { get; }

    public DType DType { get; }

    /// <summary>float[], double[], int[], long[] or bool[], as the dtype says.</summary>
    public Array Values { get; }

    public int Count => Values.Length;

    /// <summary>The values in their own type; a cast to another one throws.</summary>
    public T[] As<T>() where T : unmanaged => (T[])Values;

    /// <summary>The values as double; false and true become 0 and 1.</summary>
    public double[] ToDoubles() => Values switch
    {
        float[] values => Array.ConvertAll(values, value => (double)value),
        double[] values => values,
        int[] values => Array.ConvertAll(values, value => (double)value),
        long[] values => Array.ConvertAll(values, value => (double)value),
        bool[] values => Array.ConvertAll(values, value => value ? 1.0 : 0.0),
        _ => throw new InvalidOperationException(Values.GetType().Name),
    };

    public override string ToString() => $"{DType}({string.Join(", ", Shape)})";

    internal static TableArray From(JsonElement json)
    {
        var dtype = DTypeOf(json.GetProperty("dtype").GetString()!);
        int[] shape = [.. json.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
        var items = json.GetProperty("values");
        Array values = dtype switch
        {
            DType.Float32 => Read(items, item => item.ValueKind == JsonValueKind.String ? (float)Real(item) : item.GetSingle()),
            DType.Float64 => Read(items, Real),
            DType.Int32 => Read(items, item => item.GetInt32()),
            DType.Int64 => Read(items, item => item.GetInt64()),
            _ => Read(items, item => item.GetBoolean()),
        };
        var count = shape.Aggregate(1, (product, size) => product * size);
        if (count != values.Length) throw new FormatException($"The shape has {count} items, the list {values.Length}.");
        return new TableArray(shape, dtype, values);
    }

    internal static double Real(JsonElement json) => json.ValueKind != JsonValueKind.String
        ? json.GetDouble()
        : json.GetString() switch
        {
            "nan" => double.NaN,
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            var text => throw new FormatException($"Not a number: {text}."),
        };

    internal static DType DTypeOf(string name) => name switch
    {
        "bool" => DType.Bool,
        "int32" => DType.Int32,
        "int64" => DType.Int64,
        "float32" => DType.Float32,
        "float64" => DType.Float64,
        _ => throw new FormatException($"Not a dtype: {name}."),
    };

    private static T[] Read<T>(JsonElement items, Func<JsonElement, T> read) => [.. items.EnumerateArray().Select(read)];
}
