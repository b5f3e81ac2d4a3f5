namespace Gradus.Tests;

/// <summary>How far, in units in the last place, an op's result may be from the exact one.</summary>
internal static class Tolerance
{
    /// <summary>Every function of the lanes that is not one rounded operation.</summary>
    private const int Elementary = 2;

    private static readonly Dictionary<string, int> Others = new()
    {
        // One correctly rounded operation, or none.
        ["Abs"] = 0, ["Neg"] = 0, ["Sign"] = 0, ["Square"] = 0, ["Sqrt"] = 0, ["Reciprocal"] = 0, ["Relu"] = 0,
        ["Floor"] = 0, ["Ceil"] = 0, ["Trunc"] = 0, ["Round"] = 0,
        ["Add"] = 0, ["Sub"] = 0, ["Mul"] = 0, ["Div"] = 0, ["Maximum"] = 0, ["Minimum"] = 0, ["Clamp"] = 0, ["Where"] = 0,
        ["MultiplyAdd"] = 0, ["LeakyRelu"] = 0, ["Softshrink"] = 0, ["FloorDivide"] = 0, ["Remainder"] = 0,
    };

    public static int Of(string op) => Others.GetValueOrDefault(op, Elementary);
}
