namespace Gradus.Tests.Programs;

/// <summary>The statements that compute.</summary>
internal sealed partial class ProgramGenerator
{
    // These grow faster than a chain of them can hold.
    private static readonly HashSet<string> Growing = ["Exp", "Exp2", "Expm1", "Sinh", "Cosh", "Square", "Pow", "Tan", "Elu"];

    // Bool has no arithmetic.
    private static Tensor Number(Tensor x) => x.DType == DType.Bool ? x.To(DType.Int32) : x;

    private static Tensor Into(Tensor x, Domain domain)
    {
        x = Number(x);
        if (domain is { Low: double.NegativeInfinity, High: double.PositiveInfinity, Exclude: null }) return x;
        if (domain.Exclude is { } point) return x.Abs() + (x.DType.IsFloating ? point + 0.5 : point + 1);
        if (double.IsFinite(domain.Low) && double.IsFinite(domain.High))
            return x.Tanh() * (0.45 * (domain.High - domain.Low)) + 0.5 * (domain.Low + domain.High);
        return double.IsFinite(domain.Low) ? x.Abs() + (domain.Low + 0.25) : domain.High - 0.25 - x.Abs();
    }

    private static Tensor Guard(OpCatalog.ElementwiseOp op, Tensor x, bool intoDomain)
    {
        if (op.Kind == ResultKind.Logical) return x;
        x = intoDomain ? Into(x, op.Domain) : Number(x);
        return Growing.Contains(op.Name) ? 2 * x.Tanh() : x;
    }

    private void Unary()
    {
        var op = Choose(OpCatalog.Unary);
        Value([Pick()], x => op.Apply([Guard(op, x[0], true)]), $"{{0}}.{op.Name}()");
    }

    private void Binary()
    {
        var op = Choose(Chance(2) ? OpCatalog.Binary : [.. OpCatalog.Binary.Where(op => op.Name is "Add" or "Sub" or "Mul" or "Div")]);
        var first = Pick();
        if (Chance(4))
        {
            Add(WithNumber(op, first, Chance(2), random));
            return;
        }
        var second = Partner(run[first].Shape);
        Value([first, second], x => op.Apply([Guard(op, x[0], op.Name == "Pow"), Guard(op, x[1], true)]), $"{{0}}.{op.Name}({{1}})");
    }

    // A bare number on one side.
    private static Statement WithNumber(OpCatalog.ElementwiseOp op, int input, bool isFirst, System.Random random)
    {
        double number = new[] { 0, 1, -1, 2, 0.5, 3, 0.37, random.NextDouble() }[random.Next(8)];
        return isFirst
            ? new(StatementKind.Value, 0, [input], x => op.Apply([Guard(op, number, true), Guard(op, x[0], true)]), $"{number:R}.{op.Name}({{0}})") { Varied = Other }
            : new(StatementKind.Value, 0, [input], x => op.Apply([Guard(op, x[0], true), Guard(op, number, true)]), $"{{0}}.{op.Name}({number:R})") { Varied = Other };

        Statement Other(System.Random other) => WithNumber(op, input, isFirst, other);
    }

    private void Ternary()
    {
        var op = Choose(OpCatalog.Ternary);
        int first = Pick(), second = Partner(run[first].Shape), third = Partner(Shape.Broadcast(run[first].Shape, run[second].Shape, ""));
        if (op.Name == nameof(Where)) Value([first, second, third], x => x[0].To(DType.Bool).Select(Number(x[1]), Number(x[2])), "{0}.Select({1}, {2})");
        else Value([first, second, third], x => op.Apply([Number(x[0]), Number(x[1]), Number(x[2])]), $"{{0}}.{op.Name}({{1}}, {{2}})");
    }

    // Something to compute with: a value that broadcasts with the shape, or a new leaf that does.
    private int Partner(Shape shape, bool keepsShape = false)
    {
        for (var attempt = 0; attempt < 6; attempt++)
        {
            var candidate = Pick();
            if (Broadcasts(shape, run[candidate].Shape, keepsShape)) return candidate;
        }
        int[] extents = [.. shape.Extents];
        for (var axis = 0; axis < extents.Length; axis++)
            if (Chance(3)) extents[axis] = 1;
        return Leaf(Shape.Create(Chance(4) && extents.Length > 0 ? extents[1..] : extents));
    }

