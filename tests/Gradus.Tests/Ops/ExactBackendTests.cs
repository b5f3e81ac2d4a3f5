namespace Gradus.Tests;

/// <summary>Every op against the exact backend, and Walk and Emit to the bit, at lengths around the vectors and blocks.</summary>
[Collection(OnBackend.Alone)]
public class ExactBackendTests
{
    // A vector has 16 float32 or 8 float64, a block about 2,000 elements.
    private static readonly int[] Lengths = [0, 1, 2, 7, 15, 16, 17, 63, 4095, 4097, 10000];

    private static readonly Shape[] Shapes = [[40, 70], [70], [40, 1], [1, 1], [], [3, 1, 70], [3, 40, 1]];

    private static readonly DType[] DTypes = [DType.Float32, DType.Float64, DType.Int32, DType.Int64, DType.Bool];

    public static TheoryData<string> Elementwise => OpCase.Names(op => !op.IsReduction);

    public static TheoryData<string> Reductions => OpCase.Names(op => op.IsReduction);

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void OddLengths(string name)
    {
        var op = OpCase.Named(name);
        foreach (var dtype in DTypes.Where(op.Takes))
            foreach (var length in Lengths)
                Check(op, dtype, [.. Enumerable.Repeat<Shape>([length], op.Arity)]);
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void BroadcastShapes(string name)
    {
        var op = OpCase.Named(name);
        if (op.Arity == 1) return;
        foreach (var dtype in DTypes.Where(op.Takes))
        {
            foreach (var shape in Shapes)
            {
                Check(op, dtype, [[40, 70], .. Enumerable.Repeat(shape, op.Arity - 1)]);
                Check(op, dtype, [.. Enumerable.Repeat(shape, op.Arity - 1), [40, 70]]);
            }
        }
    }

    // Views: no copy is made of them, so the loops read them at other strides.
    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Views(string name)
    {
        var op = OpCase.Named(name);
        foreach (var dtype in DTypes.Where(op.Takes))
        {
            var inputs = Inputs(op, dtype, [.. Enumerable.Repeat<Shape>([70, 41], op.Arity)]);
            Check(op, dtype, Array.ConvertAll(inputs, x => x.T));
            Check(op, dtype, Array.ConvertAll(inputs, x => x[3..66, 1..^2]));
            Check(op, dtype, Array.ConvertAll(inputs, x => x.Flip(1)));
            Check(op, dtype, Array.ConvertAll(inputs, x => x.Slice([1, 0], [23, 14], [3, 3])));
        }
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void SpecialValues(string name)
    {
        var op = OpCase.Named(name);
        foreach (var dtype in DTypes.Where(op.Takes).Where(dtype => dtype.IsFloating))
        {
            var special = Special(op, dtype);
            var inputs = Enumerable.Range(0, op.Arity).Select(i => Tensor.From(special).To(dtype).Reshape(Points.Along(i, op.Arity, special.Length)));
            if (op.FirstIsMask) inputs = [Tensor.From([true, false]).Reshape(2, 1, 1), .. inputs.Skip(1)];
            Check(op, dtype, [.. inputs]);
        }
    }

    private static double[] Special(OpCase op, DType dtype)
    {
        double[] plain = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, 1, -1, 0.5, -2.5];
        var (least, normal, largest) = dtype == DType.Float32
            ? (float.Epsilon, 1.1754944e-38f, float.MaxValue) : (double.Epsilon, 2.2250738585072014e-308, double.MaxValue);
        return op.Name switch
        {
            // The difference of the largest numbers overflows; the exact backend has room for float32's.
            "Lerp" => [.. plain, least, -least, normal],
            // Quotients beyond 2^48 are not promised.
            "Remainder" => plain,
            _ => [.. plain, least, -least, normal, largest, -largest],
        };
    }

    [Theory]
    [MemberData(nameof(Reductions))]
    public void ReducedLengths(string name)
    {
        var op = OpCase.Named(name);
        foreach (var dtype in DTypes.Where(op.Takes))
        {
            foreach (var length in Lengths.Where(length => length > 0 || AllowsEmpty(op)))
            {
                CheckReduction(op, dtype, [length], []);
                CheckReduction(op, dtype, [3, length], [1]);
                CheckReduction(op, dtype, [length, 3], [0]);
            }
            foreach (int[] axes in (int[][])[[], [0], [1], [2], [0, 1], [0, 2], [1, 2]]) CheckReduction(op, dtype, [6, 40, 70], axes);
        }
    }

    private static bool AllowsEmpty(OpCase op) => op.Name is not ("Max" or "Min");

    private static void CheckReduction(OpCase op, DType dtype, Shape shape, int[] axes)
    {
        var x = Points.Any(op, shape, dtype, 21);
        // Products of thousands of numbers must neither overflow nor vanish.
        if (op.Name == "Prod") x = dtype.IsFloating ? 1 + x * 1e-3 : (x > 0).Select(1, -1).To(dtype);
        x.Realize();
        var expected = OnBackend.Run(Backend.Exact, () => op.Reduce(x, axes, keepDim: false));
        var sizes = op.Name == "Sum" ? OnBackend.Run(Backend.Exact, () => op.Reduce(x.Abs(), axes, keepDim: false)).ToDoubles() : null;
        // An error for each of the numbers that one lane takes, at most; of products in float64 the oracle's are as many as ours:
        // n roundings of half a unit each, in any direction, on both sides, are seldom 3 sqrt(n) units apart.
        var factors = x.Shape.Elements / Math.Max(expected.Shape.Elements, 1);
        var ulps = op.Name switch
        {
            "Sum" => 4,
            "Prod" => Math.Max(64, dtype == DType.Float64 ? 3 * (int)Math.Sqrt(factors) : 0),
            "SmoothMax" => 1000,
            _ => 0,
        };
        Compare(op, dtype, () => op.Reduce(x, axes, keepDim: false), expected, ulps, sizes, $"of {shape} over ({string.Join(", ", axes)})");
    }

    private static void Check(OpCase op, DType dtype, Shape[] shapes) => Check(op, dtype, Inputs(op, dtype, shapes));

    private static Tensor[] Inputs(OpCase op, DType dtype, Shape[] shapes) => [.. shapes.Select((shape, i) =>
        op.FirstIsMask && i == 0 ? Points.Whole(shape, DType.Bool, 30) : Points.Any(op, shape, dtype, (uint)(31 + i)))];

    private static void Check(OpCase op, DType dtype, Tensor[] inputs)
    {
        var expected = OnBackend.Run(Backend.Exact, () => op.Call(inputs));
        var sizes = Tolerance.IsRelativeToInputs(op.Name)
            ? inputs.Select(x => x.To(DType.Float64).Abs()).Aggregate((a, b) => a.Maximum(b)).Expand(expected.Shape).ToDoubles() : null;
        // The oracle computes float64 in float64: of its functions each is a few units in the last place off itself.
        var ulps = Tolerance.Of(op.Name) * (dtype == DType.Float64 ? 3 : 1);
        Compare(op, dtype, () => op.Call(inputs), expected, ulps, sizes, $"of {string.Join(", ", inputs.Select(x => x.Shape))}");
    }

    private static void Compare(OpCase op, DType dtype, Func<Tensor> expression, Tensor expected, int ulps, double[]? sizes, string what)
    {
        var walk = OnBackend.Run(Backend.Walk, expression);
        var emit = OnBackend.Run(Backend.Emit, expression);
        Assert.True(Comparison.BitDifference(emit, walk) is not { } bits, $"{op} {dtype} {what}: Emit differs from Walk");
        var difference = Comparison.Difference(walk, expected, ulps, Tolerance.ZerosHaveSigns(op.Name), sizes);
        Assert.True(difference is null, $"{op} {dtype} {what}: {difference}");
    }
}
