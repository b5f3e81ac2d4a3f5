using System.Text.Json;

namespace Gradus.Tests;

/// <summary>One call of an op and what it gave.</summary>
public sealed class TableRecord(JsonElement json, IReadOnlyDictionary<string, TableArray> shared)
{
    /// <summary>PyTorch's name in PascalCase.</summary>
    public string Op { get; } = json.GetProperty("op").GetString()!;

    /// <summary>The dtype of the inputs that vary; null where the op has none.</summary>
    public DType? DType { get; } = json.TryGetProperty("dtype", out var dtype) ? TableArray.DTypeOf(dtype.GetString()!) : null;

    public IReadOnlyList<TableArray> Inputs { get; } = Arrays(json.GetProperty("inputs"), shared);

    /// <summary>Whether PyTorch refuses: there is no output.</summary>
    public bool IsError => json.TryGetProperty("error", out _);

    public TableArray Output => Array("output");

    public bool HasArray(string name) => json.TryGetProperty(name, out _);

    /// <summary>A further array of the record, such as "expected64".</summary>
    public TableArray Array(string name) => One(json.GetProperty(name), shared);

    /// <summary>A list of arrays, such as "gradients".</summary>
    public IReadOnlyList<TableArray> Arrays(string name) => Arrays(json.GetProperty(name), shared);

    /// <summary>A text of the record beside op and dtype, such as "sha256".</summary>
    public string Text(string name) => json.GetProperty(name).GetString()!;

    /// <summary>Whether the argument is there and not null.</summary>
    public bool Has(string argument) =>
        json.GetProperty("args").TryGetProperty(argument, out var value) && value.ValueKind != JsonValueKind.Null;

    public JsonElement Argument(string name) => json.GetProperty("args").GetProperty(name);

    public int Int(string argument) => Argument(argument).GetInt32();

    public long Long(string argument) => Argument(argument).GetInt64();

    public ulong ULong(string argument) => Argument(argument).GetUInt64();

    public bool Bool(string argument) => Argument(argument).GetBoolean();

    public double Double(string argument) => TableArray.Real(Argument(argument));

    public int[] Ints(string argument) => [.. Argument(argument).EnumerateArray().Select(item => item.GetInt32())];

    public bool[] Bools(string argument) => [.. Argument(argument).EnumerateArray().Select(item => item.GetBoolean())];

    /// <summary>Op and arguments, for a failing test's message.</summary>
    public override string ToString() =>
        $"{Op} {DType} {json.GetProperty("args")} of {string.Join(", ", Inputs)}";

    private static TableArray One(JsonElement json, IReadOnlyDictionary<string, TableArray> shared) =>
        json.ValueKind == JsonValueKind.String ? shared[json.GetString()!] : TableArray.From(json);

    private static TableArray[] Arrays(JsonElement json, IReadOnlyDictionary<string, TableArray> shared) =>
        [.. json.EnumerateArray().Select(item => One(item, shared))];
}
