namespace Gradus.Tests.Laziness;

/// <summary>Values kept from before an update are values, not aliases: they stay what they were, whenever they are read.</summary>
[Collection(AloneCollection.Name)]
public sealed class KeptValueTests
{
    private const double Rate = 0.1;

    public static TheoryData<int, int, DType> Shapes => Regression.Shapes;

    private static void Step(Regression model)
    {
        model.Loss().Backward();
        model.Update(Rate);
        model.ZeroGrad();
        model.TwinStep(Rate);
    }

    [Theory, MemberData(nameof(Shapes))]
    public void PredictionReadAfterTheUpdate(int rows, int columns, DType dtype)
    {
        var model = new Regression(rows, columns, dtype);
        SteadyLoop.Run(epoch =>
        {
            var prediction = model.Predict();
            var loss = (prediction - model.Y).Square().Mean();
            loss.Backward();
            model.Update(Rate);
            model.ZeroGrad();
            var expected = model.TwinPredict();
            Numbers.Close(model.TwinStep(Rate), loss);
            Numbers.Close(expected, prediction);
        }, runsPerStep: 2);
        model.AssertParametersClose();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void PredictionOfTheStartReadAfterTraining(int rows, int columns, DType dtype)
    {
        var model = new Regression(rows, columns, dtype);
        var start = model.Predict();
        var expected = model.TwinPredict();
        for (var epoch = 0; epoch < 20; epoch++) Step(model);
        Numbers.Close(expected, start);
        model.AssertParametersClose();
    }

    [Fact]
    public void LossesKeptUnreadForManySteps()
    {
        var model = new Regression(300, 20);
        var losses = new List<Tensor>();
        var expected = new List<double>();
        SteadyLoop.Run(_ =>
        {
            losses.Clear();
            expected.Clear();
            for (var epoch = 0; epoch < 100; epoch++)
            {
                var loss = model.Loss();
                loss.Backward();
                model.Update(Rate);
                model.ZeroGrad();
                losses.Add(loss);
                expected.Add(model.TwinStep(Rate));
            }
            for (var epoch = 0; epoch < 100; epoch++) Numbers.Close(expected[epoch], losses[epoch]);
        }, runsPerStep: -1, warmUp: 2, steps: 2);
    }

    [Theory, MemberData(nameof(Shapes))]
    public void SnapshotByDetach(int rows, int columns, DType dtype) => Snapshot(new(rows, columns, dtype), w => w.Detach());

    [Theory, MemberData(nameof(Shapes))]
    public void SnapshotByClone(int rows, int columns, DType dtype) => Snapshot(new(rows, columns, dtype), w => w.Clone());

    [Fact]
    public void SnapshotByDetachOfAClone() => Snapshot(new(300, 20), w => w.Clone().Detach());

    private static void Snapshot(Regression model, Func<Tensor, Tensor> take)
    {
        var snapshots = new Tensor[5];
        var expected = new double[5][];
        for (var i = 0; i < snapshots.Length; i++)
        {
            // The update before may still wait, or the parameter may have been read: a snapshot of either kind.
            if (i % 2 == 0) model.W.Realize();
            (snapshots[i], expected[i]) = (take(model.W), (double[])model.TwinW.Clone());
            Step(model);
        }
        for (var i = 0; i < snapshots.Length; i++) Numbers.Close(expected[i], snapshots[i]);
        model.AssertParametersClose();
    }

    [Fact]
    public void BestParametersKept()
    {
        // The idiom of early stopping: the smallest loss so far decides which snapshot stays.
        var model = new Regression(300, 20);
        Tensor? best = null;
        double[] expected = [];
        var (least, twinLeast) = (double.MaxValue, double.MaxValue);
        SteadyLoop.Run(epoch =>
        {
            var loss = model.Loss().Item();
            if (loss < least) (best, least) = (model.W.Detach(), loss);
            var twin = model.TwinLoss();
            if (twin < twinLeast) (expected, twinLeast) = ((double[])model.TwinW.Clone(), twin);
            var rate = epoch % 7 == 6 ? 3.0 : Rate;
            model.Loss().Backward();
            model.Update(rate);
            model.ZeroGrad();
            model.TwinStep(rate);
        }, runsPerStep: -1, warmUp: 7, steps: 7);
        Numbers.Close(expected, best!);
    }

    [Theory, MemberData(nameof(Shapes))]
    public void OldAndNewWeightsInOneRead(int rows, int columns, DType dtype)
    {
        var model = new Regression(rows, columns, dtype);
        SteadyLoop.Run(epoch =>
        {
            var old = model.W.Detach();
            var expected = (double[])model.TwinW.Clone();
            Step(model);
            var change = model.W.Detach() - old;
            for (var column = 0; column < columns; column++) expected[column] = model.TwinW[column] - expected[column];
            Numbers.Close(expected, change);
        });
        model.AssertParametersClose();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void LossNowLessLossBefore(int rows, int columns, DType dtype)
    {
        var model = new Regression(rows, columns, dtype);
        Tensor before = double.NaN;
        var twinBefore = double.NaN;
        SteadyLoop.Run(epoch =>
        {
            var loss = model.Loss();
            loss.Backward();
            model.Update(Rate);
            model.ZeroGrad();
            var twin = model.TwinStep(Rate);
            if (epoch > 0) Numbers.Close(twin - twinBefore, loss - before);
            (before, twinBefore) = (loss, twin);
        });
    }

    [Theory, MemberData(nameof(Shapes))]
    public void ValidationLossReadAtTheEnd(int rows, int columns, DType dtype)
    {
        // Built without history before training and after each step, and looked at only when all is over.
        var model = new Regression(rows, columns, dtype);
        var losses = new List<Tensor>();
        var expected = new List<double>();
        for (var epoch = 0; epoch < 8; epoch++)
        {
            using (Autograd.NoGrad()) losses.Add(model.Loss());
            expected.Add(model.TwinLoss());
            Step(model);
        }
        for (var epoch = 0; epoch < 8; epoch++) Numbers.Close(expected[epoch], losses[epoch]);
    }

    [Fact]
    public void ASliceOfAParameterIsAValue()
    {
        var model = new Regression(300, 20);
        Tensor part = model.W.Detach()[3..7], flipped = model.W.Detach().Flip();
        var (expected, reversed) = (model.TwinW[3..7], model.TwinW.Reverse().ToArray());
        Step(model);
        Step(model);
        Numbers.Close(expected, part);
        Numbers.Close(reversed, flipped);
    }

    [Fact]
    public void ArraysAreCopiedInAndOut()
    {
        float[] numbers = [1, 2, 3];
        var tensor = Tensor.From(numbers);
        var parameter = Tensor.From(numbers).RequiresGrad();
        numbers[0] = 100;
        var read = tensor.ToArray<float>();
        read[1] = 100;
        using (Autograd.NoGrad()) parameter += 1f;
        Assert.Equal([1f, 2, 3], tensor.ToArray<float>());
        Assert.Equal([2f, 3, 4], parameter.ToArray<float>());
    }

    [Fact]
    public void BecomingAParameterNeverOverwritesWhatItWasMadeFrom()
    {
        var numbers = Numbers.Uniform(20, 5);
        var given = Numbers.Tensor(numbers, [20], DType.Float64);
        var parameter = given.Detach().RequiresGrad();
        for (var step = 0; step < 5; step++)
        {
            (parameter * parameter).Sum().Backward();
            using (Autograd.NoGrad()) parameter -= 0.25 * parameter.Grad;
            parameter.ZeroGrad();
            parameter.Realize();
        }
        Numbers.Close(numbers, given);
        Numbers.Close(Array.ConvertAll(numbers, number => number / 32), parameter);
    }

    [Fact]
    public void DataThatIsUpdatedInPlaceKeepsWhatWasBuiltOnIt()
    {
        var numbers = Numbers.Uniform(5000, 3);
        var data = Numbers.Tensor(numbers, [5000], DType.Float64);
        var before = data * 2;
        data += 1;
        var after = data * 2;
        data[0..10] = 7;
        Numbers.Close(Array.ConvertAll(numbers, number => 2 * number), before);
        Numbers.Close(Array.ConvertAll(numbers, number => 2 * (number + 1)), after);
        for (var i = 0; i < numbers.Length; i++) numbers[i] = i < 10 ? 7 : numbers[i] + 1;
        Numbers.Close(numbers, data);
    }
}
