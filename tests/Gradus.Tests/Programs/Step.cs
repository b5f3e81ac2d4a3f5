namespace Gradus.Tests.Programs;

/// <summary>A function of a program, called plainly or captured.</summary>
/// <param name="Number">Its name.</param>
/// <param name="Arguments">The numbers that its arguments have in its statements.</param>
/// <param name="Body">What it does.</param>
/// <param name="Result">The number of what it returns.</param>
internal sealed record Step(int Number, int[] Arguments, List<Statement> Body, int Result)
{
    public string Declaration =>
        $"var step{Number} = Capture.Step(({string.Join(", ", Array.ConvertAll(Arguments, argument => $"Tensor v{argument}"))}) =>\n{{\n"
        + string.Concat(Body.Select(statement => $"    {statement}\n")) + $"    return v{Result};\n}});";
}
