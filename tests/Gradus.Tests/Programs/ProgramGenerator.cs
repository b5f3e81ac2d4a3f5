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
    private readonly List<Statement> statements = [];
    private readonly List<int> values = [];
    private readonly List<int> parameters = [];

    // Most programs are small and quick; every eighth reaches over several blocks, and to several threads.
    private readonly int mostElements;

    private ProgramGenerator(int seed)
    {
        random = new(seed);
        mostElements = Chance(8) ? 20_000 : 800;
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
        return (generator.statements, generator.run.Readings);
    }

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private T Choose<T>(T[] choices) => choices[random.Next(choices.Length)];

    private void Write()
    {
        for (var leaves = random.Next(1, 4); leaves > 0; leaves--) Leaf(RandomShape());
        for (var count = random.Next(3); count > 0; count--) Parameter();
        for (var length = random.Next(3, 22); length > 0; length--) WriteOne();
        if (Chance(3)) Repeat(statements.Count - random.Next(1, Math.Min(16, statements.Count)), random.Next(1, 4));
        // What is left unread is read in random order, with the gradients.
        foreach (var parameter in parameters) Add(StatementKind.ReadGradient, [parameter], _ => null, "{0}.Grad.Read()");
        int[] rest = [.. values.OrderBy(_ => random.Next())];
        foreach (var value in rest)
            if (!Chance(3)) Read(value);
    }

    private void WriteOne()
    {
        switch (random.Next(32))
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
            case < 26: Composite(); break;
            case < 28: Update(); break;
            case < 29: Backward(); break;
            case < 30: Descend(); break;
            default: Read(Pick()); break;
        }
    }

    // A loop, unrolled: the same statements over the last round's results, with other data, starts and numbers, so that plans meet
    // again with other run-time values.
    private void Repeat(int from, int times)
    {
        Statement[] body = [.. statements[from..].Where(statement => statement.Kind != StatementKind.Parameter)];
        var latest = new Dictionary<int, int>();
        for (var round = 0; round < times; round++)
        {
            foreach (var statement in body)
            {
                var varied = statement.Varied?.Invoke(random) ?? statement;
                var number = Add(varied with { Inputs = Array.ConvertAll(statement.Inputs, input => latest.GetValueOrDefault(input, input)) });
                if (statement.HasResult) latest[statement.Number] = number;
            }
        }
    }

    private int Add(StatementKind kind, int[] inputs, Func<Tensor[], Tensor?> action, string format) =>
        Add(new Statement(kind, 0, inputs, action, format));

    private int Add(Statement statement)
    {
        var kind = statement.Kind;
        statement = statement with { Number = statements.Count };
        statements.Add(statement);
        run.Execute(statement);
        if (statement.HasResult) values.Add(statement.Number);
        if (kind == StatementKind.Parameter) parameters.Add(statement.Number);
        return statement.Number;
    }

    private int Value(int[] inputs, Func<Tensor[], Tensor> action, string format) => Add(StatementKind.Value, inputs, action, format);

    // Late values more often than early ones, so that expressions get deep.
    private int Pick() => values[^(1 + Math.Min(random.Next(values.Count), random.Next(values.Count)))];

    private Shape RandomShape()
    {
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

    // Leaves -----------------------------------------------------------------------------------------------------------------

    private int Leaf(Shape shape, DType? dtype = null)
    {
        var type = dtype ?? Choose([DType.Float32, DType.Float32, DType.Float32, DType.Float64, DType.Int32, DType.Int64, DType.Bool]);
        return Leaf(StatementKind.Value, shape, type);
    }

    private void Parameter() => Leaf(StatementKind.Parameter, RandomShape(), Chance(4) ? DType.Float64 : DType.Float32);

    private int Leaf(StatementKind kind, Shape shape, DType dtype) => Add(LeafStatement(kind, 0, shape, dtype, random.Next(1000)));

    /// <summary>A leaf of random numbers; whole numbers with ties and zeros among them for every third seed.</summary>
    public static Statement LeafStatement(StatementKind kind, int number, Shape shape, DType dtype, int seed)
    {
        var isParameter = kind == StatementKind.Parameter;
        return new(kind, number, [], _ => isParameter ? Make().RequiresGrad() : Make(),
            $"Random({shape}, {dtype.Name}, seed: {seed}){(isParameter ? ".RequiresGrad()" : "")}")
        {
            Shape = shape,
            DType = dtype,
            Varied = random => LeafStatement(kind, number, shape, dtype, random.Next(1000)),
        };

        Tensor Make()
        {
            var source = new System.Random(seed);
            var numbers = new double[shape.Elements];
            for (var i = 0; i < numbers.Length; i++)
                numbers[i] = seed % 3 == 0 || dtype.IsInteger ? source.Next(-4, 5) : (float)(4 * source.NextDouble() - 2);
            return dtype switch
            {
                DType.Float32 => Tensor.From(Array.ConvertAll(numbers, x => (float)x), shape),
                DType.Float64 => Tensor.From(numbers, shape),
                DType.Int32 => Tensor.From(Array.ConvertAll(numbers, x => (int)x), shape),
                DType.Int64 => Tensor.From(Array.ConvertAll(numbers, x => (long)x), shape),
                _ => Tensor.From(Array.ConvertAll(numbers, x => x > 0), shape),
            };
        }
    }

    // Reading and changing ---------------------------------------------------------------------------------------------------

    private void Read(int value) => Add(StatementKind.Read, [value], _ => null, "{0}.Read()");

    private void Update()
    {
        var target = Pick();
        var tensor = run[target];
        if (tensor.DType == DType.Bool) return;
        var other = Partner(tensor.Shape, keepsShape: true);
        // The right side in the target's dtype, or the update would change it.
        var dtype = tensor.DType;
        switch (random.Next(4))
        {
            case 0: Change(x => x[0] += x[1].To(dtype), "{0} += {1}"); break;
            case 1: Change(x => x[0] -= x[1].To(dtype), "{0} -= {1}"); break;
            case 2: Change(x => x[0] *= x[1].To(dtype), "{0} *= {1}"); break;
            default:
                if (tensor.Rank == 0 || tensor.Shape[0] < 2) return;
                if (dtype.IsInteger) return;
                var count = random.Next(1, tensor.Shape[0] + 1);
                Add(ChangePart(target, count, tensor.Shape[0], random));
                break;
        }

        void Change(Action<Tensor[]> change, string format)
        {
            Add(StatementKind.Update, [target, other], x =>
            {
                using var mode = Autograd.NoGrad();
                change(x);
                return null;
            }, format);
        }
    }

    private static Statement ChangePart(int target, int count, int extent, System.Random random)
    {
        var start = random.Next(extent - count + 1);
        var factor = random.NextDouble();
        return new(StatementKind.Update, 0, [target], Do(x =>
        {
            using var mode = Autograd.NoGrad();
            x[0][start..(start + count)] = x[0][start..(start + count)] * factor;
        }), $"{{0}}[{start}..{start + count}] *= {factor:R}")
        {
            Varied = other => ChangePart(target, count, extent, other),
        };
    }

    private void Backward()
    {
        int[] candidates = [.. values.Where(value => run[value].NeedsGrad)];
        if (candidates.Length == 0) return;
        var from = Choose(candidates);
        if (run[from].Elements == 1) Add(StatementKind.Backward, [from], Do(x => x[0].Backward()), "{0}.Backward()");
        else if (Chance(2)) Add(StatementKind.Backward, [from], Do(x => x[0].Sum().Backward()), "{0}.Sum().Backward()");
        else Add(StatementKind.Backward, [from], Do(x => x[0].Backward(Tensor.OnesLike(x[0]))), "{0}.Backward(ones)");
        if (!Chance(2)) Descend();
    }

    private void Descend()
    {
        if (parameters.Count == 0) return;
        var forgets = !Chance(3);
        foreach (var parameter in parameters)
        {
            Add(StatementKind.Update, [parameter], Do(x =>
            {
                if (!x[0].HasGrad) return;
                using (Autograd.NoGrad()) x[0] -= 0.125 * x[0].Grad;
                if (forgets) x[0].ZeroGrad();
            }), $"{{0}} -= 0.125 * {{0}}.Grad{(forgets ? "; {0}.ZeroGrad()" : "")}");
        }
    }

    private static Func<Tensor[], Tensor?> Do(Action<Tensor[]> action) => inputs =>
    {
        action(inputs);
        return null;
    };
}
