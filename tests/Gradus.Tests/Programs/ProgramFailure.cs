namespace Gradus.Tests.Programs;

/// <summary>What is wrong with a program run in some way: a number of a read, or an exception.</summary>
internal sealed record ProgramFailure(
    ProgramWay Way, Exception? Exception = null, Statement? Read = null, int Element = 0, double Found = 0, double Expected = 0, double Error = 0)
{
    /// <summary>The program as a test in C#.</summary>
    public string Test(List<Statement> program)
    {
        var lines = new List<string>
        {
            "[Fact]",
            "public void AProgram()",
            "{",
            $"    // {this}",
            $"    (Flags.Backend, Flags.Threads, Flags.OpAtATime) = (Backend.{Way.Backend}, {Way.Threads}, {StatementText.InCSharp(Way.OpAtATime)});",
        };
        var declared = new HashSet<Step>(ReferenceEqualityComparer.Instance);
        foreach (var statement in program)
        {
            if (statement.Step is { } step && declared.Add(step)) lines.Add(Declaration(step));
            lines.Add("    " + Line(statement));
        }
        lines.Add("}");
        return string.Join('\n', lines);
    }

    // Without capture a step is an ordinary function.
    private string Declaration(Step step) =>
        "    " + (Way.Captures ? step.Declaration : step.Declaration.Replace("Capture.Step(", "(").Replace("});", "};")).Replace("\n", "\n    ");

    private string Line(Statement statement)
    {
        var isWrong = ReferenceEquals(statement, Read);
        switch (statement.Kind)
        {
            case StatementKind.Read or StatementKind.ReadGradient:
                var value = $"v{statement.Inputs[0]}{(statement.Kind == StatementKind.ReadGradient ? ".Grad" : "")}";
                return isWrong
                    ? $"Assert.Equal({Literal(Expected)}, {value}.ToDoubles()[{Element}], {Literal(Error)});"
                    : $"{(statement.Kind == StatementKind.ReadGradient ? $"if (v{statement.Inputs[0]}.HasGrad) " : "")}{value}.ToDoubles();";
            case StatementKind.Call:
                return string.Concat(statement.Inputs[statement.Step!.Arguments.Length..].Select(parameter => $"v{parameter}.ZeroGrad(); ")) + statement;
            default:
                return $"{statement}";
        }
    }

    /// <summary>Whether a smaller program fails for what may be the same reason.</summary>
    public bool IsLike(ProgramFailure? other) => other is not null && Exception?.GetType() == other.Exception?.GetType()
        && (Exception is not GradusException || Begins(Exception.Message) == Begins(other.Exception!.Message));

    // The operation and a word or two of what is wrong.
    private static string Begins(string message) => message[..Math.Min(message.Length, message.IndexOf(':') + 20)];

    private static string Literal(double number) => double.IsNaN(number) ? "double.NaN"
        : double.IsInfinity(number) ? (number > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity") : StatementText.Real(number);

    public override string ToString() => Exception is not null
        ? $"{Way.Name}: {Exception.GetType().Name}: {Exception.Message.ReplaceLineEndings(" ")} {Exception.StackTrace?.Split('\n')[0].Trim()}"
        : $"{Way.Name}: v{Read!.Inputs[0]} is {Found:R} in element {Element}, expected {Expected:R} within {Error:G3}";
}
