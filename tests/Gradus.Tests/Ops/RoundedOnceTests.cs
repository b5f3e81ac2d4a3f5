namespace Gradus.Tests;

/// <summary>MultiplyAdd rounds once: System.Math is the truth.</summary>
[Collection(OnBackend.Alone)]
public class RoundedOnceTests
{
    // 1 + e squared is 1 + 2e + e^2; rounded twice, the e^2 is lost.
    private static readonly double[] Points = [0, -0.0, 1, -1, 1 + 1e-9, 0.1, -3.3, 1e200, -1e200, 1e-200, double.NaN, double.PositiveInfinity];

    [Fact]
    public void Float64()
    {
        foreach (var backend in OnBackend.Fast)
            foreach (var c in Points)
            {
                var actual = OnBackend.Run(backend, () => Tensor.From(Points).Unsqueeze(1).MultiplyAdd(Tensor.From(Points), Tensor.From([c])));
                var expected = from a in Points from b in Points select Math.FusedMultiplyAdd(a, b, c);
                Assert.Equal(expected, actual.ToArray<double>());
            }
    }

    [Fact]
    public void Float32()
    {
        var points = Array.ConvertAll(Points, point => (float)(point is 1 + 1e-9 ? 1 + 1e-4 : point));
        foreach (var backend in OnBackend.Fast)
            foreach (var c in points)
            {
                var actual = OnBackend.Run(backend, () => Tensor.From(points).Unsqueeze(1).MultiplyAdd(Tensor.From(points), Tensor.From([c])));
                var expected = from a in points from b in points select MathF.FusedMultiplyAdd(a, b, c);
                Assert.Equal(expected, actual.ToArray<float>());
            }
    }

    [Fact]
    public void IntegersWrap()
    {
        int[] points = [0, 1, -1, 3, -7, 46341, int.MaxValue, int.MinValue];
        foreach (var backend in OnBackend.Fast)
        {
            var actual = OnBackend.Run(backend, () => Tensor.From(points).Unsqueeze(1).MultiplyAdd(Tensor.From(points), Tensor.From([5])));
            Assert.Equal(from a in points from b in points select unchecked(a * b + 5), actual.ToArray<int>());
        }
    }
}
