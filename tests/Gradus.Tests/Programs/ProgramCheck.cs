namespace Gradus.Tests.Programs;

/// <summary>Runs a program in each way there is and compares what its reads find.</summary>
internal static class ProgramCheck
{
    private sealed record Way(string Name, Backend Backend, int Threads, bool OpAtATime, bool SameBits);

    private static readonly Way Reference = new("Walk on one thread", Backend.Walk, 1, false, true);

    private static readonly Way[] Others =
    [
        new("Walk on two threads", Backend.Walk, 2, false, true),
        new("Walk again", Backend.Walk, 1, false, true),
        new("Emit", Backend.Emit, 1, false, true),
        new("Exact", Backend.Exact, 1, false, false),
        new("op at a time", Backend.Walk, 1, true, false),
    ];

    /// <summary>What is wrong, or null. Each seed tries two of the other ways, or all of them.</summary>
    public static string? Failure(List<Statement> program, int seed, bool all = false)
    {
        try
        {
            var expected = ProgramRun.Of(program, new BoundedGraph());
            var reference = Run(program, Reference);
            if (OutOfBounds(expected, reference) is { } wrong) return $"{Reference.Name}: {wrong}";
            for (var i = 0; i < Others.Length; i++)
            {
                if (!all && i != seed % Others.Length) continue;
                var found = Run(program, Others[i]);
                var failure = Others[i].SameBits ? Different(reference, found) : OutOfBounds(expected, found);
                if (failure is not null) return $"{Others[i].Name}: {failure}";
            }
            return null;
        }
        catch (Exception exception) when (exception is not GradusException)
        {
            return exception.ToString();
        }
    }

    private static List<Reading> Run(List<Statement> program, Way way)
    {
        var before = (Flags.Backend, Flags.Threads, Flags.OpAtATime);
        try
        {
            (Flags.Backend, Flags.Threads, Flags.OpAtATime) = (way.Backend, way.Threads, way.OpAtATime);
            return ProgramRun.Of(program);
        }
        finally
        {
            (Flags.Backend, Flags.Threads, Flags.OpAtATime) = before;
        }
    }

    private static string? OutOfBounds(List<Reading> expected, List<Reading> found)
    {
        for (var at = 0; at < expected.Count; at++)
        {
            var (statement, values, errors) = expected[at];
            for (var i = 0; i < values.Length; i++)
            {
                if (double.IsPositiveInfinity(errors![i])) continue;
                if (Math.Abs(found[at].Values[i] - values[i]) <= errors[i]) continue;
                return $"{statement} finds {found[at].Values[i]:R} in element {i} of {values.Length}, expected {values[i]:R} within {errors[i]:G3}";
            }
        }
        return null;
    }

    private static string? Different(List<Reading> reference, List<Reading> found)
    {
        for (var at = 0; at < reference.Count; at++)
        {
            var (expected, values) = (reference[at].Values, found[at].Values);
            for (var i = 0; i < expected.Length; i++)
            {
                if (BitConverter.DoubleToInt64Bits(expected[i]) == BitConverter.DoubleToInt64Bits(values[i])) continue;
                if (double.IsNaN(expected[i]) && double.IsNaN(values[i])) continue;
                return $"{reference[at].Statement} finds {values[i]:R} in element {i} of {values.Length}, {Reference.Name} found {expected[i]:R}";
            }
        }
        return null;
    }
}
