namespace Gradus.Tests.Programs;

/// <summary>The statements that change values in place, and those about gradients.</summary>
internal sealed partial class ProgramGenerator
{
    private void Update() => Update(Pick());

    private void Update(int target)
    {
        var tensor = run[target];
        if (tensor.DType == DType.Bool || fixedValues.Contains(target)) return;
        var other = Partner(tensor.Shape, keepsShape: true);
        // The right side in the target's dtype, or the update would change it.
        var dtype = tensor.DType;
        // Without history, or, where it is no parameter, as part of the expression.
        var isQuiet = parameters.Contains(target) || surroundings.Contains(target) || Chance(2);
        var text = $"{{1}}.To(DType.{dtype})";
        var python = $"cast({{1}}, {StatementText.InPython(dtype)})";
        switch (random.Next(6))
        {
            case 0: Change(x => x[0] += x[1].To(dtype), $"{{0}} += {text}", $"op('Add', {{0}}, {python})"); break;
            case 1: Change(x => x[0] -= x[1].To(dtype), $"{{0}} -= {text}", $"op('Sub', {{0}}, {python})"); break;
            case 2: Change(x => x[0] *= x[1].To(dtype), $"{{0}} *= {text}", $"op('Mul', {{0}}, {python})"); break;
            case 3 when dtype.IsFloating:
                Change(x => x[0] /= x[1].To(dtype).Abs() + 0.5, $"{{0}} /= {text}.Abs() + 0.5", $"op('Div', {{0}}, op('Add', op('Abs', {python}), 0.5))");
                break;
            case 4:
                Change(x => x[0].Assign(x[1].To(dtype).Expand(x[0].Shape)), $"{{0}}.Assign({text}.Expand({{0}}.Shape))", $"expanded({python}, {{0}}.shape)");
                break;
            default:
                if (tensor.Rank == 0 || tensor.Shape[0] < 2 || dtype.IsInteger) return;
                var count = random.Next(1, tensor.Shape[0] + 1);
                Add(ChangePart(target, count, tensor.Shape[0], isQuiet, random));
                break;
        }

        void Change(Action<Tensor[]> change, string csharp, string value) =>
            Add(StatementKind.Update, [target, other], Do(Quiet(isQuiet, change)), Changed(isQuiet, csharp, value));
    }

    private static Statement ChangePart(int target, int count, int extent, bool isQuiet, System.Random random)
    {
        var start = random.Next(extent - count + 1);
        var factor = random.NextDouble();
        var (part, number) = ($"{{0}}[{start}..{start + count}]", StatementText.Real(factor));
        return new(StatementKind.Update, 0, [target], Do(Quiet(isQuiet, x => x[0][start..(start + count)] = x[0][start..(start + count)] * factor)),
            Changed(isQuiet, $"{part} = {part} * {number}", $"placed({{0}}, {start}, {start + count}, op('Mul', {{0}}[{start}:{start + count}], {number}))"))
        {
            Varied = other => ChangePart(target, count, extent, isQuiet, other),
        };
    }

    private static Action<Tensor[]> Quiet(bool isQuiet, Action<Tensor[]> change) => !isQuiet ? change : x =>
    {
        using var mode = Autograd.NoGrad();
        change(x);
    };

    // Every tensor of the other language is a value: there, a changed one is a new one under the old name.
    private static StatementText Changed(bool isQuiet, string csharp, string value) =>
        new((isQuiet ? "using (Autograd.NoGrad()) " : "") + csharp, $"{{0}} = changed({{0}}, {value}, quiet={StatementText.InPython(isQuiet)})");

    private void Backward()
    {
        int[] candidates = [.. values.Where(value => run[value].NeedsGrad)];
        if (candidates.Length == 0) return;
        var from = Choose(candidates);
        // Inside a step no gradient may be left, so none is differentiated later.
        var createsGraph = !IsInStep && Chance(5);
        var (csharp, python) = createsGraph ? ("createGraph: true", ", create_graph=True") : ("", "");
        if (run[from].Elements == 1) Start(x => x.Backward(createGraph: createsGraph), $"{{0}}.Backward({csharp})", "{0}");
        else if (Chance(2)) Start(x => x.Sum().Backward(createGraph: createsGraph), $"{{0}}.Sum().Backward({csharp})", "total({0})");
        else
            Start(
                x => x.Backward(Tensor.OnesLike(x), createsGraph),
                $"{{0}}.Backward(Tensor.OnesLike({{0}}){(createsGraph ? ", true" : "")})", "total({0})");
        if (createsGraph && parameters.Count > 0 && Chance(2)) GradientValue(Choose([.. parameters]));
        if (!Chance(2)) Descend();

        // In a repeated body an update without history may have come before.
        void Start(Action<Tensor> backward, string csharp, string scalar) => Add(StatementKind.Backward, [from], Do(x =>
        {
            if (x[0].NeedsGrad) backward(x[0]);
        }), new("if ({0}.NeedsGrad) " + csharp, $"backward({scalar}{python})"));
    }

