namespace Gradus.Tests;

/// <summary>Gradients and second gradients where formulas are at their most delicate: at the edges of domains, at zeros and at ties.</summary>
public class GradientEdgeTests
{
    // Their values or slopes jump between neighbouring points, or at 0.
    private static readonly HashSet<string> Piecewise =
    [
        "Abs", "Sign", "Floor", "Ceil", "Round", "Trunc", "Relu", "LeakyRelu", "Elu", "Maximum", "Minimum", "FloorDivide", "Remainder",
        "Hypot", "Atan2", "Clamp", "Lerp", "Where", "Softshrink", "SmoothMax",
    ];

    public static TheoryData<string> Unary => OpCase.Names(op => op.Arity == 1 && !op.IsReduction && IsDifferentiable(op));

    public static TheoryData<string> SmoothUnary =>
        OpCase.Names(op => op.Arity == 1 && !op.IsReduction && IsDifferentiable(op) && !Piecewise.Contains(op.Name));

    public static TheoryData<string> Binary => OpCase.Names(op => op.Arity == 2 && IsDifferentiable(op));

    private static bool IsDifferentiable(OpCase op) => op.Result is not (ResultKind.Bool or ResultKind.Logical);

    private static Tensor[] Derivatives(OpCase op, Tensor[] inputs, int input)
    {
        var tracked = Array.ConvertAll(inputs, x => x.Detach().RequiresGrad());
        var value = op.Call(tracked);
        var first = Slope(value, tracked[input]);
        return [value, first, Slope(first, tracked[input])];
    }

    private static Tensor Slope(Tensor y, Tensor x) =>
        y.NeedsGrad ? Autograd.Grad(y.Sum(), [x], createGraph: true)[0] : Tensor.ZerosLike(x);

    // Steps that shrink with the distance from the edge, extrapolated; truth for the slope is the value's difference, and for the
    // second derivative the slope's.
    [Theory]
    [MemberData(nameof(Unary))]
    public void CloseToTheEdges(string name)
    {
        var op = OpCase.Named(name);
        List<double> points = [], steps = [];
        foreach (var distance in (double[])[0.1, 1e-2, 1e-4, 1e-6])
        {
            if (double.IsFinite(op.Domain.Low)) Add(op.Domain.Low + distance);
            if (double.IsFinite(op.Domain.High)) Add(op.Domain.High - distance);
            foreach (var kink in (double[])[0, op.Domain.Exclude ?? 0])
            {
                Add(kink + distance);
                Add(kink - distance);
            }

            void Add(double point)
            {
                if (point <= op.Domain.Low || point >= op.Domain.High) return;
                points.Add(point);
                steps.Add(distance / 50);
            }
        }
        Tensor x = Tensor.From(points.ToArray()), h = Tensor.From(steps.ToArray());
        var at = Derivatives(op, [x], 0);
        Tensor[] far = Derivatives(op, [x + h], 0), back = Derivatives(op, [x - h], 0);
        Tensor[] near = Derivatives(op, [x + h / 2], 0), nearBack = Derivatives(op, [x - h / 2], 0);
        for (var order = 0; order < 2; order++)
        {
            var expected = ((4 * (near[order] - nearBack[order]) / h - (far[order] - back[order]) / (2 * h)) / 3).ToArray<double>();
            var (found, sizes) = (at[order + 1].ToArray<double>(), at[order].Abs().ToArray<double>());
            for (var i = 0; i < found.Length; i++)
            {
                // What rounding the values costs, divided by the step.
                var allowed = 1e-5 * Math.Abs(expected[i]) + 1e-14 * Math.Max(1, sizes[i]) / steps[i];
                Assert.True(Math.Abs(found[i] - expected[i]) <= allowed, $"{name}, order {order + 1} at {points[i]}: {found[i]:R}, expected {expected[i]:R}");
            }
        }
    }

    // Where special cases of the formulas are: the points that FiniteDifferenceTests stay away from.
    [Theory]
    [MemberData(nameof(SmoothUnary))]
    public void AtZeroAndWholeNumbers(string name)
    {
        var op = OpCase.Named(name);
        double[] points = [.. ((double[])[-2, -1, -0.5, 0, 0.5, 1, 2]).Where(point => point - 0.01 > op.Domain.Low && point + 0.01 < op.Domain.High && op.Domain.Exclude != point)];
        if (points.Length > 0) GradCheck.Check(op.Call, [Tensor.From(points)], order: 2);
    }

