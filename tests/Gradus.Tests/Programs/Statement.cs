namespace Gradus.Tests.Programs;

internal enum StatementKind
{
    /// <summary>Makes a value.</summary>
    Value,

    /// <summary>Makes a parameter.</summary>
    Parameter,

    /// <summary>Makes a value by a step, which may be captured.</summary>
    Call,

    /// <summary>Gives its first input another value in place.</summary>
    Update,

    /// <summary>Backward from its input.</summary>
    Backward,

    /// <summary>Forgets the gradient of its input.</summary>
    Forget,

    /// <summary>Looks at the numbers of its input.</summary>
    Read,

    /// <summary>Looks at the gradient of its input.</summary>
    ReadGradient,
}

/// <summary>One line of a program. Inputs are the numbers of earlier statements.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Number">The name of its result.</param>
/// <param name="Inputs">The statements whose results it uses.</param>
/// <param name="Run">Does it; returns the result of a value or parameter.</param>
/// <param name="Text">The line in two languages.</param>
internal sealed record Statement(StatementKind Kind, int Number, int[] Inputs, Func<Tensor[], Tensor?> Run, StatementText Text)
{
    /// <summary>Shape and dtype of the result; known once the statement has run.</summary>
    public Shape Shape { get; set; } = Gradus.Shape.Create([]);

    public DType DType { get; set; }

    /// <summary>The same statement with other run-time values (data, starts of slices, numbers), where it has some.</summary>
    public Func<System.Random, Statement>? Varied { get; init; }

    /// <summary>What a call calls. Its first inputs are the arguments, the others what the step uses from around it.</summary>
    public Step? Step { get; init; }

    /// <summary>The numbers that a call gives its step after the arguments.</summary>
    public double[] Scalars { get; init; } = [];

    public bool HasResult => Kind is StatementKind.Value or StatementKind.Parameter or StatementKind.Call;

    public override string ToString()
    {
        var line = string.Format(Text.CSharp, Array.ConvertAll(Inputs, input => (object)$"v{input}"));
        return HasResult ? $"var v{Number} = {line};  // {DType.Name} {Shape}" : $"{line};";
    }
}
