using System.Globalization;

namespace Gradus.Mutants;

/// <summary>
/// What became of a mutant after so many classes of tests, and which test, or which end of the process, decided it.
/// </summary>
internal sealed record Trial(int Number, Outcome Outcome, double Seconds, int Classes, string By)
{
    public static Trial Parse(string line)
    {
        var parts = line.Split('\t');
        return new(
            int.Parse(parts[0]), Enum.Parse<Outcome>(parts[1]), double.Parse(parts[2], CultureInfo.InvariantCulture),
            int.Parse(parts[3]), parts[4]);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Number}\t{Outcome}\t{Seconds:0.0}\t{Classes}\t{By}");

    /// <summary>
    /// Runs the classes that reach it and usually take so many seconds together, the quickest first, but for those that it
    /// survived before; they stop at their first failure.
    /// </summary>
    public static Trial Of(Mutant mutant, TestProgram tests, List<TestProgram.TestClass> classes, int limit, Trial? before)
    {
        var left = (double)limit;
        var reaching = classes.Where(test => test.Reached.Contains(mutant.Number))
            .TakeWhile(test => (left -= test.Seconds) >= 0).ToList();
        var (passed, seconds) = before is null ? (0, 0) : (before.Classes, before.Seconds);
        foreach (var group in Groups(reaching.Skip(passed)))
        {
            var usual = group.Sum(test => test.Seconds);
            var result = tests.Run(
                group.Select(test => test.Name), 30 + 4 * usual,
                ("MUTANT", mutant.Number.ToString(CultureInfo.InvariantCulture)));
            seconds += result.Seconds;
            passed += group.Count;
            if (result.IsOverTime) return new(mutant.Number, Outcome.OverTime, seconds, passed, group[0].Name);
            if (result.Code == 0) continue;
            var failed = result.Output.Split('\n').FirstOrDefault(line => line.Contains("[FAIL]"))?.Trim();
            return new(mutant.Number, Outcome.Killed, seconds, passed, failed ?? $"the process ended: {result.Code}");
        }
        return new(mutant.Number, Outcome.Survived, seconds, passed, passed == 0 ? "no test reaches it" : $"{passed} classes");
    }

    // Each group takes about twice as long as the one before it.
    private static IEnumerable<List<TestProgram.TestClass>> Groups(IEnumerable<TestProgram.TestClass> classes)
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
        if (group.Count > 0) yield return group;
    }
}
