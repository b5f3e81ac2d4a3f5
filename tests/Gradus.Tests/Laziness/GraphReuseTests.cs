namespace Gradus.Tests.Laziness;

/// <summary>One graph used more than once: backward twice, after an update, through a gradient, over a penalty.</summary>
[Collection(AloneCollection.Name)]
public sealed class GraphReuseTests
{
    [Fact]
    public void BackwardTwiceDoublesTheGradient()
    {
        var model = new Regression(300, 20, DType.Float64);
        var loss = model.Loss();
        loss.Backward();
        loss.Item();
        loss.Backward();
        model.TwinBackward();
        model.TwinBackward();
        Numbers.Close(model.GradW, model.W.Grad);
        Numbers.Close(model.GradB, model.B.Grad);
    }

    [Fact]
    public void BackwardOfALossBuiltBeforeTheUpdate()
    {
        // The expression holds the old values; so does its gradient, which still goes to the parameter.
        var model = new Regression(300, 20, DType.Float64);
        Tensor first = model.Loss(), second = model.Loss();
        first.Backward();
        model.Update(0.1);
        model.ZeroGrad();
        model.W.Realize();
        second.Backward();
        model.TwinBackward();
        Numbers.Close(model.GradW, model.W.Grad);
        model.TwinUpdate(0.1);
        model.AssertParametersClose();
    }

    [Fact]
    public void OneGraphOverTwoGenerationsOfAParameter()
    {
        // w w' with w' = w - 1: both generations are the parameter, so its gradient is the sum w' + w.
        var w = Tensor.From([3.0]).RequiresGrad();
        var first = w * 1.0;
        using (Autograd.NoGrad()) w -= 1;
        (first * w).Sum().Backward();
        Assert.Equal(5, w.Grad.Item());
    }

    [Theory, MemberData(nameof(Regression.Shapes), MemberType = typeof(Regression))]
    public void PenaltyOnTheGradient(int rows, int columns, DType dtype)
    {
        // loss + |gradient|^2: with H = 2/N x'x, the penalty's gradient is 2 H times the gradient (b is left alone).
        var model = new Regression(rows, columns, dtype);
        var x = model.X.ToDoubles();
        SteadyLoop.Run(_ =>
        {
            var loss = model.Loss();
            var slope = Autograd.Grad(loss, [model.W], createGraph: true)[0];
            (loss + 0.1 * slope.Square().Sum()).Backward();
            using (Autograd.NoGrad()) model.W -= 0.05 * model.W.Grad;
            model.ZeroGrad();
            model.TwinZeroGrad();
            var twin = model.TwinBackward();
            var curved = new double[columns];
            for (var row = 0; row < rows; row++)
            {
                var product = 0.0;
                for (var column = 0; column < columns; column++) product += x[row * columns + column] * model.GradW[column];
                for (var column = 0; column < columns; column++) curved[column] += 2.0 / rows * product * x[row * columns + column];
            }
            for (var column = 0; column < columns; column++) model.TwinW[column] -= 0.05 * (model.GradW[column] + 0.2 * curved[column]);
            Numbers.Close(twin, loss);
        }, warmUp: 4, steps: 4);
        model.AssertParametersClose();
    }

    [Fact]
    public void SecondDerivativesByTwoBackwards()
    {
        var x = Tensor.From([0.3, -1.2]).RequiresGrad();
        x.Exp().Sum().Backward(createGraph: true);
        var first = x.Grad;
        x.ZeroGrad();
        (first * Tensor.From([1.0, 2])).Sum().Backward();
        Numbers.Close([Math.Exp(0.3), 2 * Math.Exp(-1.2)], x.Grad);
    }

