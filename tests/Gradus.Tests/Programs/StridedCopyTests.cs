using Xunit;

namespace Gradus.Tests.Programs;

/// <summary>Copies that turn axes, at sizes of several squares with rests at their edges, against plain index arithmetic.</summary>
public sealed class StridedCopyTests
{
    public static readonly TheoryData<int[], int[]> Orders = new()
    {
        { [64, 64], [1, 0] },
        { [1, 300], [1, 0] },
        { [257, 131], [1, 0] },
        { [1000, 700], [1, 0] },
        { [5, 67, 83], [0, 2, 1] },
        { [5, 67, 83], [2, 1, 0] },
        { [67, 5, 83], [1, 2, 0] },
        { [33, 3, 40, 17], [3, 1, 2, 0] },
        { [33, 3, 40, 17], [2, 3, 0, 1] },
    };

    [Theory, MemberData(nameof(Orders))]
    public void TurnedAxes(int[] extents, int[] order)
    {
        var elements = extents.Aggregate((a, b) => a * b);
        var numbers = Enumerable.Range(0, elements).ToArray();
        var expected = Turned(extents, order);
        var x = Tensor.From(numbers, Shape.Create(extents));
        Assert.Equal(expected, x.Permute(order).Clone().ToArray<int>());
        Assert.Equal(expected.Select(n => (double)n), x.To(DType.Float64).Realize().Permute(order).Clone().ToArray<double>());
        Assert.Equal(expected.Select(n => n % 3 == 0), (x % 3).Equal(0).Realize().Permute(order).Clone().ToArray<bool>());
    }

    [Theory, MemberData(nameof(Orders))]
    public void TurnedAndFlippedAndSteppedOver(int[] extents, int[] order)
    {
        var elements = extents.Aggregate((a, b) => a * b);
        var x = Tensor.From(Enumerable.Range(0, elements).ToArray(), Shape.Create(extents));
        var view = x.Permute(order).Flip(order.Length - 1);
        int[] counts = [.. view.Shape.Extents], steps = [.. counts.Select(_ => 1)];
        (counts[^1], steps[^1]) = ((counts[^1] + 1) / 2, 2);
        var rows = Turned(extents, order).Chunk(extents[order[^1]]).Select(row => row.Reverse().Where((_, i) => i % 2 == 0));
        Assert.Equal(rows.SelectMany(row => row), view.Slice(new int[order.Length], counts, steps).Clone().ToArray<int>());
    }

    private static int[] Turned(int[] extents, int[] order)
    {
        var strides = new int[extents.Length];
        for (int axis = extents.Length - 1, stride = 1; axis >= 0; stride *= extents[axis--]) strides[axis] = stride;
        IEnumerable<int> places = [0];
        foreach (var axis in order)
            places = places.SelectMany(place => Enumerable.Range(0, extents[axis]).Select(i => place + i * strides[axis]));
        return [.. places];
    }
}
