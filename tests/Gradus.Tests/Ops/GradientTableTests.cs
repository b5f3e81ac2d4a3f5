namespace Gradus.Tests;

/// <summary>Gradients against PyTorch's, at ties, zeros and bounds too.</summary>
public class GradientTableTests
{
    private static readonly ILookup<string, TableRecord> Table = TableFile.Read("gradients").ToLookup(record => record.Op);

    private static readonly HashSet<string> NotOffered = ["CumSum"];

    public static TheoryData<string> Ops => [.. Table.Select(group => group.Key).Where(op => !NotOffered.Contains(op))];

    [Theory]
    [MemberData(nameof(Ops))]
    public void Gradients(string op)
    {
        List<string> failures = [];
        foreach (var record in Table[op])
        {
            var inputs = record.Inputs.Select(input => TableCall.ToTensor(input).RequiresGrad()).ToArray();
            var result = Call(record, inputs);
            (result * TableCall.ToTensor(record.Array("weights"))).Sum().Backward();
            Compare(result, record.Output, "result");
            for (var i = 0; i < inputs.Length; i++) Compare(inputs[i].Grad, record.Arrays("gradients")[i], $"gradient {i}");

            void Compare(Tensor actual, TableArray expected, string what)
            {
                // PyTorch adds in another order: a few digits less than all.
                double[] found = actual.ToDoubles(), wanted = expected.ToDoubles();
                Assert.Equal(Shape.Create(expected.Shape), actual.Shape);
                for (var i = 0; i < found.Length; i++)
                {
                    if (found[i].Equals(wanted[i]) || Math.Abs(found[i] - wanted[i]) <= 1e-13 * Math.Max(1, Math.Abs(wanted[i]))) continue;
                    failures.Add($"{record}: {what}[{i}] is {found[i]:R}, expected {wanted[i]:R}");
                }
            }
        }
        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    // The arguments that PyTorch takes by default are not in these records.
    private static Tensor Call(TableRecord record, Tensor[] inputs) => record.Op switch
    {
        "LeakyRelu" => inputs[0].LeakyRelu(),
        "Elu" => inputs[0].Elu(),
        _ => TableCall.Of(record, inputs),
    };
}
