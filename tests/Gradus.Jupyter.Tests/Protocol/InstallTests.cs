using System.Text.Json.Nodes;

namespace Gradus.Jupyter.Tests;

public sealed class InstallTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gradus-jupyter-tests-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void JupyterIsToldHowToStartTheKernel()
    {
        var spec = Path.Combine(folder, "share", "jupyter", "kernels", "gradus");
        Assert.Contains(spec, Run("install", "--prefix", folder));
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(spec, "kernel.json")))!;
        Assert.Equal("message", (string?)json["interrupt_mode"]);
        Assert.Equal("C#", (string?)json["language"]);
        Assert.Equal("C# (Gradus)", (string?)json["display_name"]);
        string[] command = [.. json["argv"]!.AsArray().Select(part => (string)part!)];
        Assert.Equal(["kernel", "{connection_file}"], command[^2..]);
        Assert.True(File.Exists(command[0]));
        Assert.Equal((32, 64), (Side("logo-32x32.png"), Side("logo-64x64.png")));

        Assert.Contains("Removed", Run("uninstall", "--prefix", folder));
        Assert.False(Directory.Exists(spec));
        Assert.Contains("There is no kernel", Run("uninstall", "--prefix", folder));

        int Side(string name)
        {
            using var picture = SkiaSharp.SKBitmap.Decode(Path.Combine(spec, name));
            return picture.Width;
        }
    }

    private string Run(params string[] arguments)
    {
        using var process = KernelProcess.Launch(folder, arguments);
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return text;
    }
}
