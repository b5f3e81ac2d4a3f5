using System.Globalization;

namespace Gradus.Tests.Programs;

/// <summary>A line as C# and as Python (over the functions of <c>tests/Peers</c>), with {0}, {1}, ... for the inputs.</summary>
internal readonly record struct StatementText(string CSharp, string Python)
{
    /// <summary>A shape or axes: C#'s and Python's lists look the same.</summary>
    public static string List(IEnumerable<int> numbers) => $"[{string.Join(", ", numbers)}]";

    /// <summary>A real number; a whole one keeps its kind.</summary>
    public static string Real(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('.') || text.Contains('E') ? text : text + ".0";
    }

    public static string InPython(DType dtype) => $"'{dtype.Name}'";

    public static string InPython(bool value) => value ? "True" : "False";

    public static string InCSharp(bool value) => value ? "true" : "false";
}
