namespace Gradus.Tests.Laziness;

/// <summary>Captured steps compute with the arguments and states of each call, by whatever name the step uses them.</summary>
public sealed class CapturedValueTests
{
    private static Tensor One(double value) => Tensor.From([value]);

    [Fact]
    public void ACopyOfAnArgument()
    {
        var step = Capture.Step((Tensor x) => x.Clone() * 3 + x.Detach());
        Assert.Equal(4, step(One(1)).Item());
        Assert.Equal(8, step(One(2)).Item());
        Assert.Equal(12, step(One(3)).Item());
    }

    [Fact]
    public void ACopyOfAState()
    {
        var w = One(1).RequiresGrad();
        var step = Capture.Step(() =>
        {
            var before = w.Detach();
            using (Autograd.NoGrad()) w += 1;
            return before * 10;
        });
        Assert.Equal(10, step().Item());
        Assert.Equal(20, step().Item());
        Assert.Equal(30, step().Item());
        Assert.Equal(4, w.Item());
    }

    /// <summary>A recording is one plan: nothing of it is computed because so much waits.</summary>
    [Theory, InlineData(130, true), InlineData(130, false), InlineData(300, true), InlineData(300, false)]
    public void MoreParametersThanAGroupWaitsFor(int count, bool isMean)
    {
        var parameters = Enumerable.Range(0, count).Select(_ => Tensor.From([1.0, 1.0]).RequiresGrad()).ToArray();
        var step = Captured(parameters, isMean);
        var twin = 1.0;
        foreach (var x in new[] { 1.0, 2.0, 1.0, 0.5 })
        {
            // All parameters are alike: the sum is x w n in both elements, the slope by each w is x times that.
            var sum = x * twin * count;
            Assert.Equal(sum * sum, step(Tensor.From([x, x])).Item(), sum * sum * 1e-12);
            twin -= x * sum / (4.0 * count * count);
            Assert.All(parameters, parameter => Assert.Equal(twin, parameter.ToDoubles()[1], 1e-12));
        }

        // Away from the twin: what is around a captured step may not change.
        static Func<Tensor, Tensor> Captured(Tensor[] parameters, bool isMean) => Capture.Step((Tensor x) =>
        {
            var sum = x * parameters[0];
            foreach (var parameter in parameters.AsSpan(1)) sum += x * parameter;
            var loss = isMean ? sum.Square().Mean() : sum.Square().Sum() / 2;
            loss.Backward();
            using (Autograd.NoGrad())
                foreach (var parameter in parameters) parameter.SubtractInPlace(parameter.Grad / (4.0 * parameters.Length * parameters.Length));
            foreach (var parameter in parameters) parameter.ZeroGrad();
            return loss;
        });
    }

    [Theory, InlineData(100), InlineData(3000)]
    public void MoreNodesThanAnExpressionMayHold(int terms)
    {
        var w = One(1).RequiresGrad();
        var step = Capture.Step((Tensor x) =>
        {
            var sum = x * w;
            for (var i = 0; i < terms; i++) sum += x * w * (0.001 * (i % 7));
            sum.Sum().Backward();
            using (Autograd.NoGrad()) w.Assign(w - 0.01 * w.Grad);
            w.ZeroGrad();
            return sum;
        });
        (double twin, double factor) = (1.0, 1 + 0.001 * Enumerable.Range(0, terms).Sum(i => i % 7));
        foreach (var x in new[] { 1.0, 2.0, 0.5, 3.0 })
        {
            Assert.Equal(x * twin * factor, step(One(x)).Item(), 1e-9);
            twin -= 0.01 * x * factor;
            Assert.Equal(twin, w.Item(), 1e-9);
        }
    }

    /// <summary>Two steps of the same ops, in one of which gradients go through the first and in the other stop at it.</summary>
    [Fact]
    public void AnUpdatedParameterIsNotAStepOnTheWay()
    {
        Tensor way = One(1).RequiresGrad(), stop = One(1).RequiresGrad();
        var through = Capture.Step(() => Step(way, way * 3));
        var updated = Capture.Step(() =>
        {
            using (Autograd.NoGrad()) stop *= 3;
            return Step(stop, stop);
        });
        Assert.Equal(9, through().Item());
        Assert.Equal(9, updated().Item());
        // 3w is 3 with a slope of 18 by w; w * 3 is 3 with a slope of 6.
        Assert.Equal(3 - 18, way.Item());
        Assert.Equal(3 - 6, stop.Item());

        static Tensor Step(Tensor parameter, Tensor x)
        {
            var loss = (x * x).Sum();
            loss.Backward();
            using (Autograd.NoGrad()) parameter.Assign(x.Detach() - parameter.Grad);
            parameter.ZeroGrad();
            return loss;
        }
    }

