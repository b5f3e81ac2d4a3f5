namespace Gradus.Tests;

/// <summary>How far an op's result may be from the exact one, in one table.</summary>
internal static class Tolerance
{
    // A function of the lanes, or a few of them.
    private const int Elementary = 2;

    private static readonly Dictionary<string, int> Others = new()
    {
        // One correctly rounded operation, or none.
        ["Abs"] = 0,
        ["Neg"] = 0,
        ["Sign"] = 0,
        ["Square"] = 0,
        ["Sqrt"] = 0,
        ["Reciprocal"] = 0,
        ["Relu"] = 0,
        ["Floor"] = 0,
        ["Ceil"] = 0,
        ["Trunc"] = 0,
        ["Round"] = 0,
        ["Add"] = 0,
        ["Sub"] = 0,
        ["Mul"] = 0,
        ["Div"] = 0,
        ["Maximum"] = 0,
        ["Minimum"] = 0,
        ["Clamp"] = 0,
        ["Where"] = 0,
        ["MultiplyAdd"] = 0,
        ["Softshrink"] = 0,
        ["FloorDivide"] = 0,
        ["Remainder"] = 0,
        // The slope is rounded to the tensor's type first.
        ["LeakyRelu"] = 1,
        // Of the inputs, and a weight beyond 1 makes it as many times larger.
        ["Lerp"] = 8,
    };

    // Differences of rounded numbers: their error is measured in the last place of the largest input.
    private static readonly HashSet<string> OfTheInputs = ["Lerp", "Gelu", "LogAddExp"];

    // Their zeros have the sign that the processor's min and max give, and in PyTorch another one; Elu's follows x here.
    private static readonly HashSet<string> UnsignedZeros = ["Maximum", "Minimum", "Clamp", "Relu", "LogSigmoid", "Remainder", "Elu"];

    /// <summary>In units in the last place.</summary>
    public static int Of(string op) => Others.GetValueOrDefault(op, Elementary);

    /// <summary>Whether the units are those of the largest input rather than of the result.</summary>
    public static bool IsRelativeToInputs(string op) => OfTheInputs.Contains(op);

    /// <summary>Whether a zero must also have the expected sign.</summary>
    public static bool ZerosHaveSigns(string op) => !UnsignedZeros.Contains(op);
}
