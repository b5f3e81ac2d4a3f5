namespace Gradus.Tests.Laziness;

/// <summary>A small network with batch normalization and momentum, trained for 25 to 50 steps beside the same in double arrays.</summary>
[Collection(AloneCollection.Name)]
public sealed class MlpTests
{
    private const double Rate = 0.05;

    private sealed class Mlp
    {
        public readonly MlpTwin Twin;
        public readonly Tensor[] Parameters;
        public readonly Tensor[] Velocities;
        public Tensor RunningMean;
        public Tensor RunningVariance;
        private readonly Tensor x;
        private readonly Tensor classes;

        public Mlp(int batch, DType dtype)
        {
            var inputs = Numbers.Uniform(batch * MlpTwin.Inputs, 20);
            var labels = new long[batch];
            // A rule to learn: which of five sums of four inputs is largest.
            for (var row = 0; row < batch; row++)
                labels[row] = Enumerable.Range(0, 5).MaxBy(c => Enumerable.Range(0, 4).Sum(i => inputs[row * MlpTwin.Inputs + c * 4 + i]));
            Twin = new(batch, inputs, labels);
            x = Numbers.Tensor(inputs, [batch, MlpTwin.Inputs], dtype);
            classes = Tensor.From(labels);
            Shape[] shapes = [[20, 16], [16], [16], [16], [16, 5], [5]];
            Parameters = [.. Twin.Parameters.Zip(shapes, (numbers, shape) => Numbers.Tensor(numbers, shape, dtype).RequiresGrad())];
            Velocities = Array.ConvertAll(Parameters, parameter => Tensor.ZerosLike(parameter));
            RunningMean = Tensor.Zeros([16], dtype);
            RunningVariance = Tensor.Ones([16], dtype);
        }

        public Tensor Loss()
        {
            var hidden = x.MatMul(Parameters[0]) + Parameters[1];
            var mean = hidden.Mean(0);
            var variance = hidden.Var([0], correction: 0);
            using (Autograd.NoGrad())
            {
                RunningMean += MlpTwin.Forgetting * (mean - RunningMean);
                RunningVariance += MlpTwin.Forgetting * (hidden.Var(0) - RunningVariance);
            }
            var normal = (hidden - mean) / (variance + MlpTwin.Epsilon).Sqrt() * Parameters[2] + Parameters[3];
            return (normal.Relu().MatMul(Parameters[4]) + Parameters[5]).CrossEntropy(classes);
        }

        public void Update()
        {
            using var mode = Autograd.NoGrad();
            for (var i = 0; i < Parameters.Length; i++)
            {
                Velocities[i] *= MlpTwin.Momentum;
                Velocities[i] += Parameters[i].Grad;
                Parameters[i] -= Rate * Velocities[i];
                Parameters[i].ZeroGrad();
            }
        }

        public void AssertStatesClose()
        {
            for (var i = 0; i < Parameters.Length; i++)
            {
                Numbers.Close(Twin.Parameters[i], Parameters[i]);
                Numbers.Close(Twin.Velocities[i], Velocities[i]);
            }
            Numbers.Close(Twin.RunningMean, RunningMean);
            Numbers.Close(Twin.RunningVariance, RunningVariance);
        }
    }

    [Theory]
    [InlineData(40, DType.Float64)]
    [InlineData(70, DType.Float32)]
    [InlineData(70, DType.Float64)]
    [InlineData(700, DType.Float32)]
    [InlineData(700, DType.Float64)]
    public void LossReadEveryStep(int batch, DType dtype)
    {
        var model = new Mlp(batch, dtype);
        double first = 0, last = 0;
        SteadyLoop.Run(step =>
        {
            var loss = model.Loss();
            loss.Backward();
            model.Update();
            last = model.Twin.Step(Rate);
            if (step == 0) first = last;
            Numbers.Close(last, loss);
        }, warmUp: 10, steps: batch > 100 ? 15 : 40);
        model.AssertStatesClose();
        Assert.True(last < 0.8 * first, "the network learns nothing, so the test compares nothing");
    }

    [Theory]
    [InlineData(40, DType.Float64)]
    [InlineData(700, DType.Float32)]
    public void NothingReadAtAll(int batch, DType dtype)
    {
        var model = new Mlp(batch, dtype);
        SteadyLoop.Run(step =>
        {
            model.Loss().Backward();
            model.Update();
            model.Twin.Step(Rate);
        }, warmUp: 10, steps: batch > 100 ? 15 : 40);
        model.AssertStatesClose();
    }

    [Fact]
    public void LossReadBeforeBackward()
    {
        var model = new Mlp(70, DType.Float64);
        SteadyLoop.Run(step =>
        {
            var loss = model.Loss();
            Numbers.Close(model.Twin.Step(Rate), loss);
            loss.Backward();
            model.Update();
        }, warmUp: 20, steps: 40);
        model.AssertStatesClose();
    }

    [Fact]
    public void OpAtATimeIsTheSameTraining()
    {
        Flags.OpAtATime = true;
        try
        {
            var model = new Mlp(40, DType.Float64);
            for (var step = 0; step < 10; step++)
            {
                var loss = model.Loss();
                Assert.False(loss.Node.IsPending);
                loss.Backward();
                model.Update();
                Numbers.Close(model.Twin.Step(Rate), loss);
            }
            model.AssertStatesClose();
        }
        finally
        {
            Flags.OpAtATime = false;
        }
    }
}
