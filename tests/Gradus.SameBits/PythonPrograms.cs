using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gradus.Tests.Programs;

namespace Gradus.SameBits;

/// <summary>
/// Random programs as lines of Python over the functions of <c>tests/Peers</c>, with what their reads must find and
/// the bounds. One program is one line of JSON; numbers are the bytes of doubles, in base64.
/// </summary>
public static partial class PythonPrograms
{
    public static void Write(int first, int count, string path)
    {
        using var file = new StreamWriter(path);
        for (var seed = first; seed < first + count; seed++)
        {
            // Run again: a step is run once more while it is written.
            var program = ProgramGenerator.Generate(seed).Statements;
            var expected = ProgramRun.Of(program, new BoundedGraph());
            var leaves = new List<string>();
            List<string> lines = [.. program.SelectMany(statement => Lines(statement, leaves))];
            // Reads are found by their place among the lines: a gradient may be absent, and then there is nothing to find.
            var readings = new Dictionary<int, object>();
            foreach (var reading in expected)
            {
                readings[reading.Statement.Number] = new
                {
                    shape = reading.Shape.ToArray(),
                    dtype = reading.DType.Name,
                    values = Text(reading.Values),
                    errors = Text(reading.Errors!),
                };
            }
            file.WriteLine(JsonSerializer.Serialize(new { seed, lines, leaves, readings }));
        }
    }

    // A step is written out where it is called: its names are its own.
    private static IEnumerable<string> Lines(Statement statement, List<string> leaves)
    {
        if (statement.Step is { } step)
        {
            foreach (var parameter in statement.Inputs[step.Arguments.Length..]) yield return $"forget(v{parameter})";
            foreach (var (i, argument) in step.Arguments.Index()) yield return $"v{argument} = v{statement.Inputs[i]}";
            foreach (var (i, scalar) in step.Scalars.Index()) yield return $"v{scalar} = {StatementText.Real(statement.Scalars[i])}";
            foreach (var line in step.Body.SelectMany(each => Lines(each, leaves))) yield return line;
            yield return $"v{statement.Number} = detached(v{step.Result})";
            yield break;
        }
        var text = string.Format(statement.Text.Python, Array.ConvertAll(statement.Inputs, input => (object)$"v{input}"));
        if (statement.Kind is StatementKind.Read or StatementKind.ReadGradient) text = text.Insert(text.Length - 1, $", {statement.Number}");
        if (Leaf().IsMatch(text))
        {
            var data = statement.Run([])!.Detach().ToDoubles();
            text = text.Insert(text.Length - 1, $", {leaves.Count}");
            leaves.Add(Text(data));
        }
        yield return statement.HasResult ? $"v{statement.Number} = {text}" : text;
    }

    private static string Text(double[] values) => Convert.ToBase64String(MemoryMarshal.AsBytes(values.AsSpan()));

    [GeneratedRegex(@"^(leaf|parameter)\(")]
    private static partial Regex Leaf();
}
