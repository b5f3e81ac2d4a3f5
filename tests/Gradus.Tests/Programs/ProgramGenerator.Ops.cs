using static Gradus.Tests.Programs.StatementText;

namespace Gradus.Tests.Programs;

/// <summary>The statements that compute.</summary>
internal sealed partial class ProgramGenerator
{
    // These grow faster than a chain of them can hold.
    private static readonly HashSet<string> Growing = ["Exp", "Exp2", "Expm1", "Sinh", "Cosh", "Square", "Pow", "Tan", "Elu"];

    // Numbers that formulas and their gradients use as well (counts among them): no plan may take a program's for a formula's.
    private static readonly double[] InFormulas =
        [0.5, 3, 4, 7, 10, -0.5, Math.Log(2), Math.Log(10), Math.Sqrt(0.5), 2 / Math.Sqrt(Math.PI), 1 / Math.Sqrt(2 * Math.PI)];

    private int Elementwise(OpCatalog.ElementwiseOp op, params int[] inputs)
    {
        var rest = string.Join(", ", Enumerable.Range(1, inputs.Length - 1).Select(i => $"{{{i}}}"));
        return Value(inputs, op.Apply, new($"{{0}}.Map<{op.Name}>({rest})", $"op('{op.Name}', {{0}}{(rest == "" ? "" : ", ")}{rest})"));
    }

    private int Elementwise(string name, params int[] inputs) =>
        Elementwise(OpCatalog.Unary.Concat(OpCatalog.Binary).First(op => op.Name == name), inputs);

    // With a bare number on the right side.
    private int WithNumber(string name, int input, double number) =>
        Add(WithNumber(OpCatalog.Binary.First(op => op.Name == name), input, number, isFirst: false));

    // Bool has no arithmetic.
    private int Number(int value) => run[value].DType == DType.Bool ? Cast(value, DType.Int32) : value;

    private int Floating(int value) => run[value].DType.IsFloating ? value : Cast(value, DType.Float32);

    private int Into(int value, Domain domain)
    {
        value = Number(value);
        if (domain is { Low: double.NegativeInfinity, High: double.PositiveInfinity, Exclude: null }) return value;
        if (domain.Exclude is { } point) return WithNumber("Add", Elementwise("Abs", value), run[value].DType.IsFloating ? point + 0.5 : point + 1);
        if (double.IsFinite(domain.Low) && double.IsFinite(domain.High))
            return WithNumber("Add", WithNumber("Mul", Elementwise("Tanh", value), 0.45 * (domain.High - domain.Low)), 0.5 * (domain.Low + domain.High));
        return double.IsFinite(domain.Low)
            ? WithNumber("Add", Elementwise("Abs", value), domain.Low + 0.25)
            : WithNumber("Add", Elementwise("Neg", Elementwise("Abs", value)), domain.High - 0.25);
    }

    private static double Into(double number, Domain domain) => domain switch
    {
        { Exclude: { } point } => Math.Abs(number) + point + 0.5,
        { Low: > double.NegativeInfinity, High: < double.PositiveInfinity } =>
            Math.Tanh(number) * 0.45 * (domain.High - domain.Low) + 0.5 * (domain.Low + domain.High),
        { Low: > double.NegativeInfinity } => Math.Abs(number) + domain.Low + 0.25,
        _ => number,
    };

    private static double Within(double number, OpCatalog.ElementwiseOp op)
    {
        number = Into(number, op.Domain);
        return Growing.Contains(op.Name) ? 2 * Math.Tanh(number) : number;
    }

    private int Guard(OpCatalog.ElementwiseOp op, int value, bool intoDomain)
    {
        if (op.Kind == ResultKind.Logical) return value;
        value = intoDomain ? Into(value, op.Domain) : Number(value);
        return Growing.Contains(op.Name) ? WithNumber("Mul", Elementwise("Tanh", value), 2) : value;
    }

    private void Unary()
    {
        var op = Choose(OpCatalog.Unary);
        Elementwise(op, Guard(op, Pick(), true));
    }

    private void Binary()
    {
        var op = Choose(Chance(2) ? OpCatalog.Binary : [.. OpCatalog.Binary.Where(op => op.Name is "Add" or "Sub" or "Mul" or "Div")]);
        var first = Pick();
        if (Chance(4))
        {
            var isInFormulas = Chance(2);
            var number = isInFormulas ? Choose(InFormulas) : new[] { 0, 1, -1, 2, 0.37, random.NextDouble() }[random.Next(6)];
            Add(WithNumber(op, Guard(op, first, true), Within(number, op), Chance(2), isInFormulas));
            return;
        }
        if (scalars.Length > 0 && op.Kind != ResultKind.Logical && Chance(2))
        {
            // As a number beside a tensor: all of them are in every domain.
            Elementwise(op, Guard(op, first, true), Choose(scalars));
            return;
        }
        var second = Partner(run[first].Shape);
        Elementwise(op, Guard(op, first, op.Name == "Pow"), Guard(op, second, true));
    }

