namespace Gradus.Tests.Programs;

/// <summary>
/// Writes a random program, statement by statement; it runs the statements as it goes, with bounds, so that it knows what shapes
/// there are and what the reads must find.
/// </summary>
internal sealed partial class ProgramGenerator
{
    private static readonly int[] Extents = [0, 1, 2, 3, 5, 7, 16, 17, 40, 70, 130];

    private readonly System.Random random;
    private readonly ProgramRun run = new(new BoundedGraph());
    private readonly List<int> parameters = [];
    private readonly List<Statement> program = [];

    // Where statements go and what they may use; a step's are its own while it is written.
    private List<Statement> statements;
    private List<int> values = [];
    private int next;

    // The numbers that the step being written is called with.
    private int[] scalars = [];

    // Arguments of steps: a captured step does not give them other values.
    private readonly HashSet<int> fixedValues = [];

    // What steps use from around them: a captured one sees its values, but no history that it may come to have.
    private readonly HashSet<int> surroundings = [];

    // Most programs are small and quick; every eighth reaches over several blocks, and now and then one to several threads.
    private readonly int mostElements;

    private ProgramGenerator(int seed)
    {
        random = new(seed);
        mostElements = seed % 100 == 7 ? 200_000 : Chance(8) ? 20_000 : 800;
        statements = program;
    }

    public static (List<Statement> Statements, List<Reading> Expected) Generate(int seed)
    {
        var generator = new ProgramGenerator(seed);
        try
        {
            generator.Write();
        }
        catch (Exception exception) when (exception is not GradusException)
        {
            // Even writing a program computes now and then; what failed here fails again when it is checked.
        }
        return (generator.program, generator.run.Readings);
    }

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private T Choose<T>(T[] choices) => choices[random.Next(choices.Length)];

    private bool IsInStep => statements != program;

    private void Write()
    {
        for (var leaves = random.Next(1, 4); leaves > 0; leaves--) Leaf(RandomShape());
        for (var count = random.Next(3); count > 0; count--) Parameter();
        for (var length = random.Next(3, 22); length > 0; length--) WriteOne();
        if (Chance(3)) Repeat(statements.Count - random.Next(1, Math.Min(16, statements.Count)), random.Next(1, 4));
        // What is left unread is read in random order, with the gradients.
        foreach (var parameter in parameters) Add(StatementKind.ReadGradient, [parameter], _ => null, new("{0}.Grad", "read_gradient({0})"));
        int[] rest = [.. values.OrderBy(_ => random.Next())];
        foreach (var value in rest)
            if (!Chance(3)) Read(value);
    }

    private void WriteOne()
    {
        switch (random.Next(37))
        {
            case < 2: Leaf(RandomShape()); break;
            case < 7: Unary(); break;
            case < 12: Binary(); break;
            case < 13: Ternary(); break;
            case < 16: Reduce(); break;
            case < 21: Move(); break;
            case < 23: MatMul(); break;
            case < 24: Join(); break;
            case < 25: Cast(); break;
            case < 27: Composite(); break;
            case < 29: Update(); break;
            case < 30: Backward(); break;
            case < 31: Descend(); break;
            case < 32: Gradient(); break;
            case < 33: CapturedStep(); break;
            case < 34: Train(); break;
            default:
                if (!IsInStep) Read(Pick());
                break;
        }
    }

    // A loop, unrolled: the same statements with other data, starts and numbers, so that plans meet again with other run-time values.
    // What a round has made may be what the next one begins with, as a running average does.
    private void Repeat(int from, int times)
    {
        Statement[] body = [.. statements[from..].Where(statement => statement.Kind != StatementKind.Parameter)];
        var carried = new Dictionary<int, int>();
        // A step may update what is around it, and an argument of it must be something else.
        foreach (var statement in body.Where(each => each.Kind == StatementKind.Value && !surroundings.Contains(each.Number)))
        {
            int[] same = [.. values.Where(value => value < statements[from].Number && IsLike(value, statement) && !parameters.Contains(value))];
            if (same.Length > 0 && Chance(2)) carried[Choose(same)] = statement.Number;
        }
        var latest = new Dictionary<int, int>();
        for (var round = 0; round < times; round++)
        {
            foreach (var (before, after) in carried) latest[before] = latest.GetValueOrDefault(after, after);
            foreach (var statement in body)
            {
                var varied = statement.Varied?.Invoke(random) ?? statement;
                var number = Add(varied with { Inputs = Array.ConvertAll(statement.Inputs, input => latest.GetValueOrDefault(input, input)) });
                if (statement.HasResult) latest[statement.Number] = number;
            }
        }
    }

    private bool IsLike(int value, Statement statement) =>
        run[value].DType == statement.DType && run[value].Shape.Equals(statement.Shape);

    private int Add(StatementKind kind, int[] inputs, Func<Tensor[], Tensor?> action, StatementText text) =>
        Add(new Statement(kind, 0, inputs, action, text));

    private int Add(Statement statement)
    {
        statement = statement with { Number = next++ };
        statements.Add(statement);
        run.Execute(statement);
        if (statement.HasResult) values.Add(statement.Number);
        if (statement.Kind == StatementKind.Parameter) parameters.Add(statement.Number);
        return statement.Number;
    }

    private int Value(int[] inputs, Func<Tensor[], Tensor> action, StatementText text) => Add(StatementKind.Value, inputs, action, text);

