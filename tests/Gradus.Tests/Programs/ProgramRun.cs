namespace Gradus.Tests.Programs;

/// <summary>What a program's reads found, or, when bounds are kept, what they must find.</summary>
internal sealed record Reading(Statement Statement, Shape Shape, DType DType, double[] Values, double[]? Errors);

/// <summary>
/// Runs statements one after another. With bounds, every node is looked at in real arithmetic before anything is realized.
/// </summary>
internal sealed class ProgramRun(BoundedGraph? bounds = null, bool captures = false)
{
    private readonly Dictionary<int, Tensor> results = [];
    private readonly List<Tensor> parameters = [];
    private readonly Dictionary<Step, Func<Tensor[], Scalar[], Tensor>> captured = new(ReferenceEqualityComparer.Instance);

    public List<Reading> Readings { get; } = [];

    public Tensor this[int number]
    {
        get => results[number];
        set => results[number] = value;
    }

    public static List<Reading> Of(IEnumerable<Statement> statements, BoundedGraph? bounds = null, bool captures = false)
    {
        var run = new ProgramRun(bounds, captures);
        foreach (var statement in statements) run.Execute(statement);
        return run.Readings;
    }

    public void Execute(Statement statement)
    {
        var inputs = Array.ConvertAll(statement.Inputs, input => results[input]);
        switch (statement.Kind)
        {
            case StatementKind.Read:
                Read(statement, inputs[0]);
                return;
            case StatementKind.ReadGradient:
                if (inputs[0].HasGrad) Read(statement, inputs[0].Grad);
                return;
            case StatementKind.Update or StatementKind.Backward or StatementKind.Forget:
                statement.Run(inputs);
                break;
            default:
                var result = statement.Step is { } step ? Call(step, inputs, Array.ConvertAll(statement.Scalars, number => (Scalar)number)) : statement.Run(inputs)!;
                results[statement.Number] = result;
                (statement.Shape, statement.DType) = (result.Shape, result.DType);
                if (statement.Kind == StatementKind.Parameter) parameters.Add(result);
                break;
        }
        if (bounds is null) return;
        if (statement.HasResult) bounds.Of(results[statement.Number].Node);
        if (statement.Kind == StatementKind.Update) bounds.Of(inputs[0].Node);
        foreach (var parameter in parameters)
            if (parameter.HasGrad) bounds.Of(parameter.Grad.Node);
    }

    // A step must find no gradients, and what it returns has no history where it is captured, so it gets none anywhere.
    private Tensor Call(Step step, Tensor[] inputs, Scalar[] numbers)
    {
        // In a repetition they may be made of something that has a history.
        var arguments = Array.ConvertAll(inputs[..step.Arguments.Length], argument => argument.NeedsGrad ? argument.Detach() : argument);
        foreach (var parameter in inputs[step.Arguments.Length..]) parameter.ZeroGrad();
        if (!captures) return Body(step, arguments, numbers).Detach();
        if (!captured.TryGetValue(step, out var call)) captured[step] = call = Captured(step);
        return call(arguments, numbers).Detach();
    }

    private Func<Tensor[], Scalar[], Tensor> Captured(Step step)
    {
        switch (step.Arguments.Length, step.Scalars.Length)
        {
            case (1, 0):
                var one = Capture.Step((Tensor a) => Body(step, [a], []));
                return (x, _) => one(x[0]);
            case (1, _):
                var oneAndNumber = Capture.Step((Tensor a, Scalar s) => Body(step, [a], [s]));
                return (x, numbers) => oneAndNumber(x[0], numbers[0]);
            case (2, 0):
                var two = Capture.Step((Tensor a, Tensor b) => Body(step, [a, b], []));
                return (x, _) => two(x[0], x[1]);
            case (2, 1):
                var twoAndNumber = Capture.Step((Tensor a, Tensor b, Scalar s) => Body(step, [a, b], [s]));
                return (x, numbers) => twoAndNumber(x[0], x[1], numbers[0]);
            case (2, _):
                var twoAndTwo = Capture.Step((Tensor a, Tensor b, Scalar s, Scalar t) => Body(step, [a, b], [s, t]));
                return (x, numbers) => twoAndTwo(x[0], x[1], numbers[0], numbers[1]);
            case (_, 0):
                var three = Capture.Step((Tensor a, Tensor b, Tensor c) => Body(step, [a, b, c], []));
                return (x, _) => three(x[0], x[1], x[2]);
            default:
                var threeAndNumber = Capture.Step((Tensor a, Tensor b, Tensor c, Scalar s) => Body(step, [a, b, c], [s]));
                return (x, numbers) => threeAndNumber(x[0], x[1], x[2], numbers[0]);
        }
    }

    private Tensor Body(Step step, Tensor[] arguments, Scalar[] numbers)
    {
        for (var i = 0; i < arguments.Length; i++) results[step.Arguments[i]] = arguments[i];
        for (var i = 0; i < numbers.Length; i++) results[step.Scalars[i]] = numbers[i];
        foreach (var statement in step.Body) Execute(statement);
        return results[step.Result];
    }

    private void Read(Statement statement, Tensor tensor)
    {
        if (bounds is null)
        {
            Readings.Add(new(statement, tensor.Shape, tensor.DType, tensor.ToDoubles(), null));
            return;
        }
        var expected = bounds.Of(tensor.Node);
        Readings.Add(new(statement, tensor.Shape, tensor.DType, expected.Values, expected.Errors));
    }
}
