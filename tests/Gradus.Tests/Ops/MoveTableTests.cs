namespace Gradus.Tests;

/// <summary>Moves and products against NumPy's and PyTorch's results, on each backend.</summary>
[Collection(OnBackend.Alone)]
public class MoveTableTests
{
    private static readonly ILookup<string, TableRecord> Table = TableFile.Read("moves").ToLookup(record => record.Op);

    private static readonly HashSet<string> NotOffered = ["RepeatInterleave"];

    public static TheoryData<string> Ops => [.. Table.Select(group => group.Key).Where(op => !NotOffered.Contains(op))];

    [Theory]
    [MemberData(nameof(Ops))]
    public void Values(string op)
    {
        List<string> failures = [];
        foreach (var record in Table[op])
        {
            // Of a part of the axes Flatten is Reshape.
            if (op == "Flatten" && (record.Int("startAxis"), record.Int("endAxis")) != (0, -1)) continue;
            if (IsRefused(record))
            {
                Assert.Throws<GradusException>(() => Call(record));
                continue;
            }
            foreach (var backend in OnBackend.Fast)
            {
                if (Comparison.Difference(OnBackend.Run(backend, () => Call(record)), record.Output, null, 0) is { } difference)
                    failures.Add($"{record} on {backend}: {difference}");
            }
        }
        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    // What PyTorch lets pass and is an error here: -1 for an extent that stays, and leaving out an axis that is not of extent 1.
    private static bool IsRefused(TableRecord record) => record.Op switch
    {
        "Expand" => record.Ints("shape").Contains(-1),
        "Squeeze" => record.Has("axis") && (record.Inputs[0].Shape.Length == 0
            || record.Inputs[0].Shape[new Index(Math.Abs(record.Int("axis")), record.Int("axis") < 0)] != 1),
        _ => false,
    };

    private static Tensor Call(TableRecord record) => MoveCall.Of(record, [.. record.Inputs.Select(TableCall.ToTensor)])!;

    [Fact]
    public void Products()
    {
        List<string> failures = [];
        foreach (var record in TableFile.Read("matmul"))
        {
            Tensor a = TableCall.ToTensor(record.Inputs[0]), b = TableCall.ToTensor(record.Inputs[1]);
            // Rounding errors are as large as the products of sizes.
            var sizes = a.To(DType.Float64).Abs().MatMul(b.To(DType.Float64).Abs()).ToDoubles();
            var exact = record.HasArray("expected64") ? record.Array("expected64") : null;
            foreach (var backend in OnBackend.Fast)
            {
                var actual = OnBackend.Run(backend, () => Call(record));
                if (Comparison.Difference(actual, record.Output, exact, 2, zerosHaveSigns: false, sizes) is { } difference)
                    failures.Add($"{record} on {backend}: {difference}");
            }
        }
        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }
}
