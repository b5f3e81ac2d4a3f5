namespace Gradus.Tests.Programs;

/// <summary>Makes a failing program smaller while it still fails: statements go, values become leaves.</summary>
internal static class ProgramShrinker
{
    public static List<Statement> Shrink(List<Statement> program, Func<List<Statement>, bool> fails)
    {
        while (true)
        {
            var smaller = Candidates(program).FirstOrDefault(fails);
            if (smaller is null) return program;
            program = smaller;
        }
    }

    private static IEnumerable<List<Statement>> Candidates(List<Statement> program)
    {
        foreach (var candidate in Candidates(program, [], [])) yield return candidate;
        foreach (var step in program.Select(statement => statement.Step).OfType<Step>().Distinct(ReferenceEqualityComparer.Instance).Cast<Step>())
        {
            var call = program.Find(statement => statement.Step == step)!;
            int[] given = [.. step.Arguments, .. step.Scalars, .. call.Inputs[step.Arguments.Length..]];
            foreach (var body in Candidates(step.Body, given, [step.Result]))
            {
                var smaller = step with { Body = body };
                yield return [.. program.Select(each => ReferenceEquals(each.Step, step) ? each with { Step = smaller } : each)];
            }
        }
    }

    // Given: what is there before the statements; kept: what is needed after them.
    private static IEnumerable<List<Statement>> Candidates(List<Statement> program, int[] given, int[] kept)
    {
        // Halves, quarters and so on of what no one else needs, then single statements.
        for (var size = program.Count / 2; size > 0; size /= 2)
        {
            for (var from = program.Count - size; from >= 0; from -= size)
            {
                List<Statement> rest = [.. program[..from], .. program[(from + size)..]];
                if (IsClosed(rest, given, kept)) yield return rest;
            }
        }
        for (var at = 0; at < program.Count; at++)
        {
            var statement = program[at];
            if (statement.Kind is not (StatementKind.Value or StatementKind.Call) || statement.Inputs.Length == 0) continue;
            List<Statement> changed = [.. program];
            changed[at] = ProgramLeaf.Statement(StatementKind.Value, statement.Number, statement.Shape, statement.DType, 3);
            yield return Used(changed, kept);
            // Or an input in its place, where one has its shape and dtype.
            foreach (var input in statement.Inputs)
            {
                var other = program.Find(candidate => candidate.Number == input && candidate.HasResult);
                if (other is null || kept.Contains(statement.Number)) continue;
                if (!other.Shape.Equals(statement.Shape) || other.DType != statement.DType) continue;
                yield return [.. program.Where(each => each != statement).Select(each => each with
                {
                    Inputs = Array.ConvertAll(each.Inputs, number => number == statement.Number ? input : number),
                })];
            }
        }
    }

    private static List<Statement> Used(List<Statement> program, int[] kept)
    {
        var used = new HashSet<int>(kept);
        for (var at = program.Count - 1; at >= 0; at--)
            if (!program[at].HasResult || used.Contains(program[at].Number)) used.UnionWith(program[at].Inputs);
        return [.. program.Where(statement => !statement.HasResult || used.Contains(statement.Number))];
    }

    private static bool IsClosed(List<Statement> program, int[] given, int[] kept)
    {
        var made = new HashSet<int>(given);
        foreach (var statement in program)
        {
            if (!Array.TrueForAll(statement.Inputs, made.Contains)) return false;
            if (statement.HasResult) made.Add(statement.Number);
        }
        return Array.TrueForAll(kept, made.Contains);
    }
}
