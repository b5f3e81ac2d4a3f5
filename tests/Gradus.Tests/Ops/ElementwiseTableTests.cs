namespace Gradus.Tests;

/// <summary>Elementwise ops against exact values and PyTorch's results, on each backend.</summary>
[Collection(OnBackend.Alone)]
public class ElementwiseTableTests
{
    private static readonly ILookup<string, TableRecord> Table = TableFile.Read("elementwise").ToLookup(record => record.Op);

    // Ops that no record covers, and where their values are checked instead.
    private static readonly Dictionary<string, string> WithoutRecords = new()
    {
        ["MultiplyAdd"] = nameof(RoundedOnceTests),
        ["Softshrink"] = nameof(UserOpTests),
        ["LogAddExp"] = nameof(UserOpTests),
    };

    // PyTorch computes these; here they are errors, because bool has no arithmetic.
    private static readonly HashSet<(string, DType)> Refused = [("Square", DType.Bool), ("Sign", DType.Bool)];

    public static TheoryData<string> Ops => [.. Table.Select(group => group.Key)];

    [Theory]
    [MemberData(nameof(Ops))]
    public void Values(string op)
    {
        List<string> failures = [];
        foreach (var record in Table[op])
        {
            if (Refused.Contains((op, record.DType!.Value))) Assert.Throws<GradusException>(() => Call(record));
            else failures.AddRange(Differences(record));
        }
        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    [Fact]
    public void EveryOpHasRecordsOrAReason() => Assert.All(
        OpCase.All.Where(op => !op.IsReduction),
        op => Assert.True(Table.Contains(op.Name) != WithoutRecords.ContainsKey(op.Name), $"{op}: no record, or a reason too many."));

    private static IEnumerable<string> Differences(TableRecord record)
    {
        // What is computed of integers is computed of their float32 neighbours, as in PyTorch; the exact value is another one.
        var isExact = record.HasArray("expected64") && record.DType!.Value.IsFloating;
        var tolerance = Tolerance.Of(record.Op) + (isExact ? 0 : 1);
        var sizes = Tolerance.IsRelativeToInputs(record.Op) ? LargestInput(record) : null;
        foreach (var backend in OnBackend.Fast)
        {
            var difference = Comparison.Difference(
                OnBackend.Run(backend, () => Call(record)),
                record.Output, isExact ? record.Array("expected64") : null, tolerance, Tolerance.ZerosHaveSigns(record.Op), sizes);
            if (difference is not null) yield return $"{record} on {backend}: {difference}";
        }
    }

    private static double[] LargestInput(TableRecord record) => record.Inputs
        .Select(input => TableCall.ToTensor(input).To(DType.Float64).Abs())
        .Aggregate((a, b) => a.Maximum(b)).Expand(Shape.Create(record.Output.Shape)).ToDoubles();

    private static Tensor Call(TableRecord record) => record.Op == "Remainder" ? WithinReach(record)
        : TableCall.Of(record, [.. record.Inputs.Select(TableCall.ToTensor)]);

    // Remainders of quotients beyond 2^48 are not promised: there the expected number is put in.
    private static Tensor WithinReach(TableRecord record)
    {
        Tensor a = TableCall.ToTensor(record.Inputs[0]), b = TableCall.ToTensor(record.Inputs[1]);
        var isBeyond = ((a.To(DType.Float64) / b.To(DType.Float64)).Abs() > Math.Pow(2, 48)) & b.IsFinite() & b.NotEqual(0);
        return TableCall.ToTensor(record.Output).Where(isBeyond, a.Remainder(b));
    }
}
