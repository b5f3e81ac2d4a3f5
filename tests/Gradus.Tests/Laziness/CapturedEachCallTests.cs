namespace Gradus.Tests.Laziness;

/// <summary>What is decided, drawn or forgotten in a step happens at each call, not at the first one alone.</summary>
public sealed class CapturedEachCallTests
{
    private static Tensor One(double value) => Tensor.From([value]);

    private static readonly Dictionary<string, Func<Tensor>> Draws = new()
    {
        ["Rand"] = () => Tensor.Rand([40]),
        ["Rand, float64"] = () => Tensor.Rand([40], dtype: DType.Float64),
        ["RandN"] = () => Tensor.RandN([40]),
        ["RandN, float64"] = () => Tensor.RandN([40], dtype: DType.Float64),
        ["RandInt"] = () => Tensor.RandInt(0, 1000, [40]),
        ["Permutation"] = () => Tensor.Permutation(40),
    };

    public static TheoryData<string> Drawn => [.. Draws.Keys];

    [Theory, MemberData(nameof(Drawn))]
    public void RandomNumbersAreDrawnAgain(string name)
    {
        List<Tensor> kept = [];
        var step = Capture.Step((Tensor x) =>
        {
            var numbers = Draws[name]();
            kept.Add(numbers);
            return numbers + x;
        });
        List<double[]> found = [];
        for (var call = 0; call < 4; call++) found.Add(step(One(0)).ToDoubles());
        for (var i = 0; i < found.Count; i++)
            for (var j = 0; j < i; j++) Assert.NotEqual(found[i], found[j]);
        // What the program has kept of the first call stays as it is.
        Assert.Equal(found[0], kept[0].ToDoubles());
        if (name != "Permutation") return;
        Assert.All(found, each => Assert.Equal(Enumerable.Range(0, 40).Select(i => (double)i), each.Order()));
    }

    public static TheoryData<DType, int> Operands => new(
        from dtype in new[] { DType.Float32, DType.Float64, DType.Int32, DType.Int64 }
        from rank in new[] { 0, 1 }
        select (dtype, rank));

    [Theory, MemberData(nameof(Operands))]
    public void ABareNumberIsTheSameAsInAPlainStep(DType dtype, int rank)
    {
        Func<Tensor, Tensor, Tensor> plain = (a, rate) => (a - rate) * rate + 1 / (rate + 3);
        var (x, captured) = (rank == 0 ? Tensor.Arange(7)[6] : Tensor.Arange(7), Capture.Step(plain));
        x = x.To(dtype);
        foreach (Tensor number in (ReadOnlySpan<Tensor>)[0.1, 0.3f, 1, 2.0, 0.0, 7, 1e-9, Tensor.From([0.7f]).Sum(), 0.1])
        {
            var (expected, found) = (plain(x, number), captured(x, number));
            Assert.Equal((expected.DType, expected.Shape), (found.DType, found.Shape));
            Assert.Equal(expected.ToDoubles(), found.ToDoubles());
        }
    }

    [Fact]
    public void SeededNumbersAreTheSame()
    {
        var step = Capture.Step((Tensor x) => Tensor.Rand([40], seed: 3) + x);
        Assert.Equal(step(One(0)).ToDoubles(), step(One(0)).ToDoubles());
    }

    [Fact]
    public void AGradientIsForgotten()
    {
        var w = One(1).RequiresGrad();
        var step = Capture.Step((Tensor g) =>
        {
            using (Autograd.NoGrad()) w -= g;
            w.ZeroGrad();
            return w * 1;
        });
        for (var call = 1; call < 4; call++)
        {
            (w * w).Sum().Backward();
            var gradient = 0.25 * w.Grad;
            Assert.Equal(Math.Pow(0.5, call), step(gradient.Detach()).Item());
            Assert.False(w.HasGrad);
        }
    }

    /// <summary>A step that asks whether gradients flow is another step where they do not.</summary>
    [Fact]
    public void TheModeOfGradients()
    {
        var w = One(3).RequiresGrad();
        var step = Capture.Step((Tensor x) =>
        {
            var loss = (w * w * x).Sum();
            if (!loss.NeedsGrad) return loss;
            loss.Backward();
            using (Autograd.NoGrad()) w -= 0.5 * w.Grad;
            w.ZeroGrad();
            return loss;
        });
        using (Autograd.NoGrad()) Assert.Equal((9, 9), (step(One(1)).Item(), step(One(1)).Item()));
        Assert.Equal((4.5, 0), (step(One(0.5)).Item() / 1, step(One(1)).Item() - 2.25));
        Assert.Equal(0, w.Item());
    }

    [Fact]
    public void AParameterThatIsFrozenAndThawed()
    {
        Tensor w = One(1).RequiresGrad(), v = One(1).RequiresGrad();
        var step = Capture.Step((Tensor x) =>
        {
            var loss = (w * v * x).Sum();
            loss.Backward();
            foreach (var parameter in new[] { w, v })
            {
                if (!parameter.NeedsGrad) continue;
                using (Autograd.NoGrad()) parameter.SubtractInPlace(0.5 * parameter.Grad);
                parameter.ZeroGrad();
            }
            return loss;
        });
        step(One(1));
        Assert.Equal((0.5, 0.5), (w.Item(), v.Item()));
        v.RequiresGrad(false);
        step(One(1));
        step(One(1));
        Assert.Equal((0, 0.5), (w.Item(), v.Item()));
        v.RequiresGrad();
        step(One(1));
        Assert.Equal((-0.25, 0.5), (w.Item(), v.Item()));
    }

    [Fact]
    public void AnArgumentNumberIsTheResult()
    {
        var count = One(0);
        var step = Capture.Step((Tensor x, Scalar s) =>
        {
            count += x;
            return s;
        });
        Assert.Equal((0.5, 0.25), (step(One(1), 0.5).Item(), step(One(1), 0.25).Item()));
    }

    [Fact]
    public void ArgumentNumbersAreComputedWith()
    {
        var step = Capture.Step((Tensor x, Tensor y, Scalar a, Scalar b) => x * y * (0.5 * a + a * b - 1 / b - (1 - a)));
        foreach (var (a, b) in new[] { (1.0, 2.0), (3.0, 4.0), (0.5, 0.25) })
            Assert.Equal(0.5 * a + a * b - 1 / b - (1 - a), step(One(1), One(1), a, b).Item(), 1e-6);
    }

    [Fact]
    public void StepsThatAreNamed()
    {
        Assert.Equal(3, Capture.Step(Next)(One(2)).Item());
        Assert.Equal(5, Capture.Step(Added)(One(2), One(3)).Item());
        Assert.Equal(6, Capture.Step(Scaled)(One(2), 3).Item());
        Assert.Equal(3, Capture.Step(Number)(3).Item());

        static Tensor Next(Tensor x) => x + 1;

        static Tensor Added(Tensor x, Tensor y) => x + y;

        static Tensor Scaled(Tensor x, Scalar s) => x * s;

        static Tensor Number(Scalar s) => s * One(1);
    }
}
