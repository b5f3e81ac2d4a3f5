namespace Gradus.Plot.Tests;

public sealed class WholeFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gradus-plot-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void SavesEveryFormat()
    {
        var figure = Samples.Loss();
        figure.SavePng(At("a.png"));
        figure.SaveSvg(At("a.svg"));
        figure.SaveHtml(At("a.html"));
        Assert.Equal(figure.ToPng(), File.ReadAllBytes(At("a.png")));
        Assert.Equal(figure.ToSvg(), File.ReadAllText(At("a.svg")));
        Assert.Equal(figure.ToHtml(), File.ReadAllText(At("a.html")));
        Assert.Equal((byte)'<', File.ReadAllBytes(At("a.svg"))[0]); // no byte order mark
        Assert.Equal(3, Directory.GetFileSystemEntries(_folder).Length);
    }

    [Fact]
    public void AFailureLeavesTheOldFileAndNothingElse()
    {
        File.WriteAllText(At("old.png"), "old");
        var error = Assert.Throws<IOException>(() => WholeFile.Write(At("old.png"), stream =>
        {
            stream.Write(new byte[100_000]);
            throw new IOException("No space left on device");
        }));
        Assert.Equal(
            $"Save: cannot write '{At("old.png")}': No space left on device. An older file of that name is untouched. " +
            "Free space, allow writing to the folder, or choose another.", error.Message);
        Assert.Equal("old", File.ReadAllText(At("old.png")));
        Assert.Single(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void AnErrorOfTheDrawingIsNotDressedUp()
    {
        Assert.Throws<InvalidOperationException>(
            () => WholeFile.Write(At("new.png"), _ => throw new InvalidOperationException()));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void AMissingFolderIsNamed()
    {
        var error = Assert.Throws<IOException>(() => Samples.Loss().SavePng(At("no/such/a.png")));
        Assert.Equal(
            $"Save: cannot write '{At("no/such/a.png")}': the folder '{At("no/such")}' does not exist. " +
            "Create it, or choose another.", error.Message);
    }

    [Fact]
    public void AFolderIsNotOverwritten()
    {
        Directory.CreateDirectory(At("a.svg"));
        var error = Assert.Throws<IOException>(() => Samples.Loss().SaveSvg(At("a.svg")));
        Assert.Equal($"Save: cannot write '{At("a.svg")}': a folder of that name exists. Choose another name.", error.Message);
    }

    [Fact]
    public void AFolderThatForbidsWritingIsNamed()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Skip("this user may write everywhere");
            return;
        }
        Directory.CreateDirectory(At("closed"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var error = Assert.Throws<IOException>(() => Samples.Loss().SaveSvg(At("closed/a.svg")));
        Assert.Equal(
            $"Save: cannot write '{At("closed/a.svg")}': writing there is not allowed. " +
            "An older file of that name is untouched. Free space, allow writing to the folder, or choose another.",
            error.Message);
    }

    [Fact]
    public void ALinkKeepsPointingToItsFile()
    {
        File.WriteAllText(At("real.svg"), "old");
        File.CreateSymbolicLink(At("link.svg"), At("real.svg"));
        Samples.Loss().SaveSvg(At("link.svg"));
        Assert.NotNull(new FileInfo(At("link.svg")).LinkTarget);
        Assert.Equal(Samples.Loss().ToSvg(), File.ReadAllText(At("real.svg")));
    }

    [Fact]
    public void ADeviceIsWrittenNotReplaced()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("/dev/null is looked for on Linux");
        Samples.Loss().SaveSvg("/dev/null");
        Assert.Equal(0, File.ReadAllText("/dev/null").Length);
    }

    private string At(string name) => Path.Combine(_folder, name);
}