    [Fact]
    public void AnArgumentIsAParameterInsideTheStep()
    {
        var step = Capture.Step((Tensor x) =>
        {
            var point = x.Clone().RequiresGrad();
            return Autograd.Grad(point.Pow(3).Sum(), [point])[0];
        });
        Assert.Equal(3, step(One(1)).Item());
        Assert.Equal(12, step(One(2)).Item());
        Assert.Equal(27, step(One(3)).Item());
    }

    [Fact]
    public void ASumThatBeginsAnewInEachCall()
    {
        var step = Capture.Step((Tensor x) =>
        {
            Tensor sum = One(0), product = Tensor.Ones([1], DType.Float64);
            for (var i = 0; i < 3; i++)
            {
                sum += x;
                product *= x;
            }
            return sum * 100 + product;
        });
        Assert.Equal(301, step(One(1)).Item());
        Assert.Equal(608, step(One(2)).Item());
        Assert.Equal(927, step(One(3)).Item());
    }

    [Fact]
    public void OneTensorForTwoArguments()
    {
        var step = Capture.Step((Tensor x, Tensor y) => x * 10 + y);
        var one = One(1);
        Assert.Equal(11, step(one, one).Item());
        Assert.Equal(23, step(One(2), One(3)).Item());
        Assert.Equal(45, step(One(4), One(5)).Item());
    }

    [Fact]
    public void AnArgumentWithTheNumbersOfAState()
    {
        var w = One(1);
        var step = Capture.Step((Tensor x) =>
        {
            w += x;
            return w * 10 + x;
        });
        Assert.Equal(21, step(w.Detach()).Item());
        Assert.Equal(42, step(w.Detach()).Item());
        Assert.Equal(51, step(One(1)).Item());
    }

    [Fact]
    public void TwoUpdatesInOneStep()
    {
        var w = One(1).RequiresGrad();
        var step = Capture.Step((Tensor x) =>
        {
            for (var i = 0; i < 2; i++)
            {
                (w * w * x).Sum().Backward();
                using (Autograd.NoGrad()) w -= 0.25 * w.Grad;
                w.ZeroGrad();
            }
            return w * 1;
        });
        // Each update multiplies w by 1 - x / 2.
        Assert.Equal(0.25, step(One(1)).Item());
        Assert.Equal(0.25 * 0.25, step(One(1)).Item());
        Assert.Equal(0.25, step(One(-2)).Item());
        Assert.Equal(0.25, w.Item());
    }

    /// <summary>An update from before the first call that nobody has looked at is no part of the step.</summary>
    [Fact]
    public void AStepAfterOneThatNobodyHasLookedAt()
    {
        var w = One(1).RequiresGrad();
        Descend();
        var step = Capture.Step(Descend);
        // w is halved by each, and the loss is the square of what it was.
        Assert.Equal([0.25, 0.0625, 0.015625], [step().Item(), step().Item(), step().Item()]);
        Assert.Equal(0.0625, w.Item());

        Tensor Descend()
        {
            var loss = (w * w).Sum();
            loss.Backward();
            using (Autograd.NoGrad()) w -= 0.25 * w.Grad;
            w.ZeroGrad();
            return loss;
        }
    }

    /// <summary>What is read around the step is computed without the step, though both hang on one parameter.</summary>
    [Fact]
    public void ALossAroundTheStepThatNobodyHasLookedAt()
    {
        var w = One(2).RequiresGrad();
        var start = (w * w).Sum();
        var step = Capture.Step((Tensor x) => (w * x).Square().Mean() / start);
        Assert.Equal((1, 4, 9), (step(One(1)).Item(), step(One(2)).Item(), step(One(3)).Item()));
    }

