namespace Gradus.Tests.Programs;

/// <summary>Runs a program in each way there is and compares what its reads find.</summary>
internal static class ProgramCheck
{
    public static readonly ProgramWay Reference = new("Walk on one thread", Backend.Walk);

    private static readonly ProgramWay[] Others =
    [
        new("Walk on two threads", Backend.Walk, Threads: 2),
        new("Walk on eight threads", Backend.Walk, Threads: 8),
        new("Walk again", Backend.Walk),
        new("Emit", Backend.Emit),
        new("Emit on eight threads", Backend.Emit, Threads: 8),
        new("Exact", Backend.Exact, SameBits: false),
        new("op at a time", Backend.Walk, OpAtATime: true),
    ];

    private static readonly ProgramWay[] Captured =
    [
        new("captured, Walk", Backend.Walk, Captures: true),
        new("captured, Emit on two threads", Backend.Emit, Threads: 2, Captures: true),
    ];

    /// <summary>
    /// What is wrong, or null. Each seed tries one of the other ways, and a captured one where the program has steps; or all of them.
    /// </summary>
    public static ProgramFailure? Failure(List<Statement> program, int seed, bool all = false)
    {
        var way = Reference;
        try
        {
            var expected = ProgramRun.Of(program, new BoundedGraph());
            var reference = way.Run(program);
            if (OutOfBounds(way, expected, reference) is { } wrong) return wrong;
            foreach (var other in Ways(program, seed, all))
            {
                way = other;
                var found = way.Run(program);
                if ((way.SameBits ? Different(way, reference, found) : OutOfBounds(way, expected, found)) is { } failure) return failure;
            }
            return null;
        }
        catch (Exception exception)
        {
            return new(way, exception);
        }
    }

    private static IEnumerable<ProgramWay> Ways(List<Statement> program, int seed, bool all)
    {
        foreach (var (i, way) in Others.Index())
            if (all || i == seed % Others.Length) yield return way;
        if (!program.Exists(statement => statement.Step is not null)) yield break;
        foreach (var (i, way) in Captured.Index())
            if (all || i == seed % Captured.Length) yield return way;
    }

    private static ProgramFailure? OutOfBounds(ProgramWay way, List<Reading> expected, List<Reading> found)
    {
        for (var at = 0; at < expected.Count; at++)
        {
            var (statement, _, _, values, errors) = expected[at];
            for (var i = 0; i < values.Length; i++)
            {
                if (double.IsPositiveInfinity(errors![i])) continue;
                if (Math.Abs(found[at].Values[i] - values[i]) <= errors[i]) continue;
                return new(way, null, statement, i, found[at].Values[i], values[i], errors[i]);
            }
        }
        return null;
    }

    private static ProgramFailure? Different(ProgramWay way, List<Reading> reference, List<Reading> found)
    {
        for (var at = 0; at < reference.Count; at++)
        {
            var (expected, values) = (reference[at].Values, found[at].Values);
            for (var i = 0; i < expected.Length; i++)
            {
                if (BitConverter.DoubleToInt64Bits(expected[i]) == BitConverter.DoubleToInt64Bits(values[i])) continue;
                if (double.IsNaN(expected[i]) && double.IsNaN(values[i])) continue;
                return new(way, null, reference[at].Statement, i, values[i], expected[i]);
            }
        }
        return null;
    }
}
