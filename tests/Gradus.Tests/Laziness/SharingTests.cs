using Gradus.Backends;

namespace Gradus.Tests.Laziness;

/// <summary>A temporary lies in the array of the output that is made of it, where each element is read before it is written.</summary>
[Collection(AloneCollection.Name)]
public sealed class SharingTests
{
    private const int Rows = 96;
    private const int Columns = 301;

    private static readonly Tensor Old = Tensor.RandN([Rows, Columns], seed: 5).Realize();

    // What is made of a product, and how many arrays may be shared.
    private static readonly Dictionary<string, (int Shared, Func<Tensor, Tensor> Use)> Cases = new()
    {
        ["update"] = (1, product => Old - 0.1f * product),
        ["twice in one element"] = (1, product => product * product - Old),
        ["rows are read again before"] = (1, product => Old + (product - product.Mean([1], keepDim: true)).Exp()),
        ["columns have sums"] = (1, product => Old - product * Tensor.Ones([Columns])),
        ["another element"] = (0, product => Old - product.Flip(1)),
        ["turned"] = (0, product => product.Reshape([Columns, Rows]).T.Clone() + Old),
        ["a part"] = (0, product => Old[1.., ..] + product[1.., ..]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void NumbersAreThoseOfSeparateArrays(string name)
    {
        var (shared, use) = Cases[name];
        var left = Tensor.RandN([Rows, Rows], seed: 7).Realize();
        Tensor Together() => use(left.MatMul(Old));
        // What has been realized alone lies in an array of its own.
        var separate = use(left.MatMul(Old).Realize()).Realize();
        foreach (var backend in OnBackend.Fast)
        {
            Assert.Equal(separate.ToDoubles(), OnBackend.Run(backend, Together).ToDoubles());
            Assert.Equal(separate.ToDoubles(), OnBackend.Run(backend, Together).ToDoubles());
        }
        var found = Runner.Record([Together().Node], (plan, _) => plan.Buffers.Count(buffer => buffer.Host >= 0));
        Assert.Equal(shared, found);
    }

    /// <summary>Workers begin one after another: what they all read may have been written over by then.</summary>
    [Theory, InlineData(1000), InlineData(300_000)]
    public void OneElementThatEveryOtherOneIsDividedBy(int elements)
    {
        var x = Tensor.Full([elements], 0.5).Realize();
        var before = Flags.Threads;
        try
        {
            foreach (var threads in new[] { 1, 8 })
            {
                Flags.Threads = threads;
                foreach (var backend in OnBackend.Fast) Check(backend);
            }
        }
        finally
        {
            Flags.Threads = before;
        }

        void Check(Backend backend)
        {
            Assert.Equal([1.0], Distinct(OnBackend.Run(backend, () => Scaled((x * 3).Exp()))));
            var w = x.Clone();
            var step = Capture.Step(() =>
            {
                w *= 3;
                w /= w[1];
                return w[0] * 2;
            });
            for (var call = 0; call < 3; call++) Assert.Equal([2.0], Distinct(OnBackend.Run(backend, step)));
            Assert.Equal([1.0], Distinct(w));
        }

        static Tensor Scaled(Tensor product) => product / product[0];

        static IEnumerable<double> Distinct(Tensor tensor) => tensor.ToDoubles().Distinct();
    }

    // The first result is written when the row's sum is not known yet: the product is read again for the second one.
    [Fact]
    public void WhatIsReadAgainIsNotWrittenOver()
    {
        var left = Tensor.RandN([Rows, Rows], seed: 7).Realize();
        (Tensor Early, Tensor Late) Results(Tensor product) => (product + Old, product - product.Sum([1], keepDim: true));
        var (early, late) = Results(left.MatMul(Old).Realize());
        foreach (var backend in OnBackend.Fast)
        {
            var (first, second) = Results(left.MatMul(Old));
            OnBackend.Run(backend, () =>
            {
                Runner.Realize([first.Node, second.Node]);
                return first;
            });
            Assert.Equal(early.ToDoubles(), first.ToDoubles());
            Assert.Equal(late.ToDoubles(), second.ToDoubles());
        }
    }

    // An emitted loop subtracts the mean once more for the second result rather than keep what it was. The first result lies
    // where the product did by then.
    [Fact]
    public void WhatIsComputedAgainIsNotReadFromWhatWasWritten()
    {
        var left = Tensor.RandN([Rows, Rows], seed: 7).Realize();
        (Tensor Early, Tensor Late) Results(Tensor product)
        {
            var centred = product - product.Mean([1], keepDim: true);
            return (centred * 2, centred * centred.Square().Mean([1], keepDim: true).Rsqrt());
        }
        var (early, late) = Results(left.MatMul(Old).Realize());
        OnBackend.Run(Backend.Walk, () => early);
        OnBackend.Run(Backend.Walk, () => late);
        foreach (var backend in OnBackend.Fast)
        {
            var (first, second) = Results(left.MatMul(Old));
            OnBackend.Run(backend, () =>
            {
                Runner.Realize([first.Node, second.Node]);
                return first;
            });
            Assert.Equal(early.ToDoubles(), first.ToDoubles());
            Assert.Equal(late.ToDoubles(), second.ToDoubles());
        }
    }

    // 30 steps of a layer's training in float64 arrays beside it.
    [Theory, InlineData(false), InlineData(true)]
    public void ALayerLearnsAsInArrays(bool isCaptured)
    {
        const double rate = 1e-4;
        var (x, truth) = (Tensor.RandN([40, Rows], seed: 8).Realize(), Tensor.RandN([40, Columns], seed: 9).Realize());
        var weights = Tensor.Full([Rows, Columns], 0.01f).RequiresGrad();
        Tensor Step(Tensor x, Tensor y)
        {
            var loss = (x.MatMul(weights) - y).Square().Sum();
            loss.Backward();
            using (Autograd.NoGrad()) weights -= rate * weights.Grad;
            weights.ZeroGrad();
            return loss;
        }
        var step = isCaptured ? Capture.Step((Func<Tensor, Tensor, Tensor>)Step) : Step;
        var (inputs, wanted) = (x.ToDoubles(), truth.ToDoubles());
        var twin = new double[Rows * Columns];
        Array.Fill(twin, 0.01f);
        for (var count = 0; count < 30; count++)
        {
            var loss = step(x, truth).Item();
            Assert.Equal(Train(twin, inputs, wanted, rate), loss, 1e-5 * loss);
            // A look at the weights takes them out of the captured step's hands.
            if (count % 10 == 9) AssertClose(twin, weights);
        }
    }

    private static double Train(double[] weights, double[] inputs, double[] wanted, double rate)
    {
        var (loss, gradient) = (0.0, new double[weights.Length]);
        for (var sample = 0; sample < 40; sample++)
            for (var column = 0; column < Columns; column++)
            {
                var error = -wanted[sample * Columns + column];
                for (var row = 0; row < Rows; row++) error += inputs[sample * Rows + row] * weights[row * Columns + column];
                loss += error * error;
                for (var row = 0; row < Rows; row++) gradient[row * Columns + column] += 2 * error * inputs[sample * Rows + row];
            }
        for (var i = 0; i < weights.Length; i++) weights[i] -= rate * gradient[i];
        return loss;
    }

    private static void AssertClose(double[] expected, Tensor found)
    {
        var numbers = found.ToDoubles();
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], numbers[i], 1e-5 * Math.Max(1, Math.Abs(expected[i])));
    }

    [Fact]
    public void CapturedStepsLetTheOldNumbersGo()
    {
        var (step, old) = Train();
        GC.Collect();
        Assert.False(old.TryGetTarget(out _), "the numbers from before the step are still held");
        step();

        // Apart, so that no frame holds them.
        static (Func<Tensor> Step, WeakReference<Array> Old) Train()
        {
            // Small enough that no shelf holds its arrays.
            var weights = Tensor.Ones([100]).RequiresGrad();
            var step = Capture.Step(() =>
            {
                var loss = (weights * weights).Sum();
                loss.Backward();
                using (Autograd.NoGrad()) weights -= 0.1f * weights.Grad;
                weights.ZeroGrad();
                return loss;
            });
            step();
            var old = new WeakReference<Array>(weights.Numbers(out _));
            step();
            step();
            return (step, old);
        }
    }
}
