using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;
using System.Text.RegularExpressions;

namespace Gradus.Cli.Tests;

/// <summary>The page that shows a training, in a real browser, and by requests made by hand.</summary>
public sealed partial class WatchTests : IDisposable
{
    private readonly TestFolder folder = new();
    private Process? process;

    public void Dispose()
    {
        process?.Kill();
        process?.WaitForExit();
        process?.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("cloud", "age,bmi,bp")]
    [InlineData("line", "bmi")]
    [InlineData("plane", "bmi,bp")]
    public void ThePageMovesUntilTrainingEnds(string view, string features)
    {
        Assert.SkipUnless(Chromium.IsThere, "needs Debian's chromium");
        using var page = new Chromium(Start("--features", features, "--epochs", "400"));
        page.Until("typeof frames === 'number' && frames >= 10 && history.length >= 10");
        Assert.Equal(view, page.Evaluate("start.view"));
        page.Until("document.getElementById('state').textContent.endsWith('; training has ended')");
        Assert.Equal("400", page.Evaluate("frame.epoch"));
        Assert.Equal("true", page.Evaluate("history.at(-1).loss < history[0].loss * 0.8"));
        // Both pictures hold more than one color: something is drawn.
        foreach (var canvas in new[] { "losses", "view" })
            Assert.Equal("true", page.Evaluate(
                $"(() => {{ draw(); const c = document.getElementById('{canvas}'), " +
                "d = new Uint32Array(c.getContext('2d').getImageData(0, 0, c.width, c.height).data.buffer); " +
                "return new Set(d).size > 10; })()"));
        Assert.True(process!.WaitForExit(TimeSpan.FromSeconds(30)));
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public void TheButtonStopsTheTrainingAndTheModelIsKept()
    {
        Assert.SkipUnless(Chromium.IsThere, "needs Debian's chromium");
        using var page = new Chromium(Start("--epochs", "100000000"));
        page.Until("typeof frames === 'number' && frames >= 1");
        page.Evaluate("document.getElementById('stop').click()");
        page.Until("document.getElementById('stop').disabled");
        Assert.True(process!.WaitForExit(TimeSpan.FromSeconds(30)));
        Assert.Equal(0, process.ExitCode);
        Assert.True(File.Exists(folder["out/model.safetensors"]));
    }

    [Fact]
    public async Task OnlyThisMachinesOwnPageIsServed()
    {
        var address = Start("--epochs", "100000000");
        var port = new Uri(address).Port;
        Assert.Equal(
            [IPAddress.Loopback],
            IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(end => end.Port == port).Select(end => end.Address));
        using var client = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(address + "secret")).StatusCode);
        using var foreignName = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Host = $"evil.example:{port}" } };
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(foreignName)).StatusCode);
        using var foreignPage = new HttpRequestMessage(HttpMethod.Post, address + "stop");
        foreignPage.Headers.Add("Origin", "http://evil.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(foreignPage)).StatusCode);
        var html = await client.GetStringAsync(address);
        Assert.DoesNotMatch("(src|href)=\"?https?:", html);
    }

    [Fact]
    public void WithoutWatchNothingListens()
    {
        process = Ran.Start(
            folder.Path, "fit", TestFolder.Data("diabetes.csv"), "--target", "progression", "--method", "gd",
            "--epochs", "100000000", "--json");
        Thread.Sleep(1500);
        Assert.False(process.HasExited);
        Assert.SkipUnless(Directory.Exists($"/proc/{process.Id}/fd"), "needs /proc");
        var sockets = Directory.GetFiles($"/proc/{process.Id}/fd")
            .Select(file => new FileInfo(file).LinkTarget).Where(target => target?.StartsWith("socket:") == true)
            .Select(target => target![8..^1]).ToHashSet();
        // The tenth word of a line of /proc/net/tcp is the socket's number, the fourth its state: 0A is listening.
        var listening = File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 9 && words[3] == "0A" && sockets.Contains(words[9]));
        Assert.Empty(listening);
    }

    private string Start(params string[] options)
    {
        process = Ran.Start(
            folder.Path,
            [
                "fit", TestFolder.Data("diabetes.csv"), "--target", "progression", "--out", "out", "--test-fraction", "0",
                "--method", "gd", "--watch", .. options,
            ]);
        _ = process.StandardError.ReadToEndAsync();
        while (process.StandardOutput.ReadLine() is { } line)
            if (Address().Match(line) is { Success: true } found)
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return found.Value;
            }
        throw new InvalidOperationException("no address was printed");
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/")]
    private static partial Regex Address();
}
