namespace Gradus.Jupyter.Tests;

public class ManyCellsTests
{
    /// <summary>The hundredth cell keeps no more than the first: not, say, all references of those before it once more.</summary>
    [Fact]
    public void ACellKeepsLittle()
    {
        using var kernel = new KernelProcess();
        using var client = kernel.Connect();
        long Held() => long.Parse(client.Run("GC.GetTotalMemory(true)").Result!);
        for (var i = 0; i < 30; i++) client.Run("1 + 1");
        var before = Held();
        for (var i = 0; i < 100; i++) client.Run("1 + 1");
        // 70 KB a cell or so; with such references it was 0.6 MB, and more with each.
        Assert.InRange(Held() - before, long.MinValue, 25 << 20);
    }
}
