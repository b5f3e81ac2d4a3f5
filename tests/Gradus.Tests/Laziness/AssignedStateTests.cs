namespace Gradus.Tests.Laziness;

/// <summary>
/// States that a step assigns anew instead of updating them in place: what the next step builds on is kept when it is computed, so
/// that no step computes again what the one before has computed.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class AssignedStateTests
{
    private const int Rows = 300;
    private const double Rate = 0.05;

    // One prediction a step, in so many runs.
    private static void Run(Action<int> step, int runs = 1)
    {
        SteadyLoop.Run(step, runs);
        using var log = Execution.Watch();
        step(18);
        Assert.Equal(1, log.Runs.Sum(run => run.Sum(part => Count(part, "Sum AlongRow"))));
    }

    private static int Count(RunLog.Step part, string instruction) => part.Text.Split(instruction).Length - 1;

    [Fact]
    public void Momentum()
    {
        var model = new Regression(Rows, 20);
        Tensor velocity = Tensor.ZerosLike(model.W);
        var twin = new double[20];
        Run(_ =>
        {
            var loss = model.Loss();
            loss.Backward();
            using (Autograd.NoGrad())
            {
                velocity = 0.9 * velocity + model.W.Grad;
                model.W -= Rate * velocity;
                model.B -= Rate * model.B.Grad;
            }
            model.ZeroGrad();
            model.TwinZeroGrad();
            Numbers.Close(model.TwinBackward(), loss);
            for (var i = 0; i < twin.Length; i++) model.GradW[i] = twin[i] = 0.9 * twin[i] + model.GradW[i];
            model.TwinUpdate(Rate);
        });
        model.AssertParametersClose();
        Numbers.Close(twin, velocity);
    }

    [Fact]
    public void Adam()
    {
        var model = new Regression(Rows, 20);
        Tensor mean = Tensor.ZerosLike(model.W), square = Tensor.ZerosLike(model.W);
        var (twinMean, twinSquare) = (new double[20], new double[20]);
        Run(epoch =>
        {
            double left = 1 - Math.Pow(0.9, epoch + 1), leftOfSquare = 1 - Math.Pow(0.999, epoch + 1);
            var loss = model.Loss();
            loss.Backward();
            using (Autograd.NoGrad())
            {
                mean = 0.9 * mean + 0.1 * model.W.Grad;
                square = 0.999 * square + 0.001 * model.W.Grad.Square();
                model.W -= 0.01 * (mean / left) / ((square / leftOfSquare).Sqrt() + 1e-8);
                model.B -= Rate * model.B.Grad;
            }
            model.ZeroGrad();
            model.TwinZeroGrad();
            Numbers.Close(model.TwinBackward(), loss);
            for (var i = 0; i < twinMean.Length; i++)
            {
                twinMean[i] = 0.9 * twinMean[i] + 0.1 * model.GradW[i];
                twinSquare[i] = 0.999 * twinSquare[i] + 0.001 * model.GradW[i] * model.GradW[i];
                model.GradW[i] = 0.01 / Rate * (twinMean[i] / left) / (Math.Sqrt(twinSquare[i] / leftOfSquare) + 1e-8);
            }
            model.TwinUpdate(Rate);
        });
        model.AssertParametersClose();
    }

    [Fact]
    public void AnAverageOfTheLosses()
    {
        var model = new Regression(Rows, 20);
        Tensor average = 0.0;
        var twin = 0.0;
        Run(_ =>
        {
            var loss = model.Loss();
            loss.Backward();
            average = 0.9 * average + 0.1 * loss.Detach();
            model.Update(Rate);
            model.ZeroGrad();
            twin = 0.9 * twin + 0.1 * model.TwinStep(Rate);
            Numbers.Close(twin, average);
        });
    }

    [Fact]
    public void AMetricOfThePredictionAfterTheLossHasBeenRead()
    {
        var model = new Regression(Rows, 20);
        Run(_ =>
        {
            var prediction = model.Predict();
            var loss = (prediction - model.Y).Square().Mean();
            loss.Backward();
            model.Update(Rate);
            model.ZeroGrad();
            var twin = model.TwinPredict().Max();
            Numbers.Close(model.TwinStep(Rate), loss);
            Numbers.Close(twin, prediction.Max());
        }, runs: 2);
    }

    [Fact]
    public void WhatIsLookedAtNowAndThenIsNotKeptEveryTime()
    {
        var model = new Regression(Rows, 20);
        var outputs = new List<int>();
        for (var epoch = 0; epoch < 40; epoch++)
        {
            using var log = Execution.Watch();
            var prediction = model.Predict();
            var loss = (prediction - model.Y).Square().Mean();
            loss.Backward();
            model.Update(Rate);
            model.ZeroGrad();
            loss.Item();
            outputs.Add(log.Runs[^1].Sum(part => Count(part, "store")));
            if (epoch % 10 == 9) prediction.Max().Item();
        }
        Assert.Equal(outputs[5], outputs[^1]);
    }
}