    // A gradient to compute with, and to differentiate again where it has history.
    private void GradientValue(int parameter) => Value(
        [parameter], x => x[0].HasGrad ? x[0].Grad.Clone() : Tensor.ZerosLike(x[0]),
        new("{0}.HasGrad ? {0}.Grad.Clone() : Tensor.ZerosLike({0})", "gradient_of({0})"));

    private void Gradient()
    {
        int[] candidates = [.. values.Where(value => run[value].NeedsGrad)];
        if (candidates.Length == 0 || parameters.Count == 0) return;
        var createsGraph = !Chance(4);
        Value(
            [Choose(candidates), Choose([.. parameters])],
            x => x[0].NeedsGrad ? Autograd.Grad(x[0].Sum(), [x[1]], createsGraph)[0] : Tensor.ZerosLike(x[1]),
            new($"{{0}}.NeedsGrad ? Autograd.Grad({{0}}.Sum(), [{{1}}], {StatementText.InCSharp(createsGraph)})[0] : Tensor.ZerosLike({{1}})",
                $"gradient({{0}}, {{1}}, {StatementText.InPython(createsGraph)})"));
    }

    // A training loop, unrolled: other numbers in each round, some of them those of the formulas that are differentiated.
    private void Train()
    {
        if (parameters.Count == 0) return;
        var from = Choose([.. parameters]);
        var scale = OpCatalog.Binary.First(op => op.Name == Choose(["Add", "Sub", "Mul", "Div"]));
        var op = Choose([.. OpCatalog.Unary.Where(op => op.Kind != ResultKind.Logical)]);
        var reduction = Chance(2) ? "Mean" : "Sum";
        for (var rounds = random.Next(2, 4); rounds > 0; rounds--)
        {
            var scaled = Add(WithNumber(scale, from, Choose(InFormulas), isFirst: false));
            var result = Elementwise(op, Guard(op, scaled, true));
            result = Value([Number(result)], reduction == "Mean" ? x => x[0].Mean() : x => x[0].Sum(), new($"{{0}}.{reduction}()", $"reduce('{reduction}', {{0}}, [], False)"));
            if (run[result].NeedsGrad)
                Add(StatementKind.Backward, [result], Do(x =>
                {
                    // In a repetition it may be made of something that has no history.
                    if (x[0].NeedsGrad) x[0].Backward();
                }), new("if ({0}.NeedsGrad) {0}.Backward()", "backward({0})"));
            Descend(Choose([0.125, 0.5, Math.Log(2)]));
            if (!IsInStep && Chance(3)) Read(from);
        }
    }

    private void Descend(double rate = 0.125)
    {
        if (parameters.Count == 0) return;
        var forgets = IsInStep || !Chance(3);
        var text = StatementText.Real(rate);
        foreach (var parameter in parameters)
        {
            if (scalars.Length > 0)
                Change([parameter, Choose(scalars)], x => x[1], "{1}");
            else
                Change([parameter], _ => rate, text);
            if (forgets) Add(StatementKind.Forget, [parameter], Do(x => x[0].ZeroGrad()), new("{0}.ZeroGrad()", "forget({0})"));
        }

        void Change(int[] inputs, Func<Tensor[], Tensor> factor, string text) => Add(StatementKind.Update, inputs, Do(x =>
        {
            if (!x[0].HasGrad) return;
            using (Autograd.NoGrad()) x[0] -= factor(x) * x[0].Grad;
        }), new($"using (Autograd.NoGrad()) if ({{0}}.HasGrad) {{0}} -= {text} * {{0}}.Grad", $"{{0}} = descended({{0}}, {text})"));
    }

    private static Func<Tensor[], Tensor?> Do(Action<Tensor[]> action) => inputs =>
    {
        action(inputs);
        return null;
    };
}
