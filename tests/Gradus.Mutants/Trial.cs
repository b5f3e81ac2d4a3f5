using System.Globalization;

namespace Gradus.Mutants;

/// <summary>What became of a mutant, and which test, or which end of the process, decided it.</summary>
internal sealed record Trial(int Number, Outcome Outcome, string By, double Seconds)
{
    public static Trial Parse(string line)
    {
        var parts = line.Split('\t');
        return new(int.Parse(parts[0]), Enum.Parse<Outcome>(parts[1]), parts[3], double.Parse(parts[2], CultureInfo.InvariantCulture));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}\t{Outcome}\t{Seconds:0.0}\t{By}");

    /// <summary>The quickest classes that reach it first; they stop at their first failure.</summary>
    public static Trial Of(Mutant mutant, TestProgram tests, IEnumerable<TestProgram.TestClass> classes)
    {
        var reaching = classes.Where(test => test.Reached.Contains(mutant.Number)).ToList();
        if (reaching.Count == 0) return new(mutant.Number, Outcome.Survived, "no test reaches it", 0);
        var seconds = 0.0;
        foreach (var group in Groups(reaching))
        {
            var usual = group.Sum(test => test.Seconds);
            var result = tests.Run(
                group.Select(test => test.Name), 30 + 4 * usual, ("MUTANT", mutant.Number.ToString(CultureInfo.InvariantCulture)));
            seconds += result.Seconds;
            if (result.IsOverTime) return new(mutant.Number, Outcome.OverTime, group[0].Name, seconds);
            if (result.Code == 0) continue;
            var failed = result.Output.Split('\n').FirstOrDefault(line => line.Contains("[FAIL]"))?.Trim();
            return new(mutant.Number, Outcome.Killed, failed ?? $"the process ended: {result.Code}", seconds);
        }
        return new(mutant.Number, Outcome.Survived, $"{reaching.Count} classes", seconds);
    }

    // Each group takes about as long as all before it.
    private static IEnumerable<List<TestProgram.TestClass>> Groups(List<TestProgram.TestClass> classes)
    {
        var (group, seconds, most) = (new List<TestProgram.TestClass>(), 0.0, 4.0);
        foreach (var test in classes)
        {
            if (group.Count > 0 && seconds + test.Seconds > most)
            {
                yield return group;
                (group, seconds, most) = ([], 0, 2 * most);
            }
            group.Add(test);
            seconds += test.Seconds;
        }
        yield return group;
    }
}
