namespace Gradus.Tests.Laziness;

/// <summary>The ways people write a training loop: the numbers of a plain double loop, one run a step, no new plan, nothing held.</summary>
[Collection(AloneCollection.Name)]
public sealed class TrainingLoopTests
{
    private const double Rate = 0.1;

    public static TheoryData<int, int, DType> Shapes => Regression.Shapes;

    [Theory, MemberData(nameof(Shapes))]
    public void GradientsSetToNull(int rows, int columns, DType dtype)
    {
        var model = new Regression(rows, columns, dtype);
        SteadyLoop.Run(epoch =>
        {
            var loss = model.Loss();
            loss.Backward();
            model.Update(Rate);
            model.W.Grad = null;
            model.B.Grad = null;
            Numbers.Close(model.TwinStep(Rate), loss);
        });
        model.AssertParametersClose();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void GradientsForgottenBeforeBackward(int rows, int columns, DType dtype)
    {
        var model = new Regression(rows, columns, dtype);
        SteadyLoop.Run(epoch =>
        {
            var loss = model.Loss();
            model.ZeroGrad();
            loss.Backward();
            model.Update(Rate);
            Numbers.Close(model.TwinStep(Rate), loss);
        });
        model.AssertParametersClose();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void GradientsMultipliedByZero(int rows, int columns, DType dtype)
    {
        var model = new Regression(rows, columns, dtype);
        SteadyLoop.Run(epoch =>
        {
            var loss = model.Loss();
            loss.Backward();
            model.Update(Rate);
            // Through the setter: C# assigns a new tensor here.
            model.W.Grad *= 0;
            model.B.Grad.MultiplyInPlace(0);
            Numbers.Close(model.TwinStep(Rate), loss);
        });
        model.AssertParametersClose();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void GradientsAssignedZeros(int rows, int columns, DType dtype)
    {
        var model = new Regression(rows, columns, dtype);
        SteadyLoop.Run(epoch =>
        {
            var loss = model.Loss();
            loss.Backward();
            model.Update(Rate);
            model.W.Grad = Tensor.ZerosLike(model.W);
            model.B.Grad = Tensor.ZerosLike(model.B);
            Numbers.Close(model.TwinStep(Rate), loss);
        });
        model.AssertParametersClose();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void LossReadBeforeBackward(int rows, int columns, DType dtype)
    {
        var model = new Regression(rows, columns, dtype);
        SteadyLoop.Run(epoch =>
        {
            var loss = model.Loss();
            Numbers.Close(model.TwinStep(Rate), loss);
            loss.Backward();
            model.Update(Rate);
            model.ZeroGrad();
        });
        model.AssertParametersClose();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void LossReadEverySixthEpoch(int rows, int columns, DType dtype)
    {
        var model = new Regression(rows, columns, dtype);
        SteadyLoop.Run(epoch =>
        {
            var loss = model.Loss();
            loss.Backward();
            model.Update(Rate);
            model.ZeroGrad();
            var expected = model.TwinStep(Rate);
            if (epoch % 6 == 5) Numbers.Close(expected, loss);
        }, warmUp: 12, steps: 6);
        model.AssertParametersClose();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void NothingReadAtAll(int rows, int columns, DType dtype)
    {
        var model = new Regression(rows, columns, dtype);
        SteadyLoop.Run(epoch =>
        {
            model.Loss().Backward();
            model.Update(Rate);
            model.ZeroGrad();
            model.TwinStep(Rate);
        });
        model.AssertParametersClose();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void LearningRateThatChanges(int rows, int columns, DType dtype)
    {
        var model = new Regression(rows, columns, dtype);
        SteadyLoop.Run(epoch =>
        {
            var rate = Rate / (1 + 0.05 * epoch);
            var loss = model.Loss();
            loss.Backward();
            model.Update(rate);
            model.ZeroGrad();
            Numbers.Close(model.TwinStep(rate), loss);
        });
        model.AssertParametersClose();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void GradientsAccumulatedOverBatches(int rows, int columns, DType dtype)
    {
        const int batches = 3;
        var model = new Regression(rows, columns, dtype);
        SteadyLoop.Run(epoch =>
        {
            model.TwinZeroGrad();
            for (var batch = 0; batch < batches; batch++)
            {
                var (from, to) = (rows * batch / batches, rows * (batch + 1) / batches);
                (model.Loss(from, to) / batches).Backward();
                model.TwinBackward(from, to, 1.0 / batches);
            }
            model.Update(Rate);
            model.TwinUpdate(Rate);
            model.ZeroGrad();
        });
        model.AssertParametersClose();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void GradientsAccumulatedAndReadAfterEachBatch(int rows, int columns, DType dtype)
    {
        const int batches = 3;
        var model = new Regression(rows, columns, dtype);
        SteadyLoop.Run(epoch =>
        {
            model.TwinZeroGrad();
            for (var batch = 0; batch < batches; batch++)
            {
                var (from, to) = (rows * batch / batches, rows * (batch + 1) / batches);
                var loss = model.Loss(from, to);
                (loss / batches).Backward();
                Numbers.Close(model.TwinBackward(from, to, 1.0 / batches), loss);
                Numbers.Close(model.GradW, model.W.Grad);
            }
            model.Update(Rate);
            model.TwinUpdate(Rate);
            model.ZeroGrad();
        }, runsPerStep: batches + 1);
        model.AssertParametersClose();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void BatchesBySlicing(int rows, int columns, DType dtype)
    {
        // Slice starts are bound at run time: one plan for all full batches and one for the smaller last one.
        var model = new Regression(rows, columns, dtype);
        var batch = rows / 4 + 1;
        SteadyLoop.Run(epoch =>
        {
            for (var from = 0; from < rows; from += batch)
            {
                var to = Math.Min(from + batch, rows);
                var loss = model.Loss(from, to);
                loss.Backward();
                model.Update(Rate);
                model.ZeroGrad();
                model.TwinZeroGrad();
                Numbers.Close(model.TwinBackward(from, to), loss);
                model.TwinUpdate(Rate);
            }
        }, runsPerStep: 4, warmUp: 4, steps: 4);
        model.AssertParametersClose();
    }

    [Fact]
    public void AFirstPassOverTheBatchesMakesAllPlans()
    {
        var model = new Regression(1000, 20);
        Gradus.Backends.PlanCache.Clear();
        for (var from = 0; from < 1000; from += 7)
        {
            var loss = model.Loss(from, Math.Min(from + 7, 1000));
            loss.Backward();
            model.Update(Rate);
            model.ZeroGrad();
            loss.Item();
        }
        // One for the batches of 7 rows, one for the last one of 6.
        Assert.Equal(2, Gradus.Backends.PlanCache.Count);
    }
}
