namespace Gradus.Tests;

/// <summary>Gradients and second gradients of every op against finite differences.</summary>
public class FiniteDifferenceTests
{
    public static TheoryData<string> Ops => OpCase.Names(op => op.Result is not (ResultKind.Bool or ResultKind.Logical));

    [Theory]
    [MemberData(nameof(Ops))]
    public void BothOrders(string name)
    {
        var op = OpCase.Named(name);
        if (op.FirstIsMask)
        {
            var mask = Points.Whole([11], DType.Bool, 3);
            var (a, b) = (Points.Inside(op, [11], DType.Float64, 4), Points.Inside(op, [11], DType.Float64, 5));
            GradCheck.Check(x => op.Call(mask, x[0], x[1]).Square(), [a, b], order: 2);
            return;
        }
        GradCheck.Check(op.Call, Points.Smooth(op, 11, 1), order: 2);
    }

    [Theory]
    [MemberData(nameof(Ops))]
    public void Broadcast(string name)
    {
        var op = OpCase.Named(name);
        if (op.Arity == 1 || op.FirstIsMask) return;
        // Every input along an axis of its own.
        var inputs = Points.Smooth(op, 5, 2).Select((x, i) => x.Reshape(Points.Along(i, op.Arity, 5)));
        GradCheck.Check(op.Call, [.. inputs], order: 1, tolerance: 1e-6);
    }

    [Theory]
    [MemberData(nameof(ReductionAxes))]
    public void Reductions(string name, int[] axes)
    {
        var op = OpCase.Named(name);
        var x = Points.Smooth(op, 24, 6)[0].Reshape(2, 3, 4);
        GradCheck.Check(inputs => op.Reduce(inputs[0], axes, keepDim: false), [x], order: 2);
        GradCheck.Check(inputs => op.Reduce(inputs[0], axes, keepDim: true), [x], order: 2);
    }

    public static TheoryData<string, int[]> ReductionAxes
    {
        get
        {
            TheoryData<string, int[]> data = [];
            foreach (var op in OpCase.All.Where(op => op.IsReduction && op.Result != ResultKind.Logical))
                foreach (int[] axes in (int[][])[[], [0], [1], [2], [0, 2], [-1, 0]]) data.Add(op.Name, axes);
            return data;
        }
    }

    public static TheoryData<string> Composites => [.. Expressions.Keys];

    // Methods that are not an op of their own, on a (2, 3, 4) block.
    private static readonly Dictionary<string, Func<Tensor, Tensor>> Expressions = new()
    {
        ["Mean"] = x => x.Mean(1),
        ["Var"] = x => x.Var(0, 2),
        ["Std"] = x => x.Std(1),
        ["Norm"] = x => x.Norm(2),
        ["LogSumExp"] = x => x.LogSumExp(1),
        ["Softmax"] = x => x.Softmax(1),
        ["LogSoftmax"] = x => x.LogSoftmax(-1),
        ["CrossEntropy"] = x => x.Reshape(6, 4).CrossEntropy(Tensor.From([0L, 3, 1, 1, 2, 0])),
        ["MatMul"] = x => x.MatMul(x.T),
        ["MatMulVector"] = x => x.MatMul(x[0, 0]),
        ["Reshape"] = x => x.Reshape(4, -1).Square(),
        ["Permute"] = x => x.Permute(2, 0, 1).Square(),
        ["Expand"] = x => x.Unsqueeze(1).Expand([2, 5, 3, 4]).Square(),
        ["Flip"] = x => x.Flip(0, 2).Square(),
        ["Roll"] = x => x.Roll(2, -1).Square(),
        ["Tile"] = x => x.Tile(2, 1, 3).Square(),
        ["Index"] = x => x[1, 1..].Square(),
        ["Slice"] = x => x.Slice([1, 2, 0], [2, 2, 2], [-1, -2, 3]).Square(),
        ["Concat"] = x => Tensor.Concat([x, x.Square(), x], 1),
        ["Stack"] = x => Tensor.Stack([x, x.Square()], -1),
        ["Pad"] = x => x.Pad([(1, 0), (0, 2), (1, 1)], 3).Square(),
        ["ConcatWithZeros"] = x => Tensor.Concat([x, Tensor.Zeros([2, 1, 4]), x * x], 1).Square(),
        ["MatMulOfOnes"] = x => x.MatMul(Tensor.Full([4, 3], 2)).Square(),
        ["IndexSelect"] = x => x.IndexSelect(1, Tensor.From([2, 0, 2])).Square(),
        ["IndexSelectTransposed"] = x => x.T.IndexSelect(2, Tensor.From([1L, 0, 1])).Square(),
        ["IndexAdd"] = x => x.IndexAdd(0, Tensor.From([1L, 1, 0]), x.Square()[Tensor.From([0L, 1, 1])]).Square(),
        ["Pick"] = x => x[Tensor.From([1L, 0, 1, 1], [2, 2])].Square(),
        ["Clone"] = x => x.Clone() * x,
        ["Cast"] = x => x.To(DType.Float64) * x,
        ["Assigned"] = x =>
        {
            var y = x.Square();
            y[0, 1] = x[1, 0] * x[0, 2];
            return y * x;
        },
    };

    [Theory]
    [MemberData(nameof(Composites))]
    public void CompositeBothOrders(string name)
    {
        var x = Points.Smooth(OpCase.Named("Square"), 24, 9)[0].Reshape(2, 3, 4);
        GradCheck.Check(inputs => Expressions[name](inputs[0]), [x], order: 2);
    }
}