    [Fact]
    public void StatesThatHangOnEachOtherAndThatNobodyHasLookedAt()
    {
        Tensor w = One(1), v = One(10);
        w *= 3;
        v += w * 2;
        var step = Capture.Step((Tensor x) =>
        {
            w += x;
            v += w;
            return v * 2;
        });
        Assert.Equal((40, 52), (step(One(1)).Item(), step(One(2)).Item()));
        Assert.Equal((6, 26), (w.Item(), v.Item()));
    }

    [Theory, InlineData(true, true), InlineData(true, false), InlineData(false, true), InlineData(false, false)]
    public void TensorsThatAreUpdatedElsewhere(bool isUpdated, bool isRead)
    {
        Tensor leaf = One(1), pending = One(1) * 2, state = One(3), parameter = One(4).RequiresGrad();
        if (isUpdated) Double();
        if (isRead) Assert.Equal(isUpdated ? 20 : 10, Sum().Item());
        var step = Capture.Step((Tensor x) => x * Sum());
        for (var sum = isUpdated ? 20 : 10; sum < 100; sum *= 2)
        {
            Assert.Equal(sum * 3, step(One(3)).Item());
            Double();
        }

        Tensor Sum() => leaf + pending + state + parameter;

        void Double()
        {
            using var _ = Autograd.NoGrad();
            leaf *= 2;
            pending *= 2;
            state *= 2;
            parameter *= 2;
        }
    }

    /// <summary>What is computed before the step is a number there, whatever it is made of.</summary>
    [Fact]
    public void AValueThatIsMadeBeforeTheStep()
    {
        Tensor w = One(1).RequiresGrad(), start = w.Detach(), history = w * 10;
        var step = Capture.Step((Tensor x) =>
        {
            using (Autograd.NoGrad()) w += x;
            return start + history;
        });
        Assert.Equal([11, 11, 11], [step(One(1)).Item(), step(One(2)).Item(), step(One(3)).Item()]);
        Assert.Equal((7, 1), (w.Item(), start.Item()));
    }