    private bool Broadcasts(Shape a, Shape b, bool keepsShape)
    {
        for (var axis = 1; axis <= Math.Min(a.Rank, b.Rank); axis++)
            if (a[^axis] != b[^axis] && a[^axis] != 1 && b[^axis] != 1) return false;
        var shape = Shape.Broadcast(a, b, "");
        return keepsShape ? shape.Equals(a) : shape.Elements <= mostElements;
    }

    private void Reduce()
    {
        var input = Pick();
        var (name, kind, apply) = Choose(OpCatalog.Reductions);
        var shape = run[input].Shape;
        int[] axes = [.. Enumerable.Range(0, shape.Rank).Where(_ => Chance(2))];
        var keeps = Chance(2);
        // The largest of nothing is an error; a long product leaves every range.
        if (name is "Max" or "Min" && shape.Elements == 0) return;
        var text = $"{{0}}.{name}([{string.Join(", ", axes)}], keepDim: {keeps})";
        if (name == "Prod") Value([input], x => apply(Number(x[0]).To(DType.Float64).Tanh() + 1, axes, keeps), $"({text.Replace("{0}", "({0}.Tanh() + 1)")})");
        else if (kind == ResultKind.Logical) Value([input], x => apply(x[0].To(DType.Bool), axes, keeps), text);
        else if (name == "Sum" && Chance(2)) Value([input], x => Number(x[0]).Mean(axes, keeps), text.Replace("Sum", "Mean"));
        else Value([input], x => apply(Number(x[0]), axes, keeps), text);
    }

    private void MatMul()
    {
        var first = Pick();
        var a = run[first];
        if (a.Rank == 0) return;
        var inner = a.Shape[^1];
        int[] candidates = [.. values.Where(value => run[value].Rank > 0 && run[value].Shape[run[value].Rank == 1 ? 0 : ^2] == inner && Fits(run[value].Shape))];
        int second;
        if (candidates.Length > 0) second = Choose(candidates);
        else
        {
            var columns = Choose([1, 2, 3, 7, 16, 40]);
            Shape shape = Chance(3) ? [inner] : [inner, columns];
            if (!Fits(shape) || shape.Elements > mostElements) return;
            second = Leaf(shape, a.DType.IsFloating ? a.DType : DType.Float32);
        }
        Value([first, second], x => Number(x[0]).MatMul(Number(x[1])), "{0}.MatMul({1})");

        bool Fits(Shape b)
        {
            Shape batchA = Shape.Create(a.Shape.Extents[..^Math.Min(2, a.Rank)]), batchB = Shape.Create(b.Extents[..^Math.Min(2, b.Rank)]);
            return Broadcasts(batchA, batchB, false)
                && (long)Shape.Broadcast(batchA, batchB, "").Elements * (a.Rank > 1 ? a.Shape[^2] : 1) * (b.Rank > 1 ? b[^1] : 1) <= mostElements;
        }
    }

    private void Cast()
    {
        var dtype = Choose([DType.Float32, DType.Float64, DType.Int32, DType.Int64, DType.Bool]);
        Value([Pick()], x => x[0].To(dtype), $"{{0}}.To({dtype.Name})");
    }

    private void Composite()
    {
        var input = Pick();
        var shape = run[input].Shape;
        if (shape.Rank == 0 || shape.Elements == 0) return;
        var axis = random.Next(shape.Rank);
        var (name, apply) = Choose(new (string, Func<Tensor, Tensor>)[]
        {
            ("Softmax", x => x.Softmax(axis)),
            ("LogSoftmax", x => x.LogSoftmax(axis)),
            ("LogSumExp", x => x.LogSumExp(axis)),
            ("Var", x => x.Var([axis], keepDim: true, correction: 0)),
            ("Norm", x => x.Norm(axis)),
            ("Roll", x => x.Roll(shape[axis] / 2, axis)),
            ("ArgMax", x => x.ArgMax(axis)),
        });
        Value([input], x => apply(x[0].DType.IsFloating ? x[0] : x[0].To(DType.Float32)), $"{{0}}.{name}({axis})");
    }
}
