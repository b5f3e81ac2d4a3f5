using Gradus.Backends;

namespace Gradus.Tests;

/// <summary>
/// Sums that are folded some at a time, as many as there may be: whole numbers, so that what is right does not depend on an order.
/// </summary>
[Collection(OnBackend.Alone)]
public sealed class FoldTests
{
    private const int Most = 35;

    public static TheoryData<Backend, DType> Cases()
    {
        var cases = new TheoryData<Backend, DType>();
        foreach (var backend in OnBackend.Fast)
            foreach (var dtype in new[] { DType.Float32, DType.Float64, DType.Int32, DType.Int64 }) cases.Add(backend, dtype);
        return cases;
    }

    private static Tensor Numbers(int count, DType dtype) =>
        Tensor.From(Enumerable.Range(0, count).Select(i => (double)i).ToArray()).To(dtype).Realize();

    [Theory, MemberData(nameof(Cases))]
    public void TotalsOfOneLoop(Backend backend, DType dtype)
    {
        var x = Numbers(37, dtype);
        // A loop has no room for many more of int32, which are converted first.
        for (var count = 1; count <= 10; count++)
        {
            Tensor[] totals = [];
            using var log = Execution.Watch();
            OnBackend.Run(backend, () =>
            {
                totals = [.. Enumerable.Range(1, count).Select(factor => (x * factor).Sum())];
                Runner.Realize(Array.ConvertAll(totals, total => total.Node));
                return totals[0];
            });
            Assert.Single(Assert.Single(log.Runs));
            Assert.Equal(Enumerable.Range(1, count).Select(factor => factor * 666.0), totals.Select(total => total.Item()));
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void SumsAndExtremesOfShortRows(Backend backend, DType dtype)
    {
        for (var rows = 1; rows <= Most; rows++)
        {
            var x = Numbers(rows * 5, dtype).Reshape([rows, 5]);
            var sums = OnBackend.Run(backend, () => x.Sum(1));
            Assert.Equal(Enumerable.Range(0, rows).Select(row => row * 25.0 + 10), sums.ToDoubles());
            var largest = OnBackend.Run(backend, () => x.Max(1));
            Assert.Equal(Enumerable.Range(0, rows).Select(row => row * 5.0 + 4), largest.ToDoubles());
        }
    }
}