    [Fact]
    public void ABareNumberAroundTheStep()
    {
        Tensor rate = 0.5, count = 0.0;
        var step = Capture.Step((Tensor x) =>
        {
            count += 1;
            return x * rate + count;
        });
        Assert.Equal([2, 3, 4], [step(One(2)).Item(), step(One(2)).Item(), step(One(2)).Item()]);
        rate *= 10;
        Assert.Equal([14, 15], [step(One(2)).Item(), step(One(2)).Item()]);
        rate *= 2;
        Assert.Equal([26, 27], [step(One(2)).Item(), step(One(2)).Item()]);
        Assert.Equal((10, 7), (rate.Item(), count.Item()));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void TwoTensorsOfOneValue(bool isPending)
    {
        var one = isPending ? One(0.5) * 2 : One(1);
        var other = one.To(DType.Float64);
        var step = Capture.Step((Tensor x) => x * (one + other * 10));
        Assert.Equal(11, step(One(1)).Item());
        one += 1;
        Assert.Equal(12, step(One(1)).Item());
        other += 1;
        Assert.Equal(22, step(One(1)).Item());
        Assert.Equal((2, 2), (one.Item(), other.Item()));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void ATensorFromAroundTheStepIsItsResult(bool isUpdated)
    {
        Tensor w = One(1), count = One(0);
        var step = Capture.Step(() =>
        {
            count += 1;
            if (isUpdated) w += 1;
            return w;
        });
        var first = step();
        if (!isUpdated) w += 1;
        var second = step();
        w *= 10;
        var third = step();
        Assert.Equal(isUpdated ? (2, 3, 31) : (1, 2, 20), (first.Item(), second.Item(), third.Item()));
        Assert.Equal(3, count.Item());
    }

    [Fact]
    public void AnArgumentIsTheResult()
    {
        var count = One(0);
        var step = Capture.Step((Tensor x) =>
        {
            count += x;
            return x;
        });
        Assert.Equal((1, 2, 3), (step(One(1)).Item(), step(One(2)).Item(), step(One(3)).Item()));
        Assert.Equal(6, count.Item());
    }

    [Fact]
    public void AStateThatIsNotYetComputed()
    {
        Tensor zeros = Tensor.Zeros([1], DType.Float64), pending = One(1) * 2;
        var step = Capture.Step((Tensor x) =>
        {
            zeros += x;
            pending *= x;
            return x + 1;
        });
        for (var i = 1; i <= 3; i++) Assert.Equal(i + 1, step(One(i)).Item());
        Assert.Equal((6, 12), (zeros.Item(), pending.Item()));
    }

    // More than an expression that is not captured is let grow to.
    [Fact]
    public void AStepOfManyOperations()
    {
        var w = One(0);
        var step = Capture.Step((Tensor x) =>
        {
            var y = x * 1;
            for (var i = 0; i < 1000; i++)
            {
                y = (y + x) * 0.5;
                w += x;
            }
            return y;
        });
        for (var i = 1; i <= 3; i++) Assert.Equal(i, step(One(i)).Item());
        Assert.Equal(6000, w.Item());
    }

    [Fact]
    public void AGradientOfAnArgument()
    {
        var step = Capture.Step((Tensor x) =>
        {
            x.RequiresGrad();
            x.Pow(3).Sum().Backward();
            return x.Grad;
        });
        for (var i = 1; i <= 3; i++) Assert.Equal(3 * i * i, step(One(i)).Item());
    }

    [Fact]
    public void ASumOfLossesThatHaveHistory()
    {
        var (w, total) = (One(2).RequiresGrad(), One(0));
        var step = Capture.Step((Tensor x) =>
        {
            var loss = w * x;
            total += loss;
            return loss.Detach();
        });
        for (var i = 1; i <= 3; i++) Assert.Equal(2 * i, step(One(i)).Item());
        Assert.Equal(12, total.Item());
        Assert.False(total.NeedsGrad);
    }

    [Fact]
    public void AGradientFromBeforeTheStepIsRefused()
    {
        var w = One(2).RequiresGrad();
        w.Square().Sum().Backward();
        var step = Capture.Step(() =>
        {
            using (Autograd.NoGrad()) w -= w.Grad;
            return w * 1;
        });
        Assert.StartsWith("Capture", Assert.Throws<GradusException>(() => step()).Message);
    }

    // What is computed from numbers alone is a float32 tensor and rounded to it, as PyTorch's; a number itself keeps its digits.
    [Fact]
    public void ANumberComputedFromAnArgument()
    {
        Tensor Product(Tensor x, Scalar rate) => x * ((Tensor)rate * 0.3) + rate;
        var step = Capture.Step((Tensor x, Scalar rate) => Product(x, rate));
        var x = Tensor.From([1e6, 3]);
        foreach (var rate in (double[])[0.1, 0.7])
        {
            double[] expected = [1e6 * ((float)rate * 0.3f) + rate, 3.0 * ((float)rate * 0.3f) + rate];
            Assert.Equal(expected, Product(x, rate).ToArray<double>());
            Assert.Equal(expected, step(x, rate).ToArray<double>());
        }
    }

    [Fact]
    public void AGradientThatIsAnArgument()
    {
        Tensor Gradient(Tensor x, Scalar rate, bool createGraph)
        {
            var point = x.Clone().RequiresGrad();
            return Autograd.Grad(point.To(DType.Float32) * rate, [point], createGraph)[0].Detach();
        }
        foreach (var createGraph in (bool[])[false, true])
        {
            var step = Capture.Step((Tensor x, Scalar rate) => Gradient(x, rate, createGraph));
            var x = Tensor.From([2d], []);
            foreach (var rate in (double[])[0.1, 0.7])
            {
                Assert.Equal((double)(float)rate, Gradient(x, rate, createGraph).Item());
                Assert.Equal((double)(float)rate, step(x, rate).Item());
            }
        }
    }

    // The step is one plan here and two when it is called plainly; the mean was cut by the rows in one of them.
    [Fact]
    public void ASecondUpdateAddsUpInTheSameOrder()
    {
        static double Run(bool isCaptured)
        {
            var w = Tensor.RandN([3, 130], seed: 1, dtype: DType.Float64).RequiresGrad();
            Tensor Step()
            {
                w.Mean().Backward();
                var old = w * 2.5;
                using (Autograd.NoGrad()) w -= 0.5 * w.Grad;
                var loss = (w * 0.5).Mean();
                loss.Backward();
                _ = old.Max([1]);
                w.ZeroGrad();
                return loss;
            }
            return (isCaptured ? Capture.Step(Step)() : Step()).Item();
        }
        Assert.Equal(Run(isCaptured: false), Run(isCaptured: true));
    }
}
