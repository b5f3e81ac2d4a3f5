using System.Text;
using System.Text.Json;

namespace Gradus.Jupyter.Tests;

/// <summary>
/// Conversations with mistakes in them, at every level from the bytes on the wire to the code of a cell. After each batch the
/// kernel answers, old connections and new ones, nothing in it has failed, and it holds no more memory than it may.
/// GRADUS_SCENES sets how many there are, GRADUS_SCENE the first; a scene is its number.
/// </summary>
public sealed class MutatedConversationTests(ITestOutputHelper output)
{
    private const string Key = "a key of the tests";
    private const int Batch = 25;

    // Each cell that is run stays in memory with what it declares; a scene runs about one.
    private const long MostBytes = 500L << 20;
    private const long MostBytesOfScene = 150L << 10;

    private static int Setting(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var value) ? value : otherwise;

    [Fact]
    public void TheKernelStays()
    {
        var (first, count) = (Setting("GRADUS_SCENE", 0), Setting("GRADUS_SCENES", 300));
        using var kernel = new KernelProcess(Key);
        using var early = kernel.Connect();
        long most = 0;
        for (var seed = first; seed < first + count; seed += Batch)
        {
            var end = Math.Min(seed + Batch, first + count);
            var scenes = $"scenes {seed} to {end - 1}";
            try
            {
                for (var scene = seed; scene < end; scene++) Assert.Equal(0, ScenePlayer.Play(new Scene(scene, Key), kernel));
                Answers(kernel, early);
            }
            catch (Exception failure)
            {
                Assert.Fail($"{scenes}: {failure}\nexit code {kernel.WaitForExit(TimeSpan.Zero)}\n{Tail(kernel.Log)}");
            }
            var log = kernel.Log;
            Assert.False(log.Contains(" failed: "), $"{scenes}: {Tail(log)}");
            var line = log.Split('\n').FirstOrDefault(line => line.Any(char.IsControl));
            Assert.True(line is null, $"{scenes}: control characters in the log: {JsonSerializer.Serialize(line)}");
            most = Math.Max(most, kernel.Memory);
            Assert.True(kernel.Memory < MostBytes + count * MostBytesOfScene, $"{scenes}: {kernel.Memory:N0} bytes are held");
        }
        var lines = kernel.Log.Split('\n');
        output.WriteLine(
            $"{count} scenes from {first}: {lines.Count(line => line.Contains("closed a connection"))} connections closed, "
            + $"{lines.Count(line => line.Contains("refused"))} messages refused, at most {most >> 20} MB");
    }

    private static void Answers(KernelProcess kernel, JupyterClient early)
    {
        // Cells that wait for a line or never end are to be stopped; one interruption stops one of them.
        var id = early.Begin(early.Shell, "kernel_info_request");
        var waiting = Task.Run(() => early.Reply(early.Shell, id));
        for (var tries = 0; !waiting.Wait(TimeSpan.FromMilliseconds(300)); tries++)
        {
            Assert.True(tries < 200, "the shell does not answer");
            early.Reply(early.Control, early.Begin(early.Control, "interrupt_request"));
        }
        using var client = kernel.Connect();
        client.Heartbeat.Send([], Encoding.ASCII.GetBytes("beat"));
        Assert.Equal([[], Encoding.ASCII.GetBytes("beat")], client.Heartbeat.Receive());
        // And lets go of what it does not hold, so that its memory says something.
        Assert.Equal("2", client.Run("GC.Collect(2, GCCollectionMode.Aggressive, true, true); 1 + 1").Result);
    }

    private static string Tail(string log) => log.Length < 4000 ? log : log[^4000..];
}
