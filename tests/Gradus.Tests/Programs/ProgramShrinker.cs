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
        // Halves, quarters and so on of what no one else needs, then single statements.
        for (var size = program.Count / 2; size > 0; size /= 2)
        {
            for (var from = program.Count - size; from >= 0; from -= size)
            {
                List<Statement> rest = [.. program[..from], .. program[(from + size)..]];
                if (IsClosed(rest)) yield return rest;
            }
        }
        for (var at = 0; at < program.Count; at++)
        {
            var statement = program[at];
            if (statement.Kind != StatementKind.Value || statement.Inputs.Length == 0) continue;
            List<Statement> changed = [.. program];
            changed[at] = ProgramGenerator.LeafStatement(StatementKind.Value, statement.Number, statement.Shape, statement.DType, 3);
            yield return Used(changed);
            // Or an input in its place, where one has its shape and dtype.
            foreach (var input in statement.Inputs)
            {
                var other = program.Find(candidate => candidate.Number == input)!;
                if (!other.Shape.Equals(statement.Shape) || other.DType != statement.DType) continue;
                yield return [.. program.Where(each => each != statement).Select(each => each with
                {
                    Inputs = Array.ConvertAll(each.Inputs, number => number == statement.Number ? input : number),
                })];
            }
        }
    }

    private static List<Statement> Used(List<Statement> program)
    {
        var used = new HashSet<int>();
        for (var at = program.Count - 1; at >= 0; at--)
            if (!program[at].HasResult || used.Contains(program[at].Number)) used.UnionWith(program[at].Inputs);
        return [.. program.Where(statement => !statement.HasResult || used.Contains(statement.Number))];
    }

    private static bool IsClosed(List<Statement> program)
    {
        var made = new HashSet<int>();
        foreach (var statement in program)
        {
            if (!Array.TrueForAll(statement.Inputs, made.Contains)) return false;
            if (statement.HasResult) made.Add(statement.Number);
        }
        return true;
    }
}
