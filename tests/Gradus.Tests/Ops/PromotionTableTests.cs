namespace Gradus.Tests;

/// <summary>Dtypes of results against PyTorch's.</summary>
public class PromotionTableTests
{
    private static readonly ILookup<string, TableRecord> Table = TableFile.Read("promotion").ToLookup(record => record.Op);

    private static readonly HashSet<string> NotOffered = ["CumSum"];

    public static TheoryData<string> Ops => [.. Table.Select(group => group.Key).Where(op => !NotOffered.Contains(op))];

    [Theory]
    [MemberData(nameof(Ops))]
    public void DTypes(string op)
    {
        List<string> failures = [];
        foreach (var record in Table[op])
        {
            string found;
            try
            {
                found = Call(record).DType.Name;
            }
            catch (GradusException)
            {
                found = "error";
            }
            var expected = OnPurpose(record) ?? (record.IsError ? "error" : record.Text("result"));
            if (found != expected) failures.Add($"{record}: {found}, expected {expected}");
        }
        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    // What differs from PyTorch on purpose; null where nothing does.
    private static string? OnPurpose(TableRecord record) => (record.Op, record.DType) switch
    {
        // Bool has no arithmetic and no order.
        ("Square" or "Sign" or "Max", DType.Bool) => "error",
        // Integers are no reason to refuse what gives real numbers anyway.
        ("Mean" or "Norm", not (DType.Float32 or DType.Float64)) => "float32",
        ("ArgMax", DType.Bool) => "int64",
        // PyTorch refuses to subtract truths; here they count 0 and 1 beside numbers, as in a sum.
        ("Sub", _) when record.IsError && Kinds(record) is not ["bool", "bool"] => Sum(record),
        _ => null,
    };

    private static string[] Kinds(TableRecord record) => [record.Argument("left").GetString()!, record.Argument("right").GetString()!];

    private static string Sum(TableRecord difference) => Table["Add"]
        .Single(record => record.Argument("left").ValueEquals(difference.Argument("left").GetString())
            && record.Argument("leftKind").ValueEquals(difference.Argument("leftKind").GetString())
            && record.Argument("right").ValueEquals(difference.Argument("right").GetString())
            && record.Argument("rightKind").ValueEquals(difference.Argument("rightKind").GetString()))
        .Text("result");

    private static Tensor Call(TableRecord record)
    {
        if (record.DType is { } dtype) return TableCall.Of(record, Tensor.Ones([2], dtype));
        Tensor a = Operand(record, "left"), b = Operand(record, "right");
        return record.Op == "Where" ? a.Where(Tensor.From([true]), b) : TableCall.Of(record, a, b);
    }

    private static Tensor Operand(TableRecord record, string side)
    {
        var type = record.Argument(side).GetString()!;
        return record.Argument(side + "Kind").GetString() switch
        {
            "tensor" => Tensor.Ones([2], TableArray.DTypeOf(type)),
            "scalar" => Tensor.Ones([], TableArray.DTypeOf(type)),
            _ => type switch { "bool" => true, "int" => 2, _ => 1.5 },
        };
    }
}