    // Between what lies left and right of a kink; where there is none, both are the same.
    [Theory]
    [MemberData(nameof(Unary))]
    public void AtKinksOfOneInput(string name)
    {
        var op = OpCase.Named(name);
        double[] points = [.. ((double[])[-1.5, -1, -0.5, 0, 0.5, 1, 1.5]).Where(point => point - 0.01 > op.Domain.Low && point + 0.01 < op.Domain.High)];
        // A domain that leaves a point out says that it is not smooth there, and may mean that there is no value.
        if (name is "Reciprocal" or "Sign") points = [.. points.Where(point => point != 0)];
        if (points.Length > 0) AssertBetween(op, [Tensor.From(points)], 0);
    }

    [Theory]
    [MemberData(nameof(Binary))]
    public void AtTiesOfTwoInputs(string name)
    {
        var op = OpCase.Named(name);
        List<double> first = [], second = [];
        foreach (var a in (double[])[-2, -1, 0, 0.5, 1, 2])
        {
            foreach (var b in (double[])[-2, -1, 0, 0.5, 1, 2])
            {
                if (b == 0 && op.Domain.Exclude == 0) continue;
                if (name == "Pow" && a <= 0) continue;
                // The angle of no direction.
                if (name == "Atan2" && b <= 0 && a == 0) continue;
                first.Add(a);
                second.Add(b);
            }
        }
        Tensor[] inputs = [Tensor.From(first.ToArray()), Tensor.From(second.ToArray())];
        AssertBetween(op, inputs, 0);
        AssertBetween(op, inputs, 1);
    }

    private static void AssertBetween(OpCase op, Tensor[] inputs, int input)
    {
        const double h = 1e-6;
        Tensor[] Moved(double by)
        {
            var moved = (Tensor[])inputs.Clone();
            moved[input] = inputs[input] + by;
            return Derivatives(op, moved, input);
        }

        Tensor[] at = Derivatives(op, inputs, input), left = Moved(-h), right = Moved(h), farLeft = Moved(-2 * h), farRight = Moved(2 * h);
        // The slope against differences of values on either side, up to the point itself; the second derivative against
        // differences of slopes that do not reach over the point, at which the slope may jump.
        Within(1, (at[0] - left[0]) / h, (right[0] - at[0]) / h);
        Within(2, (left[1] - farLeft[1]) / h, (farRight[1] - right[1]) / h);

        void Within(int order, Tensor before, Tensor after)
        {
            double[] found = at[order].ToArray<double>(), a = before.ToArray<double>(), b = after.ToArray<double>();
            for (var i = 0; i < found.Length; i++)
            {
                var slack = 1e-3 * Math.Max(1, Math.Max(Math.Abs(a[i]), Math.Abs(b[i])));
                var isWithin = found[i] >= Math.Min(a[i], b[i]) - slack && found[i] <= Math.Max(a[i], b[i]) + slack;
                // Beside a jump one difference is huge, and the other one is the slope; a convention may be 0 there.
                Assert.True(isWithin, string.Join(' ', inputs.Select(x => x.ToArray<double>()[i])) + $": order {order} of input {input} is {found[i]:R}, left {a[i]:G6}, right {b[i]:G6}");
            }
        }
    }

    // A product is a polynomial: smooth at zeros as well.
    [Theory]
    [InlineData(0, 2, 3)]
    [InlineData(0, 0, 3)]
    [InlineData(0, 0, 0)]
    [InlineData(5, 2, 3)]
    public void ProductsWithZeros(double a, double b, double c)
    {
        var x = Tensor.From([a, b, c, -1.5], [2, 2]);
        GradCheck.Check(inputs => inputs[0].Prod(), [x], order: 2);
        GradCheck.Check(inputs => inputs[0].Prod(1), [x], order: 2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void PowersOfZeroAndNegativeNumbers(int exponent) =>
        GradCheck.Check(inputs => inputs[0].Pow(exponent), [Tensor.From([0.0, -1.5, 2])], order: 2);

    // Among equal ones a move of all together moves the largest by as much, whoever gets the gradient.
    [Fact]
    public void ExtremesAmongEqualOnes()
    {
        foreach (var numbers in (double[][])[[2, 2, 1], [1, 1, 1], [0, -0.0, 0], [3, 2, 2]])
        {
            foreach (var largest in (bool[])[true, false])
            {
                var x = Tensor.From(numbers).RequiresGrad();
                var gradient = Autograd.Grad(largest ? x.Max() : x.Min(), [x], createGraph: true)[0];
                Assert.Equal(1, gradient.Sum().Item(), 1e-15);
                var extreme = largest ? numbers.Max() : numbers.Min();
                Assert.All(numbers.Zip(gradient.ToArray<double>()), pair => Assert.True(pair.First == extreme ? pair.Second > 0 : pair.Second == 0));
                var second = gradient.NeedsGrad ? Autograd.Grad((gradient * Tensor.From([1.0, 2, 3])).Sum(), [x])[0] : Tensor.ZerosLike(x);
                Assert.Equal([0, 0, 0], second.ToArray<double>());
            }
        }
    }
}
