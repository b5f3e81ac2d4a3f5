using System.Text.Json.Nodes;

namespace Gradus.Jupyter.Tests;

public class ShutdownTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(true, "1;")]
    [InlineData(false, "while (true) { }")]
    [InlineData(true, "new Thread(() => Thread.Sleep(-1)).Start(); Enumerable.Range(0, int.MaxValue).Sum(i => (double)i)")]
    public void AKernelEndsWhenAsked(bool restart, string cell)
    {
        using var kernel = new KernelProcess();
        using var client = kernel.Connect();
        client.BeginCell(cell);
        Thread.Sleep(500);
        var id = client.Begin(client.Control, "shutdown_request", new JsonObject { ["restart"] = restart });
        var reply = client.Reply(client.Control, id);
        Assert.Equal(("shutdown_reply", "ok"), (reply.Type, reply.Text("status")));
        Assert.Equal(restart, (bool)reply.Content["restart"]!);
        Assert.Equal(0, kernel.WaitForExit(Long));
    }

    [Fact]
    public void AKernelEndsWithWhoStartedIt()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows ends the kernels of a server by itself");
        using var server = System.Diagnostics.Process.Start("sleep", "600");
        using var kernel = new KernelProcess("", start => start.Environment["JPY_PARENT_PID"] = $"{server.Id}");
        using (var client = kernel.Connect()) Assert.Equal("2", client.Run("1 + 1").Result);
        Assert.Null(kernel.WaitForExit(TimeSpan.FromSeconds(2)));
        server.Kill();
        server.WaitForExit();
        Assert.Equal(0, kernel.WaitForExit(Long));
    }
}
