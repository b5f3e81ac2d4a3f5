using Gradus.Backends;

namespace Gradus.Tests.Laziness;

/// <summary>Optimizers and data loops as people write them, beyond plain descent.</summary>
[Collection(AloneCollection.Name)]
public sealed class OptimizerTests
{
    public static TheoryData<int, int, DType> Shapes => Regression.Shapes;

    [Theory, MemberData(nameof(Shapes))]
    public void AdamWithBiasCorrection(int rows, int columns, DType dtype)
    {
        var model = new Regression(rows, columns, dtype);
        Tensor mean = Tensor.ZerosLike(model.W), square = Tensor.ZerosLike(model.W);
        double[] twinMean = new double[columns], twinSquare = new double[columns];
        SteadyLoop.Run(epoch =>
        {
            double first = 1 - Math.Pow(0.9, epoch + 1), second = 1 - Math.Pow(0.999, epoch + 1);
            var loss = model.Loss();
            loss.Backward();
            using (Autograd.NoGrad())
            {
                mean *= 0.9;
                mean += 0.1 * model.W.Grad;
                square *= 0.999;
                square += 0.001 * model.W.Grad.Square();
                model.W -= 0.01 * (mean / first) / ((square / second).Sqrt() + 1e-8);
            }
            model.ZeroGrad();
            model.TwinZeroGrad();
            Numbers.Close(model.TwinBackward(), loss);
            for (var column = 0; column < columns; column++)
            {
                var slope = model.GradW[column];
                twinMean[column] = 0.9 * twinMean[column] + 0.1 * slope;
                twinSquare[column] = 0.999 * twinSquare[column] + 0.001 * slope * slope;
                model.TwinW[column] -= 0.01 * (twinMean[column] / first) / (Math.Sqrt(twinSquare[column] / second) + 1e-8);
            }
        });
        model.AssertParametersClose();
        Numbers.Close(twinSquare, square);
    }

    [Fact]
    public void ALearningRateHeldInATensor()
    {
        var model = new Regression(300, 20, DType.Float64);
        Tensor rate = Tensor.From([0.1], []);
        var twin = 0.1;
        SteadyLoop.Run(_ =>
        {
            model.Loss().Backward();
            using (Autograd.NoGrad())
            {
                model.W -= rate * model.W.Grad;
                model.B -= rate * model.B.Grad;
                rate *= 0.95;
            }
            model.ZeroGrad();
            model.TwinStep(twin);
            twin *= 0.95;
        });
        model.AssertParametersClose();
        Numbers.Close(twin, rate);
    }

