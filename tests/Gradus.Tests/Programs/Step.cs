namespace Gradus.Tests.Programs;

/// <summary>A function of a program, called plainly or captured.</summary>
/// <param name="Number">Its name.</param>
/// <param name="Arguments">The numbers that its arguments have in its statements.</param>
/// <param name="Scalars">And its numbers.</param>
/// <param name="Body">What it does.</param>
/// <param name="Result">The number of what it returns.</param>
internal sealed record Step(int Number, int[] Arguments, int[] Scalars, List<Statement> Body, int Result)
{
    public string Declaration =>
        $"var step{Number} = Capture.Step(({string.Join(", ", Taken)}) =>\n{{\n"
        + string.Concat(Body.Select(statement => $"    {statement}\n")) + $"    return v{Result};\n}});";

    private IEnumerable<string> Taken =>
        Arguments.Select(argument => $"Tensor v{argument}").Concat(Scalars.Select(scalar => $"Scalar v{scalar}"));
}