    // Recent values more often than old ones, so that expressions get deep.
    private int Pick() => values[^(1 + Math.Min(random.Next(values.Count), random.Next(values.Count)))];

    private Shape RandomShape()
    {
        if (mostElements > 20_000 && Chance(2)) return Shape.Create(Chance(2) ? [random.Next(70_000, mostElements)] : [130, 1000]);
        while (true)
        {
            var extents = new int[random.Next(4)];
            long elements = 1;
            for (var axis = 0; axis < extents.Length; axis++)
            {
                extents[axis] = Choose(Extents);
                if (extents[axis] == 0 && !Chance(4)) extents[axis] = 1;
                elements *= extents[axis];
            }
            if (elements <= mostElements) return Shape.Create(extents);
        }
    }

    private int Leaf(Shape shape, DType? dtype = null)
    {
        if (dtype is null or DType.Float32 && Chance(8)) return Drawn(shape);
        var type = dtype ?? Choose([DType.Float32, DType.Float32, DType.Float32, DType.Float64, DType.Int32, DType.Int64, DType.Bool]);
        return Add(ProgramLeaf.Statement(StatementKind.Value, 0, shape, type, random.Next(1000)));
    }

    private int Drawn(Shape shape) => Add(ProgramLeaf.Drawn(0, shape, random.Next(1000), Chance(2)));

    private void Parameter() => Add(
        ProgramLeaf.Statement(StatementKind.Parameter, 0, RandomShape(), Chance(4) ? DType.Float64 : DType.Float32, random.Next(1000)));

    private void Read(int value) => Add(StatementKind.Read, [value], _ => null, new("{0}", "read({0})"));

    // A step, called with some arguments now and with others later: other data, or another shape.
    private void CapturedStep()
    {
        if (IsInStep) return;
        int[] arguments = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Argument(Pick()))];
        var numbers = Enumerable.Range(0, Chance(2) ? 0 : arguments.Length == 2 ? random.Next(1, 3) : 1).Select(_ => Scalar(random)).ToArray();
        int[] around = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Pick()).Where(value => !run[value].NeedsGrad).Except(arguments)];
        surroundings.UnionWith(around);
        var step = WriteStep(arguments, around, numbers);
        around = [.. around, .. parameters];
        Call(step, arguments, around, numbers);
        for (var calls = random.Next(3); calls > 0; calls--)
        {
            if (Chance(2)) WriteOne();
            if (around.Length > 0 && Chance(2)) Update(Choose(around));
            if (around.Length > 0 && Chance(4)) Read(Choose(around));
            int[] others = [.. arguments.Select(argument => Chance(4) ? argument : Leaf(run[argument].Shape, run[argument].DType))];
            Call(step, others, around, Array.ConvertAll(numbers, _ => Scalar(random)));
        }
    }

    // Within every domain; some are such that rules of algebra know them.
    private static double Scalar(System.Random random) => random.Next(8) switch
    {
        0 => 1,
        1 => 2,
        2 => 0.5,
        3 => Math.Log(2),
        _ => 0.25 + random.NextDouble(),
    };

    // A value without history: a captured step's arguments have none.
    private int Argument(int value) => Value([value], x => x[0].Detach(), new("{0}.Detach()", "detached({0})"));

    // A step must leave no gradients behind.
    private void Forget()
    {
        foreach (var parameter in parameters) Add(StatementKind.Forget, [parameter], Do(x => x[0].ZeroGrad()), new("{0}.ZeroGrad()", "forget({0})"));
    }

    private Step WriteStep(int[] arguments, int[] around, double[] numbers)
    {
        var (outerValues, number) = (values, next++);
        int[] names = [.. arguments.Select(_ => next++)];
        (statements, values) = ([], [.. around, .. parameters, .. names]);
        for (var i = 0; i < names.Length; i++) run[names[i]] = run[arguments[i]];
        fixedValues.UnionWith(names);
        scalars = Array.ConvertAll(numbers, _ => next++);
        for (var i = 0; i < numbers.Length; i++) run[scalars[i]] = (Scalar)numbers[i];
        for (var length = random.Next(1, 10); length > 0; length--) WriteOne();
        // Something that is computed, and not a value that was there before.
        var result = WithNumber("Mul", Number(Chance(2) ? values[^1] : Pick()), 3);
        Forget();
        var step = new Step(number, names, scalars, statements, result);
        (statements, values, scalars) = (program, outerValues, []);
        return step;
    }

    // What the step reads may or may not have its numbers when it is called, and its results are looked at soon or later.
    private void Call(Step step, int[] arguments, int[] around, double[] numbers)
    {
        foreach (var each in (int[])[.. arguments, .. around])
            if (!Chance(3)) Read(each);
        var result = Add(CallStatement(step, [.. arguments, .. around], numbers));
        foreach (var each in (int[])[result, .. around])
            if (!Chance(3)) Read(each);
    }

    private static Statement CallStatement(Step step, int[] inputs, double[] numbers)
    {
        var given = Enumerable.Range(0, step.Arguments.Length).Select(i => $"{{{i}}}").Concat(numbers.Select(StatementText.Real));
        return new(StatementKind.Call, 0, inputs, _ => null, new($"step{step.Number}({string.Join(", ", given)}).Detach()", ""))
        {
            Step = step,
            Scalars = numbers,
            Varied = random => CallStatement(step, inputs, Array.ConvertAll(numbers, _ => Scalar(random))),
        };
    }
}
