using UserOps;

namespace Gradus.Tests;

/// <summary>Ops of another assembly: one file each there, and nothing here knows them but this test and reflection.</summary>
[Collection(OnBackend.Alone)]
public class UserOpTests
{
    [Fact]
    public void SoftshrinkValues()
    {
        float[] x = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0.5f, -0.5f, 0.25f, 0.75f, -2f, 0.50000006f, 3e38f, 1e-45f];
        float[] expected = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0, 0, 0, 0.25f, -1.5f, 5.9604645e-8f, 3e38f, 0];
        foreach (var backend in OnBackend.Fast)
            Assert.Equal(expected, OnBackend.Run(backend, () => Tensor.From(x).Softshrink()).ToArray<float>(), (a, b) => a == b || float.IsNaN(a) && float.IsNaN(b));
    }

    [Fact]
    public void LogAddExpValues()
    {
        // log(e^a + e^b) by decimal arithmetic.
        (double A, double B, double Expected)[] points =
        [
            (0, 0, 0.6931471805599453), (1000, 1000, 1000.6931471805599), (-1000, 0, 0), (2, 1, 2.313261687518223),
            (double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity), (double.NegativeInfinity, 5, 5),
            (double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity),
        ];
        foreach (var backend in OnBackend.Fast)
        {
            var actual = OnBackend.Run(backend, () => Tensor.From(Array.ConvertAll(points, point => point.A))
                .LogAddExp(Tensor.From(Array.ConvertAll(points, point => point.B)))).ToArray<double>();
            for (var i = 0; i < points.Length; i++) Assert.True(Ulps.Between(points[i].Expected, actual[i]) <= 1, $"{points[i]}: {actual[i]:R}");
        }
    }

    [Fact]
    public void SmoothMaxValues()
    {
        var x = Tensor.From(new double[,] { { 1, 2, 3 }, { -1000, 1000, 1000 } });
        foreach (var backend in OnBackend.Fast)
        {
            var actual = OnBackend.Run(backend, () => x.SmoothMax(1)).ToArray<double>();
            Assert.Equal(3 + Math.Log(1 + Math.Exp(-1) + Math.Exp(-2)), actual[0], 1e-15);
            Assert.Equal(1000 + Math.Log(2), actual[1], 1e-12);
            Assert.Equal(double.NegativeInfinity, OnBackend.Run(backend, () => Tensor.Zeros([0]).SmoothMax()).Item());
        }
    }

    [Fact]
    public void GradientsFlow()
    {
        var x = Tensor.From([-2.0, 0.25, 3.0]).RequiresGrad();
        (x.Softshrink().Sum() + x.SmoothMax()).Backward();
        var sum = Math.Exp(-2) + Math.Exp(0.25) + Math.Exp(3);
        double[] expected = [1 + Math.Exp(-2) / sum, Math.Exp(0.25) / sum, 1 + Math.Exp(3) / sum];
        Assert.Equal(expected, x.Grad.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-14);
    }
}