    [Fact]
    public void GradientsClippedInPlaceOverAllParameters()
    {
        var model = new Regression(300, 20, DType.Float64);
        SteadyLoop.Run(_ =>
        {
            model.Loss().Backward();
            var norm = Tensor.Zeros([], DType.Float64);
            foreach (var parameter in new[] { model.W, model.B }) norm = norm + parameter.Grad.Square().Sum();
            var factor = (0.05 / norm.Sqrt()).Minimum(1.0);
            foreach (var parameter in new[] { model.W, model.B }) parameter.Grad.MultiplyInPlace(factor);
            model.Update(0.1);
            model.ZeroGrad();
            model.TwinZeroGrad();
            model.TwinBackward();
            var squares = model.GradB[0] * model.GradB[0] + model.GradW.Sum(slope => slope * slope);
            model.TwinUpdate(0.1 * Math.Min(1, 0.05 / Math.Sqrt(squares)));
        });
        model.AssertParametersClose();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void AParameterMadeAnewEachStep(int rows, int columns, DType dtype)
    {
        var model = new Regression(rows, columns, dtype);
        SteadyLoop.Run(_ =>
        {
            var loss = model.Loss();
            loss.Backward();
            model.W = (model.W - 0.1 * model.W.Grad).Detach().RequiresGrad();
            model.B = (model.B - 0.1 * model.B.Grad).Detach().RequiresGrad();
            Numbers.Close(model.TwinStep(0.1), loss);
        }, runsPerStep: 2);
        model.AssertParametersClose();
    }

    [Fact]
    public void AParameterMadeAnewEachStepAndNothingRead()
    {
        var model = new Regression(300, 20, DType.Float64);
        SteadyLoop.Run(_ =>
        {
            model.Loss().Backward();
            model.W = (model.W - 0.1 * model.W.Grad).Detach().RequiresGrad();
            model.B = (model.B - 0.1 * model.B.Grad).Detach().RequiresGrad();
            model.TwinStep(0.1);
        }, runsPerStep: -1, warmUp: 20, steps: 20);
        model.AssertParametersClose();
    }

    [Fact]
    public void FreshNoiseAndAFreshMaskEveryStep()
    {
        var model = new Regression(1000, 20, DType.Float64);
        var x = model.X.ToDoubles();
        var y = model.Y.ToDoubles();
        SteadyLoop.Run(epoch =>
        {
            Tensor noise = Tensor.RandN([1000, 20], (ulong)epoch, DType.Float64), mask = Tensor.Rand([1000, 20], (ulong)epoch + 77, DType.Float64) > 0.2;
            var loss = ((model.X + 0.1 * noise).Where(mask, 0).MatMul(model.W) + model.B - model.Y).Square().Mean();
            loss.Backward();
            model.Update(0.1);
            model.ZeroGrad();
            Numbers.Close(TwinStep(model, x, y, noise.ToDoubles(), mask.To(DType.Float64).ToDoubles()), loss);
        }, runsPerStep: 1);
        model.AssertParametersClose();

        // Reading the mask's conversion for the twin runs the step, loss and all.
        static double TwinStep(Regression model, double[] x, double[] y, double[] noise, double[] mask)
        {
            var seen = new double[x.Length];
            for (var i = 0; i < x.Length; i++) seen[i] = (x[i] + 0.1 * noise[i]) * mask[i];
            var (loss, slopes, slope) = (0.0, new double[20], 0.0);
            for (var row = 0; row < 1000; row++)
            {
                var residual = model.TwinB[0] - y[row];
                for (var column = 0; column < 20; column++) residual += seen[row * 20 + column] * model.TwinW[column];
                loss += residual * residual / 1000;
                slope += 2 * residual / 1000;
                for (var column = 0; column < 20; column++) slopes[column] += 2 * residual * seen[row * 20 + column] / 1000;
            }
            for (var column = 0; column < 20; column++) model.TwinW[column] -= 0.1 * slopes[column];
            model.TwinB[0] -= 0.1 * slope;
            return loss;
        }
    }

    [Fact]
    public void RowsAndElementsReadOneByOneNeedOnePlanEach()
    {
        var numbers = Numbers.Uniform(600, 2);
        var x = Numbers.Tensor(numbers, [30, 20], DType.Float64) * 2;
        x.Realize();
        PlanCache.Clear();
        var at = 0;
        foreach (var row in x)
        {
            Assert.Equal(2 * numbers[20 * at + 3], row.ToDoubles()[3]);
            Assert.Equal(2 * numbers[20 * at + at % 20], x[at, at % 20].Item());
            Assert.Equal(2 * numbers[20 * at], x[at, 0].Item());
            at++;
        }
        Assert.Equal(30, at);
        Assert.Equal(2, PlanCache.Count);
    }

    [Fact]
    public void ALargeParameterKeepsItsOldValuesRight()
    {
        // Over a megabyte: here plans may write in place, and nothing kept may notice.
        const int count = 300_000;
        var target = Numbers.Tensor(Numbers.Uniform(count, 1), [count], DType.Float32);
        var parameter = Tensor.Zeros([count]).RequiresGrad();
        var kept = new List<Tensor>();
        for (var step = 0; step < 6; step++)
        {
            kept.Add(step % 2 == 0 ? parameter.Detach() : parameter - 0.0);
            (parameter - target).Square().Sum().Backward();
            using (Autograd.NoGrad()) parameter -= 0.25 * parameter.Grad;
            parameter.ZeroGrad();
            if (step == 3) kept[0].Realize();
        }
        // p becomes (p + target) / 2 in each step.
        var expected = 0.0;
        var first = target.ToDoubles();
        foreach (var value in kept)
        {
            var found = value.Detach().ToDoubles();
            for (var i = 0; i < count; i += 37) Assert.Equal(expected * first[i], found[i], 1e-6);
            expected = (expected + 1) / 2;
        }
    }
}