    private static Statement WithNumber(OpCatalog.ElementwiseOp op, int input, double number, bool isFirst, bool isInFormulas = false)
    {
        var text = Real(number);
        return isFirst
            ? new(StatementKind.Value, 0, [input], x => op.Apply([number, x[0]]), new($"((Tensor){text}).Map<{op.Name}>({{0}})", $"op('{op.Name}', {text}, {{0}})")) { Varied = Other }
            : new(StatementKind.Value, 0, [input], x => op.Apply([x[0], number]), new($"{{0}}.Map<{op.Name}>({text})", $"op('{op.Name}', {{0}}, {text})")) { Varied = Other };

        // Whole numbers stay, because plans may depend on some of them; those of formulas become one another.
        Statement Other(System.Random other) => isInFormulas
            ? WithNumber(op, input, Within(InFormulas[other.Next(InFormulas.Length)], op), isFirst, true)
            : WithNumber(op, input, number == Math.Round(number) ? number : number * (0.9 + 0.1 * other.NextDouble()), isFirst);
    }

    private void Ternary()
    {
        var op = Choose(OpCatalog.Ternary);
        int first = Pick(), second = Partner(run[first].Shape), third = Partner(Shape.Broadcast(run[first].Shape, run[second].Shape, ""));
        first = op.Name == nameof(Where) ? Cast(first, DType.Bool) : Number(first);
        Elementwise(op, first, Number(second), Number(third));
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
        input = kind == ResultKind.Logical ? Cast(input, DType.Bool) : Number(input);
        if (name == "Prod") input = WithNumber("Add", Elementwise("Tanh", Cast(input, DType.Float64)), 1);
        if (name == "Sum" && Chance(2))
            Value([input], x => x[0].Mean(axes, keeps), new($"{{0}}.Mean({List(axes)}, {InCSharp(keeps)})", $"reduce('Mean', {{0}}, {List(axes)}, {InPython(keeps)})"));
        else
            Value([input], x => apply(x[0], axes, keeps), new($"{{0}}.Reduce<{name}>({List(axes)}, {InCSharp(keeps)})", $"reduce('{name}', {{0}}, {List(axes)}, {InPython(keeps)})"));
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
        Value([Number(first), Number(second)], x => x[0].MatMul(x[1]), new("{0}.MatMul({1})", "matmul({0}, {1})"));

        bool Fits(Shape b)
        {
            Shape batchA = Shape.Create(a.Shape.Extents[..^Math.Min(2, a.Rank)]), batchB = Shape.Create(b.Extents[..^Math.Min(2, b.Rank)]);
            return Broadcasts(batchA, batchB, false)
                && (long)Shape.Broadcast(batchA, batchB, "").Elements * (a.Rank > 1 ? a.Shape[^2] : 1) * (b.Rank > 1 ? b[^1] : 1) <= mostElements;
        }
    }

    private void Cast() => Cast(Pick(), Choose([DType.Float32, DType.Float64, DType.Int32, DType.Int64, DType.Bool]));

    private int Cast(int value, DType dtype) =>
        Value([value], x => x[0].To(dtype), new($"{{0}}.To(DType.{dtype})", $"cast({{0}}, {InPython(dtype)})"));

    private void Composite()
    {
        var input = Pick();
        var shape = run[input].Shape;
        if (shape.Rank == 0 || shape.Elements == 0) return;
        var axis = random.Next(shape.Rank);
        var half = shape[axis] / 2;
        var (text, apply) = Choose(new (string, Func<Tensor, Tensor>)[]
        {
            ($"Softmax({axis})", x => x.Softmax(axis)),
            ($"LogSoftmax({axis})", x => x.LogSoftmax(axis)),
            ($"LogSumExp({axis})", x => x.LogSumExp(axis)),
            ($"Var([{axis}], true, 0)", x => x.Var([axis], true, 0)),
            ($"Std([{axis}], false, 0)", x => x.Std([axis], false, 0)),
            ($"Norm({axis})", x => x.Norm(axis)),
            ($"Roll({half}, {axis})", x => x.Roll(half, axis)),
            ($"ArgMax({axis})", x => x.ArgMax(axis)),
            ($"ArgMin({axis})", x => x.ArgMin(axis)),
            ("T", x => x.T),
            ($"Unsqueeze({axis})", x => x.Unsqueeze(axis)),
            ("Squeeze()", x => x.Squeeze()),
            ("CrossEntropy", x => x),
        });
        input = Floating(input);
        if (text != "CrossEntropy") Value([input], x => apply(x[0]), new($"{{0}}.{text}", $"composite({{0}}, '{text}')"));
        else if (shape.Rank == 2)
        {
            var classes = new int[shape[0]];
            for (var row = 0; row < classes.Length; row++) classes[row] = random.Next(shape[1]);
            var given = Tensor.From(classes);
            Value([input], x => x[0].CrossEntropy(given), new($"{{0}}.CrossEntropy(Tensor.From({List(classes)}))", $"cross_entropy({{0}}, {List(classes)})"));
        }
    }
}
