namespace Gradus.Tests;

/// <summary>Elementwise ops against exact values and PyTorch's results, on each backend.</summary>
[Collection(OnBackend.Alone)]
public class ElementwiseTableTests
{
    private static readonly ILookup<string, TableRecord> Table = TableFile.Read("elementwise").ToLookup(record => record.Op);

    // Ops that no record covers, and where else their values are checked.
    private static readonly Dictionary<string, string> WithoutRecords = new()
    {
        ["MultiplyAdd"] = "PyTorch has no function that rounds once; FusedTests",
        ["Softshrink"] = "UserOpTests",
        ["LogAddExp"] = "UserOpTests",
    };

    private static readonly Dictionary<string, string> DifferOnPurpose = new()
    {
        ["Square bool"] = "bool has no arithmetic here",
        ["Add bool"] = "",
    };

    public static TheoryData<string> Ops => [.. Table.Select(group => group.Key)];

    [Theory]
    [MemberData(nameof(Ops))]
    public void Values(string op)
    {
        List<string> failures = [];
        foreach (var record in Table[op])
        foreach (var backend in OnBackend.Fast)
        {
            try
            {
            var actual = OnBackend.Run(backend, () => TableCall.Elementwise(record, [.. record.Inputs.Select(TableCall.ToTensor)])
                ?? throw new InvalidOperationException($"Tensor has no {op}."));
            var exact = record.HasArray("expected64") ? record.Array("expected64") : null;
            var hasSigns = op is not ("Maximum" or "Minimum" or "Remainder");
            if (Comparison.Difference(actual, record.Output, exact, Tolerance.Of(op), hasSigns) is { } difference)
                failures.Add($"{record} on {backend}: {difference}");
            } catch (Exception e) { failures.Add($"{record} {e}"); }
        }
        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    [Fact]
    public void EveryOpHasRecords() => Assert.All(
        OpCase.All.Where(op => !op.IsReduction),
        op => Assert.True(Table.Contains(op.Name) != WithoutRecords.ContainsKey(op.Name), $"{op}: no record, or a reason too many."));
}
