namespace Gradus.Tests.Programs;

/// <summary>What a program's reads found, or, when bounds are kept, what they must find.</summary>
internal sealed record Reading(Statement Statement, double[] Values, double[]? Errors);

/// <summary>Runs statements one after another. With bounds, every node is looked at in real arithmetic before anything is realized.</summary>
internal sealed class ProgramRun(BoundedGraph? bounds = null)
{
    private readonly Dictionary<int, Tensor> results = [];
    private readonly List<Tensor> parameters = [];

    public List<Reading> Readings { get; } = [];

    public Tensor this[int number] => results[number];

    public static List<Reading> Of(IEnumerable<Statement> statements, BoundedGraph? bounds = null)
    {
        var run = new ProgramRun(bounds);
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
            case StatementKind.Update or StatementKind.Backward:
                statement.Run(inputs);
                break;
            default:
                var result = statement.Run(inputs)!;
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

    private void Read(Statement statement, Tensor tensor)
    {
        if (bounds is null)
        {
            Readings.Add(new(statement, tensor.ToDoubles(), null));
            return;
        }
        var expected = bounds.Of(tensor.Node);
        Readings.Add(new(statement, expected.Values, expected.Errors));
    }
}
