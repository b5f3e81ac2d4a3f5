using System.Diagnostics;
using System.Runtime.Intrinsics;
using Gradus.SameBits;

namespace Gradus.Tests;

/// <summary>
/// The same bits on any number of threads and for vectors of any width: what child processes compute, which see a smaller processor
/// or use other numbers of threads, against what this process does.
/// </summary>
[Collection(OnBackend.Alone)]
public class SameBitsTests
{
    private static readonly Lazy<string[]> Here = new(() => [.. Results.Lines()]);

    [Theory]
    [InlineData(1, "")]
    [InlineData(8, "")]
    [InlineData(2, "DOTNET_EnableAVX512")]
    [InlineData(2, "DOTNET_EnableAVX2")]
    public async Task AChildComputesTheSame(int threads, string switchedOff)
    {
        var file = Path.GetTempFileName();
        try
        {
            var lines = await Run(threads, switchedOff, file);
            var isNarrow = switchedOff == "DOTNET_EnableAVX2";
            if (switchedOff != "") Assert.StartsWith("Vector512 False", lines[0]);
            Assert.EndsWith($"Vector256 {!isNarrow && Vector256.IsHardwareAccelerated}", lines[0]);
            Assert.Equal(Here.Value.Length, lines.Length - 1);
            string[] different = [.. Here.Value.Zip(lines.Skip(1)).Where(pair => pair.First != pair.Second).Select(pair => Name(pair.First))];
            Assert.Empty(different);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Name(string line) => line[..line.LastIndexOf(' ')];

    private static async Task<string[]> Run(int threads, string switchedOff, string file)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Gradus.SameBits.dll");
        var start = new ProcessStartInfo("dotnet", [program, $"{threads}", file]) { RedirectStandardError = true };
        if (Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet") start.FileName = host;
        if (switchedOff != "") start.Environment[switchedOff] = "0";
        using var child = Process.Start(start)!;
        var errors = await child.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(child.ExitCode == 0, errors);
        return await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
    }
}
