using Gradus.Backends;

namespace Gradus.Tests.Programs;

/// <summary>The order of a sum follows from what is summed, never from what else its loop computes.</summary>
[Collection(OnBackend.Alone)]
public sealed class SumOrderTests
{
    public static TheoryData<int, int, DType> Shapes()
    {
        var shapes = new TheoryData<int, int, DType>();
        foreach (var (rows, columns) in new[]
        {
            (3, 130), (16, 5), (2, 2), (300, 10), (500, 33), (5000, 3), (3000, 13), (600, 100), (66000, 9), (9, 5000), (10, 1000),
            (300, 385), (1, 5000), (5000, 1),
        }) shapes.AddRange((rows, columns, DType.Float32), (rows, columns, DType.Float64));
        return shapes;
    }

    // Of either sign, so that a sum is small beside what it is a sum of, and its last bits show every rounding.
    private static Tensor Numbers(int rows, int columns, DType dtype) => Tensor.RandN([rows, columns], seed: 1, dtype).Realize();

    private static double[] Together(Backend backend, params Tensor[] tensors) => OnBackend.Run(backend, () =>
    {
        Runner.Realize(Array.ConvertAll(tensors, tensor => tensor.Node));
        return tensors[0];
    }).ToDoubles();

    // In one run with each of the others, before and after it, and with all of them.
    private static void IsTheSameBeside(Func<Tensor> sum, params Func<Tensor>[] others)
    {
        var alone = OnBackend.Run(Backend.Walk, sum).ToDoubles();
        foreach (var backend in OnBackend.Fast)
        {
            Assert.Equal(alone, OnBackend.Run(backend, sum).ToDoubles());
            foreach (var other in others)
            {
                Assert.Equal(alone, Together(backend, sum(), other()));
                Tensor first = other(), later = sum();
                Together(backend, first, later);
                Assert.Equal(alone, later.ToDoubles());
            }
            Assert.Equal(alone, Together(backend, [sum(), .. others.Select(other => other())]));
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ATotal(int rows, int columns, DType dtype)
    {
        var x = Numbers(rows, columns, dtype);
        var column = Tensor.RandN([columns], seed: 2, dtype).Realize();
        var turned = Tensor.RandN([columns, rows], seed: 3, dtype).Realize().T;
        IsTheSameBeside(
            () => (x * 2.5).Sum(),
            () => (x * 2.5).Sum([0]),
            () => (x * 2.5).Sum([1]),
            () => (x * 2.5).Softmax(1),
            () => (x * 2.5).Reshape([-1]).Max(),
            () => x * 2.5 + column,
            () => x * 2.5 + turned);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ATotalOfOneNumberForEachRow(int rows, int columns, DType dtype)
    {
        var x = Numbers(rows, columns, dtype);
        IsTheSameBeside(
            () => (x * 2.5).Sum([1]).Square().Sum(),
            () => (x * 2.5).Sum([0]),
            () => x * 2.5,
            () => (x * 2.5).Sum(),
            () => x.Sum([1]));
        var sums = x.Sum([1]).Realize();
        IsTheSameBeside(
            () => (sums * 0.5).Sum(),
            () => x * (sums * 0.5).Unsqueeze(1),
            () => (x * (sums * 0.5).Unsqueeze(1)).Sum([0]));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void SumsOverRowsAndAlongThem(int rows, int columns, DType dtype)
    {
        var x = Numbers(rows, columns, dtype);
        Func<Tensor>[] totals = [() => (x * 2.5).Sum(), () => x.Sum([1]).Square().Sum()];
        IsTheSameBeside(() => (x * 2.5).Sum([0]), [() => (x * 2.5).Sum([1]), .. totals]);
        IsTheSameBeside(() => (x * 2.5).Sum([1]), [() => (x * 2.5).Sum([0]), .. totals]);
    }

    // A matrix that has been turned lies in memory by columns, until it is computed by itself.
    [Fact]
    public void AProductOfATurnedMatrixThatHasBeenRead()
    {
        Tensor x = Numbers(300, 200, DType.Float32), v = Tensor.RandN([300], seed: 4).Realize();
        foreach (var turn in (Func<Tensor>[])[
            () => x.T, () => x.T[10..], () => x.T.T[..300].T, () => x.T.Detach(), () => (x * 2).T])
        {
            var expected = turn().MatMul(v).ToArray<float>();
            var read = turn().Realize();
            Assert.Equal(expected, read.MatMul(v).ToArray<float>());
            Assert.Equal(expected, v.MatMul(read.T).ToArray<float>());
            Assert.Equal(expected, v.MatMul(turn().T).ToArray<float>());
        }
        Func<Tensor, Tensor> step = matrix => matrix.MatMul(v), turning = matrix => matrix.T;
        Func<Tensor, Tensor> captured = Capture.Step(step), capturedTurn = Capture.Step(turning);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(step(x.T).ToArray<float>(), captured(x.T).ToArray<float>());
            Assert.Equal(step(x.T.Detach()).ToArray<float>(), captured(x.T.Detach()).ToArray<float>());
            Assert.Equal(step(turning(x)).ToArray<float>(), step(capturedTurn(x)).ToArray<float>());
        }
    }

    /// <summary>The parts that an old and a new value of a parameter add to its gradient, whether or not the pass is deferred.</summary>
    [Fact]
    public void AGradientInParts()
    {
        Assert.Equal(Gradient(isRead: false), Gradient(isRead: true));

        static float Gradient(bool isRead)
        {
            var w = Tensor.From([1f]).RequiresGrad();
            w.Sum().Backward();
            var old = w * 3e-8f;
            using (Autograd.NoGrad()) w -= 0.5f;
            // 1 - 1 + 3e-8, or 1 + 3e-8 - 1, which is 0.
            var loss = (old + w * -1f).Sum();
            if (isRead) old.Realize();
            loss.Backward();
            return w.Grad.ToArray<float>()[0];
        }
    }
}
