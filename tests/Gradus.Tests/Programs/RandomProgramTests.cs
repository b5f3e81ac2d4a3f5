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

    [Fact]
    public void NumbersAreRightHoweverTheyAreComputed()
    {
        var count = Setting("GRADUS_PROGRAMS", 2000);
        var first = Setting("GRADUS_PROGRAM", 0);
        long readings = 0, tight = 0;
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
            var smallest = ProgramShrinker.Shrink(program, candidate => failure.IsLike(ProgramCheck.Failure(candidate, seed)));
            Assert.Fail($"program {seed}\n{(ProgramCheck.Failure(smallest, seed) ?? failure).Test(smallest)}");
        }
        // A test whose bounds allow everything would find nothing.
        Assert.True(tight > 0.9 * readings, $"only {tight} of {readings} numbers had a bound worth checking");
    }
}
