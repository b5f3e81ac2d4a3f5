using Gradus.Tests.Laziness;

namespace Gradus.Tests.Programs;

/// <summary>
/// Random programs of any ops, moves, updates, gradients and reads. Whatever is fused, whichever backend runs it and on however many
/// threads: the numbers are right within what roundings allow, and the same to the bit where the same loops are run.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class RandomProgramTests
{
    /// <summary>GRADUS_PROGRAMS sets how many programs are run, GRADUS_PROGRAM the seed of the first one.</summary>
    private static int Setting(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var value) ? value : otherwise;

    private const int MadeSmall = 3;

    private static string Smallest(List<Statement> program, int seed, ProgramFailure failure)
    {
        var smallest = ProgramShrinker.Shrink(program, candidate => failure.IsLike(ProgramCheck.Failure(candidate, seed)));
        return "\n" + (ProgramCheck.Failure(smallest, seed) ?? failure).Test(smallest);
    }

    [Fact]
    public void NumbersAreRightHoweverTheyAreComputed()
    {
        var count = Setting("GRADUS_PROGRAMS", 2000);
        var first = Setting("GRADUS_PROGRAM", 0);
        long readings = 0, tight = 0;
        var failures = new List<string>();
        for (var seed = first; seed < first + count; seed++)
        {
            var (program, expected) = ProgramGenerator.Generate(seed);
            foreach (var reading in expected)
            {
                readings += reading.Values.Length;
                for (var i = 0; i < reading.Values.Length; i++)
                    if (reading.Errors![i] <= 1e-3 * Math.Max(1, Math.Abs(reading.Values[i]))) tight++;
            }
            if (ProgramCheck.Failure(program, seed) is not { } failure) continue;
            // The others run all the same; making many programs small would take hours.
            failures.Add($"program {seed}: {(failures.Count < MadeSmall ? Smallest(program, seed, failure) : failure)}");
        }
        if (failures.Count > 0) Assert.Fail(string.Join('\n', failures.Prepend($"{failures.Count} of {count} programs")));
        // A test whose bounds allow everything would find nothing.
        Assert.True(tight > 0.9 * readings, $"only {tight} of {readings} numbers had a bound worth checking");
    }
}
