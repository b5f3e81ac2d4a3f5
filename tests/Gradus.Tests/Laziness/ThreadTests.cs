namespace Gradus.Tests.Laziness;

/// <summary>Several threads on one graph, on shared weights, and on models of their own.</summary>
[Collection(AloneCollection.Name)]
public sealed class ThreadTests
{
    [Fact]
    public void OneUnrealizedTensorReadByTwoThreads()
    {
        var numbers = Numbers.Uniform(9000, 1);
        for (var round = 0; round < 50; round++)
        {
            // Shared inner nodes, read at different places, by threads that race to publish them.
            var x = Numbers.Tensor(numbers, [90, 100], DType.Float32);
            var shared = (x * 1.5f).Tanh();
            var sums = shared.Sum([1], keepDim: true);
            var result = shared / (sums + 200f);
            var found = new float[2][];
            Threads.Together(2, thread =>
            {
                if (thread == round % 2) sums.Realize();
                found[thread] = result.ToArray<float>();
            });
            Assert.Equal(found[0], found[1]);
            var again = (x * 1.5f).Tanh();
            Assert.Equal(found[0], (again / (again.Sum([1], keepDim: true) + 200f)).ToArray<float>());
        }
    }

    [Fact]
    public void ChainsReadFromBothEnds()
    {
        for (var round = 0; round < 10; round++)
        {
            var x = Numbers.Tensor(Numbers.Uniform(200, round), [200], DType.Float64);
            var chain = new List<Tensor> { x };
            for (var i = 0; i < 60; i++) chain.Add(chain[^1] * 0.9 + chain[Math.Max(0, i - 3)] * 0.05);
            var expected = new List<double[]> { x.ToDoubles() };
            for (var i = 0; i < 60; i++)
                expected.Add([.. expected[^1].Zip(expected[Math.Max(0, i - 3)], (a, b) => a * 0.9 + b * 0.05)]);
            Threads.Together(3, thread =>
            {
                for (var i = 0; i < chain.Count; i++)
                {
                    var at = thread switch { 0 => i, 1 => chain.Count - 1 - i, _ => i * 17 % chain.Count };
                    Numbers.Close(expected[at], chain[at]);
                }
            });
        }
    }

    [Fact]
    public void SeparateModelsTrainedAtOnceEqualTheSequentialResult()
    {
        const int models = 4;
        double[] Train(int seed)
        {
            var model = new Regression(700, 20, seed: seed);
            for (var epoch = 0; epoch < 30; epoch++)
            {
                var loss = model.Loss();
                loss.Backward();
                model.Update(0.1);
                model.ZeroGrad();
                if (epoch % 3 == seed % 3) loss.Item();
            }
            return [.. model.W.ToDoubles(), model.B.Item()];
        }

        var expected = new double[models][];
        for (var seed = 0; seed < models; seed++) expected[seed] = Train(seed);
        var found = new double[models][];
        Threads.Together(models, thread => found[thread] = Train(thread));
        // To the bit: nothing may depend on who else computes.
        for (var seed = 0; seed < models; seed++) Assert.Equal(expected[seed], found[seed]);
    }

    [Fact]
    public void InferenceOnSharedWeightsWithPendingUpdates()
    {
        for (var round = 0; round < 20; round++)
        {
            var model = new Regression(300, 20, seed: round);
            model.Loss().Backward();
            model.Update(0.1);
            model.ZeroGrad();
            model.TwinStep(0.1);
            var expected = model.TwinPredict();
            // The update still waits: whoever comes first runs it.
            Threads.Together(3, thread =>
            {
                using var mode = Autograd.NoGrad();
                for (var i = 0; i < 5; i++)
                {
                    Numbers.Close(expected, model.Predict());
                    Numbers.Close(expected[^1], model.Predict()[^1]);
                }
            });
            model.AssertParametersClose();
        }
    }

    [Fact]
    public void InferenceWhileAnotherThreadTrainsItsOwnModel()
    {
        var fixedModel = new Regression(300, 20);
        var expected = fixedModel.TwinPredict();
        var trained = new Regression(300, 20, seed: 4);
        Threads.Together(3, thread =>
        {
            for (var i = 0; i < 60; i++)
            {
                if (thread == 0)
                {
                    trained.Loss().Backward();
                    trained.Update(0.1);
                    trained.ZeroGrad();
                    trained.TwinStep(0.1);
                }
                else
                {
                    using var mode = Autograd.NoGrad();
                    Numbers.Close(expected, fixedModel.Predict());
                }
            }
        });
        trained.AssertParametersClose();
    }

    [Fact]
    public void ModesBelongToTheirThread()
    {
        using (Autograd.NoGrad())
        {
            var enabled = false;
            Threads.Together(1, _ => enabled = Autograd.IsEnabled);
            Assert.True(enabled);
            Assert.False(Autograd.IsEnabled);
        }
        Assert.True(Autograd.IsEnabled);
    }

    [Fact]
    public void TheSameBitsOnAnyNumberOfThreads()
    {
        var before = Flags.Threads;
        try
        {
            var found = new List<double[]>();
            foreach (var threads in new[] { 1, 2, 3, 7 })
            {
                Flags.Threads = threads;
                var model = new Regression(9000, 20);
                for (var epoch = 0; epoch < 3; epoch++)
                {
                    model.Loss().Backward();
                    model.Update(0.1);
                    model.ZeroGrad();
                }
                found.Add([.. model.W.ToDoubles(), .. model.Predict().ToDoubles(), model.Loss().Item()]);
            }
            for (var i = 1; i < found.Count; i++) Assert.Equal(found[0], found[i]);
        }
        finally
        {
            Flags.Threads = before;
        }
    }
}
