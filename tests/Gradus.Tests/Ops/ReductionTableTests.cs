namespace Gradus.Tests;

/// <summary>Reductions over sets of axes against PyTorch's results, on each backend.</summary>
[Collection(OnBackend.Alone)]
public class ReductionTableTests
{
    private static readonly ILookup<string, TableRecord> Table =
        TableFile.Read("reductions").Concat(TableFile.Read("statistics")).ToLookup(record => record.Op);

    private static readonly HashSet<string> NotOffered = ["CumSum"];

    // PyTorch computes these; here bool has no order: Any and All say the same.
    private static readonly HashSet<(string, DType)> Refused = [("Max", DType.Bool), ("Min", DType.Bool)];

    // Units in the last place of the sum of sizes, or of the result where there is none.
    private static readonly Dictionary<string, int> Tolerances = new()
    {
        ["Sum"] = 1,
        ["Mean"] = 1,
        ["Max"] = 0,
        ["Min"] = 0,
        ["Prod"] = 12,
        ["Any"] = 0,
        ["All"] = 0,
        ["ArgMax"] = 0,
        ["ArgMin"] = 0,
        ["Var"] = 4,
        ["Std"] = 4,
        ["Norm"] = 2,
        ["LogSumExp"] = 2,
        ["Softmax"] = 4,
        ["LogSoftmax"] = 2,
    };

    public static TheoryData<string> Ops => [.. Table.Select(group => group.Key).Where(op => !NotOffered.Contains(op))];

    [Theory]
    [MemberData(nameof(Ops))]
    public void Values(string op)
    {
        List<string> failures = [];
        foreach (var record in Table[op])
        {
            if (record.IsError || Refused.Contains((op, record.DType!.Value)))
            {
                Assert.Throws<GradusException>(() => Call(record));
                continue;
            }
            var exact = record.HasArray("expected64") ? record.Array("expected64") : null;
            foreach (var backend in OnBackend.Fast)
            {
                var actual = OnBackend.Run(backend, () => Call(record));
                var difference = Comparison.Difference(actual, record.Output, exact, Tolerances[op], zerosHaveSigns: false, Sizes(record));
                if (difference is not null) failures.Add($"{record} on {backend}: {difference}");
            }
        }
        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    [Fact]
    public void EveryReductionHasRecords() => Assert.All(
        OpCase.All.Where(op => op.IsReduction && op.Type.Assembly == typeof(Tensor).Assembly), op => Assert.True(Table.Contains(op.Name), op.Name));

    private static Tensor Call(TableRecord record) => ReductionCall.Of(record, TableCall.ToTensor(record.Inputs[0]))!;

    // A rounding error is as large as what was added up; the result may be smaller.
    private static double[]? Sizes(TableRecord record)
    {
        if (record.Inputs[0].Count == 0 || record.Op is not ("Sum" or "Mean" or "LogSumExp" or "LogSoftmax")) return null;
        var sizes = TableCall.ToTensor(record.Inputs[0]).To(DType.Float64).Abs();
        return (record.Op switch
        {
            "LogSumExp" => sizes.Max(record.Has("axes") ? record.Ints("axes") : [], record.Bool("keepdim")),
            "LogSoftmax" => sizes,
            _ => ReductionCall.Of(record, sizes)!,
        }).ToDoubles();
    }
}