    [Fact]
    public void TwoPlayersThatMoveInTurn()
    {
        // min over u, max over v of uv + u^2/2 - v^2/2, each step with the other one as data.
        Tensor u = Tensor.From([1.0]).RequiresGrad(), v = Tensor.From([1.0]).RequiresGrad();
        double twinU = 1, twinV = 1;
        SteadyLoop.Run(_ =>
        {
            (u * v.Detach() + 0.5 * u.Square()).Sum().Backward();
            using (Autograd.NoGrad()) u -= 0.1 * u.Grad;
            u.ZeroGrad();
            var gain = (u.Detach() * v - 0.5 * v.Square()).Sum();
            gain.Backward();
            using (Autograd.NoGrad()) v += 0.1 * v.Grad;
            v.ZeroGrad();
            twinU -= 0.1 * (twinV + twinU);
            Numbers.Close(twinU * twinV - 0.5 * twinV * twinV, gain);
            twinV += 0.1 * (twinU - twinV);
        });
        Numbers.Close(twinU, u);
        Numbers.Close(twinV, v);
    }

    [Fact]
    public void ADeepNetworkIsRunInPiecesWithTheSameNumbers()
    {
        // More nodes wait than an expression may hold, in the forward pass and in the gradient.
        const int layers = 1500;
        var weight = Tensor.From([0.5]).RequiresGrad();
        SteadyLoop.Run(_ =>
        {
            Tensor value = Tensor.From([1.0]);
            for (var layer = 0; layer < layers; layer++) value = (value * weight + 0.1).Tanh();
            value.Sum().Backward();
            double twin = 1, slope = 0;
            for (var layer = 0; layer < layers; layer++)
            {
                // d/dw of tanh(v w + 0.1), by the chain rule forwards.
                var next = Math.Tanh(twin * 0.5 + 0.1);
                (twin, slope) = (next, (1 - next * next) * (twin + 0.5 * slope));
            }
            Numbers.Close(slope, weight.Grad);
            Numbers.Close(twin, value);
            weight.ZeroGrad();
        }, runsPerStep: -1, warmUp: 6, steps: 2);
    }

    [Fact]
    public void AKeptLossHoldsItsExpressionButNoLargeArray()
    {
        var model = new Regression(9000, 2);
        var losses = new List<Tensor>(300);
        var bytes = 0L;
        for (var epoch = 0; epoch < 200; epoch++)
        {
            var loss = model.Loss();
            loss.Backward();
            model.Update(0.1);
            model.ZeroGrad();
            losses.Add(loss);
            if (epoch == 99) bytes = GC.GetTotalMemory(forceFullCollection: true);
        }
        var perLoss = (GC.GetTotalMemory(forceFullCollection: true) - bytes) / 100;
        // One array of 9000 float32 would be 36,000.
        Assert.True(perLoss < 6_000, $"{perLoss} bytes for each kept loss");
        GC.KeepAlive(losses);
    }

    /// <summary>
    /// Equal numbers count as one, whether a program has made them once or twice; other ones do not, from the next step on.
    /// </summary>
    [Fact]
    public void NumbersThatAreEqualForAWhile()
    {
        var w = Tensor.From([0.25, 0.5]).RequiresGrad();
        (double A, double B, double Power)[] steps =
            [(0.5, 0.7, 1.7), (0.3, 0.7, 1.7), (0.3, 0.3, 0.3), (0.4, 0.4, 1.7), (1.7, 0.4, 1.7), (0.5, 0.5, 0.5), (0.5, 0.7, 0.5)];
        for (var step = 0; step < 70; step++)
        {
            var (a, b, power) = steps[step / 5 % steps.Length];
            var loss = (a * w).Square().Sum() + (b * w).Pow(power).Sum() + (a * w).Gelu().Sum() * b;
            loss.Backward();
            var expected = w.ToDoubles().Select(x =>
                2 * a * a * x + power * b * Math.Pow(b * x, power - 1)
                + b * a * (NormalBelow(a * x) + a * x * Math.Exp(-a * a * x * x / 2) / Math.Sqrt(2 * Math.PI)));
            Numbers.Close([.. expected], w.Grad);
            w.ZeroGrad();
        }

        static double NormalBelow(double x)
        {
            // The integral by Simpson's rule, from 0.
            var (sum, steps) = (0.0, 200);
            for (var i = 0; i <= steps; i++)
            {
                var at = x * i / steps;
                sum += (i is 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(-at * at / 2);
            }
            return 0.5 + sum * x / steps / 3 / Math.Sqrt(2 * Math.PI);
        }
    }
}
