namespace Gradus.Tests.Laziness;

/// <summary>A recurrence over many steps is one expression: gradients through all of it, and one run for each step of training.</summary>
[Collection(AloneCollection.Name)]
public sealed class SequenceTests
{
    private const double Rate = 0.01;

    // h = tanh(w h + u x) and its two weights, by hand.
    private sealed class Twin
    {
        public double Feedback = 0.9;
        public double Input = 0.5;

        public double Step(double[] sequence, bool isEachScored)
        {
            var states = new double[sequence.Length + 1];
            var loss = 0.0;
            for (var i = 0; i < sequence.Length; i++)
            {
                states[i + 1] = Math.Tanh(Feedback * states[i] + Input * sequence[i]);
                if (isEachScored || i == sequence.Length - 1) loss += states[i + 1] * states[i + 1];
            }
            var (slope, byFeedback, byInput) = (0.0, 0.0, 0.0);
            for (var i = sequence.Length - 1; i >= 0; i--)
            {
                if (isEachScored || i == sequence.Length - 1) slope += 2 * states[i + 1];
                slope *= 1 - states[i + 1] * states[i + 1];
                byFeedback += slope * states[i];
                byInput += slope * sequence[i];
                slope *= Feedback;
            }
            Feedback -= Rate * byFeedback / sequence.Length;
            Input -= Rate * byInput / sequence.Length;
            return loss;
        }
    }

    private static double[] Sequence(int length) => [.. Enumerable.Range(0, length).Select(i => Math.Sin(i * i))];

    [Theory]
    [InlineData(30, false, false), InlineData(30, true, false), InlineData(30, true, true)]
    [InlineData(1500, false, false), InlineData(1500, true, false), InlineData(1500, true, true)]
    [InlineData(3000, false, false), InlineData(3000, false, true)]
    public void AsByHand(int length, bool isEachScored, bool isCaptured)
    {
        var sequence = Sequence(length);
        var (x, twin) = (Tensor.From(sequence), new Twin());
        Tensor feedback = Tensor.From([0.9]).RequiresGrad(), input = Tensor.From([0.5]).RequiresGrad();
        var captured = Capture.Step(Train);
        SteadyLoop.Run(
            _ => Assert.Equal(twin.Step(sequence, isEachScored), (isCaptured ? captured() : Train()).Item(), 1e-9 * length),
            warmUp: 4, steps: 3);
        Assert.Equal(twin.Feedback, feedback.Item(), 1e-9);
        Assert.Equal(twin.Input, input.Item(), 1e-9);

        Tensor Train()
        {
            Tensor state = Tensor.Zeros([1], DType.Float64), loss = Tensor.Zeros([1], DType.Float64);
            for (var i = 0; i < length; i++)
            {
                state = (feedback * state + input * x[i]).Tanh();
                if (isEachScored || i == length - 1) loss += state.Square();
            }
            loss.Backward();
            using (Autograd.NoGrad())
            {
                feedback -= Rate / length * feedback.Grad;
                input -= Rate / length * input.Grad;
            }
            feedback.ZeroGrad();
            input.ZeroGrad();
            return loss;
        }
    }
}
