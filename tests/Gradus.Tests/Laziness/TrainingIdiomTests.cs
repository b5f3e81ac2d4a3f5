using Gradus.Backends;

namespace Gradus.Tests.Laziness;

/// <summary>What people do around the gradient step: decay, clipping, averages, several losses, several models, frozen parts.</summary>
[Collection(AloneCollection.Name)]
public sealed class TrainingIdiomTests
{
    private const double Rate = 0.1;

    public static TheoryData<int, int, DType> Shapes => Regression.Shapes;

    [Theory, MemberData(nameof(Shapes))]
    public void TwoForwardsAndOneBackward(int rows, int columns, DType dtype)
    {
        var model = new Regression(rows, columns, dtype);
        var half = rows / 2;
        SteadyLoop.Run(epoch =>
        {
            Tensor first = model.Loss(0, half), second = model.Loss(half, rows);
            var loss = first + 0.5 * second;
            loss.Backward();
            model.Update(Rate);
            model.ZeroGrad();
            model.TwinZeroGrad();
            var (twinFirst, twinSecond) = (model.TwinBackward(0, half), model.TwinBackward(half, rows, 0.5));
            model.TwinUpdate(Rate);
            Numbers.Close(twinFirst + 0.5 * twinSecond, loss);
        });
        model.AssertParametersClose();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void DecayThenGradientStep(int rows, int columns, DType dtype)
    {
        var model = new Regression(rows, columns, dtype);
        SteadyLoop.Run(epoch =>
        {
            var loss = model.Loss();
            loss.Backward();
            using (Autograd.NoGrad())
            {
                model.W *= 0.99;
                model.W -= Rate * model.W.Grad;
                model.B -= Rate * model.B.Grad;
            }
            model.ZeroGrad();
            model.TwinZeroGrad();
            var twin = model.TwinBackward();
            for (var column = 0; column < columns; column++) model.TwinW[column] *= 0.99;
            model.TwinUpdate(Rate);
            Numbers.Close(twin, loss);
        });
        model.AssertParametersClose();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void DecayInsideTheGradientStep(int rows, int columns, DType dtype)
    {
        var model = new Regression(rows, columns, dtype);
        SteadyLoop.Run(epoch =>
        {
            var loss = model.Loss();
            loss.Backward();
            using (Autograd.NoGrad())
            {
                model.W -= Rate * (model.W.Grad + 0.1 * model.W);
                model.B -= Rate * model.B.Grad;
            }
            model.ZeroGrad();
            model.TwinZeroGrad();
            var twin = model.TwinBackward();
            for (var column = 0; column < columns; column++) model.GradW[column] += 0.1 * model.TwinW[column];
            model.TwinUpdate(Rate);
            Numbers.Close(twin, loss);
        });
        model.AssertParametersClose();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void PenaltyInTheLoss(int rows, int columns, DType dtype)
    {
        var model = new Regression(rows, columns, dtype);
        SteadyLoop.Run(epoch =>
        {
            var loss = model.Loss() + 0.01 * model.W.Square().Sum();
            loss.Backward();
            model.Update(Rate);
            model.ZeroGrad();
            model.TwinZeroGrad();
            var twin = model.TwinBackward();
            for (var column = 0; column < columns; column++)
            {
                twin += 0.01 * model.TwinW[column] * model.TwinW[column];
                model.GradW[column] += 0.02 * model.TwinW[column];
            }
            model.TwinUpdate(Rate);
            Numbers.Close(twin, loss);
        });
        model.AssertParametersClose();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void GradientsClippedByNorm(int rows, int columns, DType dtype)
    {
        // The limit is passed in the first epochs and not in the later ones; the formula has to be one for both.
        var model = new Regression(rows, columns, dtype);
        const double limit = 0.05;
        SteadyLoop.Run(epoch =>
        {
            var loss = model.Loss();
            loss.Backward();
            using (Autograd.NoGrad())
            {
                var norm = (model.W.Grad.Square().Sum() + model.B.Grad.Square().Sum()).Sqrt();
                var factor = (limit / norm).Minimum(1.0);
                model.W -= Rate * factor * model.W.Grad;
                model.B -= Rate * factor * model.B.Grad;
            }
            model.ZeroGrad();
            model.TwinZeroGrad();
            var twin = model.TwinBackward();
            var squares = model.GradB[0] * model.GradB[0];
            foreach (var slope in model.GradW) squares += slope * slope;
            model.TwinUpdate(Rate * Math.Min(1, limit / Math.Sqrt(squares)));
            Numbers.Close(twin, loss);
        });
        model.AssertParametersClose();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void MomentumInAStateOfItsOwn(int rows, int columns, DType dtype)
    {
        var model = new Regression(rows, columns, dtype);
        var velocity = Tensor.ZerosLike(model.W);
        var twin = new double[columns];
        SteadyLoop.Run(epoch =>
        {
            model.Loss().Backward();
            using (Autograd.NoGrad())
            {
                velocity *= 0.9;
                velocity += model.W.Grad;
                model.W -= 0.02 * velocity;
                model.B -= Rate * model.B.Grad;
            }
            model.ZeroGrad();
            model.TwinZeroGrad();
            model.TwinBackward();
            for (var column = 0; column < columns; column++)
            {
                twin[column] = 0.9 * twin[column] + model.GradW[column];
                model.GradW[column] = twin[column] * 0.02 / Rate;
            }
            model.TwinUpdate(Rate);
        });
        model.AssertParametersClose();
        Numbers.Close(twin, velocity);
    }

    [Theory, MemberData(nameof(Shapes))]
    public void PolyakAverageAndRunningMeanNobodyReads(int rows, int columns, DType dtype)
    {
        // States that no loss leads to: found through the groups, kept up to date step by step.
        var model = new Regression(rows, columns, dtype);
        Tensor average = model.W.Clone().Detach(), mean = Tensor.Zeros([columns], dtype);
        double[] twinAverage = [.. model.TwinW], twinMean = new double[columns];
        SteadyLoop.Run(epoch =>
        {
            model.Loss().Backward();
            model.Update(Rate);
            model.ZeroGrad();
            model.TwinStep(Rate);
            using (Autograd.NoGrad())
            {
                average *= 0.9;
                average += 0.1 * model.W;
                mean += (model.W - mean) / (epoch + 1.0);
            }
            for (var column = 0; column < columns; column++)
            {
                twinAverage[column] = 0.9 * twinAverage[column] + 0.1 * model.TwinW[column];
                twinMean[column] += (model.TwinW[column] - twinMean[column]) / (epoch + 1.0);
            }
        }, runsPerStep: 1);
        Numbers.Close(twinAverage, average);
        Numbers.Close(twinMean, mean);
    }

    [Theory, MemberData(nameof(Shapes))]
    public void TargetNetworkCopiedEveryFifthStep(int rows, int columns, DType dtype)
    {
        var model = new Regression(rows, columns, dtype);
        var target = model.W.Detach();
        double[] twinTarget = [.. model.TwinW];
        SteadyLoop.Run(epoch =>
        {
            // The target's prediction stands in the loss as data.
            var loss = (model.Predict() - 0.5 * model.X.MatMul(target)).Square().Mean();
            loss.Backward();
            model.Update(Rate);
            model.ZeroGrad();
            var expected = TwinStepTowards(model, twinTarget);
            if (epoch % 5 == 4)
            {
                target.Assign(model.W.Detach());
                twinTarget = [.. model.TwinW];
            }
            Numbers.Close(expected, loss);
        }, runsPerStep: -1, warmUp: 15, steps: 10);
        Numbers.Close(twinTarget, target);
        model.AssertParametersClose();
    }

    // The step of the test above on arrays: the loss is quadratic in w - target / 2, with no y.
    private static double TwinStepTowards(Regression model, double[] target)
    {
        var x = model.X.ToDoubles();
        var (loss, slopes, slope) = (0.0, new double[model.Columns], 0.0);
        for (var row = 0; row < model.Rows; row++)
        {
            var residual = model.TwinB[0];
            for (var column = 0; column < model.Columns; column++)
                residual += x[row * model.Columns + column] * (model.TwinW[column] - 0.5 * target[column]);
            loss += residual * residual / model.Rows;
            slope += 2 * residual / model.Rows;
            for (var column = 0; column < model.Columns; column++)
                slopes[column] += 2 * residual * x[row * model.Columns + column] / model.Rows;
        }
        for (var column = 0; column < model.Columns; column++) model.TwinW[column] -= Rate * slopes[column];
        model.TwinB[0] -= Rate * slope;
        return loss;
    }

    [Theory, MemberData(nameof(Shapes))]
    public void MetricsWithoutHistoryBeforeAndAfterTheUpdate(int rows, int columns, DType dtype)
    {
        var model = new Regression(rows, columns, dtype);
        SteadyLoop.Run(epoch =>
        {
            var loss = model.Loss();
            Tensor before, after;
            using (Autograd.NoGrad()) before = (model.Predict() - model.Y).Abs().Mean();
            var twinBefore = MeanError(model);
            loss.Backward();
            model.Update(Rate);
            model.ZeroGrad();
            using (Autograd.NoGrad()) after = (model.Predict() - model.Y).Abs().Mean();
            var twin = model.TwinStep(Rate);
            var twinAfter = MeanError(model);
            Numbers.Close(twin, loss);
            Numbers.Close(twinBefore, before);
            Numbers.Close(twinAfter, after);
        }, runsPerStep: 3);
    }

    private static double MeanError(Regression model)
    {
        var (prediction, y, sum) = (model.TwinPredict(), model.Y.ToDoubles(), 0.0);
        for (var row = 0; row < model.Rows; row++) sum += Math.Abs(prediction[row] - y[row]);
        return sum / model.Rows;
    }

    [Theory, MemberData(nameof(Shapes))]
    public void TwoModelsTrainedInTurnWithOneRead(int rows, int columns, DType dtype)
    {
        Regression first = new(rows, columns, dtype), second = new(rows, columns, dtype, seed: 11);
        SteadyLoop.Run(epoch =>
        {
            Tensor lossOfFirst = first.Loss(), lossOfSecond = second.Loss();
            lossOfFirst.Backward();
            first.Update(Rate);
            first.ZeroGrad();
            lossOfSecond.Backward();
            second.Update(Rate);
            second.ZeroGrad();
            Numbers.Close(first.TwinStep(Rate) + second.TwinStep(Rate), lossOfFirst + lossOfSecond);
        });
        first.AssertParametersClose();
        second.AssertParametersClose();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void OneParameterInTwoModels(int rows, int columns, DType dtype)
    {
        // The second model uses the first one's w, and adds to its gradient.
        Regression first = new(rows, columns, dtype), second = new(rows, columns, dtype, seed: 11);
        SteadyLoop.Run(epoch =>
        {
            second.W = first.W;
            Array.Copy(first.TwinW, second.TwinW, columns);
            Tensor lossOfFirst = first.Loss(), lossOfSecond = second.Loss();
            lossOfFirst.Backward();
            lossOfSecond.Backward();
            first.Update(Rate);
            first.ZeroGrad();
            second.ZeroGrad();
            first.TwinZeroGrad();
            second.TwinZeroGrad();
            var (twinFirst, twinSecond) = (first.TwinBackward(), second.TwinBackward());
            for (var column = 0; column < columns; column++) first.GradW[column] += second.GradW[column];
            first.TwinUpdate(Rate);
            Numbers.Close(twinFirst, lossOfFirst);
            Numbers.Close(twinSecond, lossOfSecond);
        }, runsPerStep: 1);
        first.AssertParametersClose();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void ACopyThatIsTiedEveryStep(int rows, int columns, DType dtype)
    {
        // A fresh leaf with the parameter's value: gradients of the copy are not the parameter's.
        var model = new Regression(rows, columns, dtype);
        SteadyLoop.Run(epoch =>
        {
            var copy = model.W.Detach().RequiresGrad();
            var loss = (model.X.MatMul(copy) + model.B - model.Y).Square().Mean();
            loss.Backward();
            Assert.False(model.W.HasGrad);
            using (Autograd.NoGrad())
            {
                model.W -= Rate * copy.Grad;
                model.B -= Rate * model.B.Grad;
            }
            model.B.ZeroGrad();
            Numbers.Close(model.TwinStep(Rate), loss);
        });
        model.AssertParametersClose();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void OnlyTheLastLayerTrained(int rows, int columns, DType dtype)
    {
        var model = new Regression(rows, columns, dtype);
        var expected = (double[])model.TwinW.Clone();
        SteadyLoop.Run(epoch =>
        {
            var features = model.X.MatMul(model.W);
            var loss = (features.Detach() + model.B - model.Y).Square().Mean();
            loss.Backward();
            Assert.False(model.W.HasGrad);
            using (Autograd.NoGrad()) model.B -= Rate * model.B.Grad;
            model.B.ZeroGrad();
            model.TwinZeroGrad();
            var twin = model.TwinBackward();
            model.TwinB[0] -= Rate * model.GradB[0];
            Numbers.Close(twin, loss);
        });
        Numbers.Close(expected, model.W);
        model.AssertParametersClose();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void GradientsWithoutBackward(int rows, int columns, DType dtype)
    {
        var model = new Regression(rows, columns, dtype);
        SteadyLoop.Run(epoch =>
        {
            var loss = model.Loss();
            var gradients = Autograd.Grad(loss, [model.W, model.B]);
            using (Autograd.NoGrad())
            {
                model.W -= Rate * gradients[0];
                model.B -= Rate * gradients[1];
            }
            Numbers.Close(model.TwinStep(Rate), loss);
        });
        model.AssertParametersClose();
    }

    [Fact]
    public void StatesThatNobodyReadsCostNoRunOfTheirOwn()
    {
        var model = new Regression(300, 20);
        var seen = Tensor.Zeros([], DType.Float64);
        SteadyLoop.Run(epoch =>
        {
            var loss = model.Loss();
            loss.Backward();
            model.Update(Rate);
            model.ZeroGrad();
            using (Autograd.NoGrad()) seen += loss.Detach().To(DType.Float64);
            model.TwinStep(Rate);
        });
        Assert.True(seen.Item() > 0);
        Assert.True(Runner.Runs > 0);
    }
}
