namespace Gradus.Cli.Tests;

/// <summary>predict on a disk without room: one line says so, the old file stays as it was, and nothing else is left.</summary>
[Collection(SmallDisk.Alone)]
public sealed class FullDiskPredictTests : IDisposable
{
    // Some 0.5 MB of predictions in either format.
    private readonly TwoModels models = new(60_000);

    public void Dispose() => models.Dispose();

    private void Predict(int model, string path, int exitCode)
    {
        var ran = Ran.Here(models.Arguments(model, path));
        Assert.Equal(exitCode, ran.ExitCode);
        if (exitCode == 0) return;
        Assert.Equal("", ran.Output);
        Assert.Matches(
            $"^gradus: Predictions cannot be written to '{path}': [^\n]*No space left on device[^\n]*\\. " +
            "Free space, or choose another file with --out\\.\n$", ran.Error);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    public void AFullDiskKeepsTheOldFile(string ending)
    {
        using var disk = new SmallDisk("size=4m");
        var path = disk[$"p.{ending}"];
        Predict(1, path, 0);
        var length = new FileInfo(path).Length;
        Predict(0, path, 0);
        // From nothing at all to all but the last page.
        foreach (var free in new[] { 0, 4096, length / 3, length * 2 / 3, length - 4096 })
        {
            disk.Fill(free);
            Predict(1, path, 1);
            Assert.Equal(["filler", $"p.{ending}"], disk.Names);
            Assert.Equal(0, models.WriterOf(path));
        }
        disk.Fill(length + 8192);
        Predict(1, path, 0);
        Assert.Equal(1, models.WriterOf(path));
        Assert.Equal(["filler", $"p.{ending}"], disk.Names);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    public void ADiskWithoutRoomForAnotherName(string ending)
    {
        // One for the folder, one for the file.
        using var disk = new SmallDisk("size=4m,nr_inodes=2");
        var path = disk[$"p.{ending}"];
        Predict(0, path, 0);
        Predict(1, path, 1);
        Assert.Equal([$"p.{ending}"], disk.Names);
        Assert.Equal(0, models.WriterOf(path));
    }
}
