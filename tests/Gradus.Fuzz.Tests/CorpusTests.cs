namespace Gradus.Fuzz.Tests;

/// <summary>What fuzzing found worth keeping, read again by each target.</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    public static TheoryData<string> Targets => [.. Target.All.Keys];

    [Theory, MemberData(nameof(Targets))]
    public void EachInputIsReadOrRefused(string target)
    {
        using var found = new StringWriter();
        var isClean = new Corpus(Path.Combine(AppContext.BaseDirectory, "Corpus"), target).Replay(found);
        output.WriteLine(found.ToString());
        Assert.True(isClean, found.ToString());
    }

    [Fact]
    public void ADefectIsReported()
    {
        // A trial that found nothing whatever happened would pass as well.
        var most = new GreedyTarget();
        Assert.Contains("managed memory", Assert.Throws<DefectException>(() => Trial.Run(most, new byte[10])).Message);
        Trial.Run(most, new byte[1]);
    }

    private sealed class GreedyTarget : Target
    {
        private byte[]? kept;

        public override long MostBytes(int length) => 1 << 20;

        public override void Read(byte[] bytes) => kept = new byte[bytes.Length << 18];
    }
}
