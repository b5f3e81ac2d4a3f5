namespace Gradus.Jupyter.Tests;

[Collection(SharedKernel.Name)]
public class SubscriptionTests(KernelProcess kernel)
{
    [Fact]
    public void APeerGetsTheTopicsItAskedFor()
    {
        using var client = kernel.Connect();
        using var streams = WireClient.Open(kernel.Port("iopub_port"), "SUB");
        streams.Send([1, .. "stream"u8]);
        // The subscription is known once something comes.
        byte[][]? heard = null;
        for (var i = 0; i < 50 && heard is null; i++)
        {
            client.Run("Console.WriteLine(\"text\"); 5");
            try
            {
                heard = streams.Receive(TimeSpan.FromMilliseconds(200));
            }
            catch (IOException)
            {
            }
        }
        Assert.Equal("stream", client.Read(heard!).Topic);
        client.Run("1 + 1");
        client.Run("Console.WriteLine(\"more\")");
        Assert.Equal("more\n", client.Read(streams.Receive()).Text("text"));
    }

    [Fact]
    public void WhoHasNotSubscribedGetsNothing()
    {
        using var client = kernel.Connect();
        using var silent = WireClient.Open(kernel.Port("iopub_port"), "SUB");
        client.Run("1 + 1");
        Assert.Throws<IOException>(() => silent.Receive(TimeSpan.FromMilliseconds(300)));
    }

    [Fact]
    public void ASubscriptionCanBeTakenBack()
    {
        using var client = kernel.Connect();
        using var other = WireClient.Open(kernel.Port("iopub_port"), "SUB");
        other.Send([1]);
        other.Send([0]);
        Thread.Sleep(200);
        client.Run("1 + 1");
        Assert.Throws<IOException>(() => other.Receive(TimeSpan.FromMilliseconds(300)));
    }

    [Fact]
    public void EveryClientSeesWhatOneDoes()
    {
        using var first = kernel.Connect();
        using var second = kernel.Connect();
        var id = first.BeginCell("\"for all\"");
        first.Reply(first.Shell, id);
        foreach (var client in new[] { first, second })
            Assert.Equal("\"for all\"", client.Published(id).Single(message => message.Type == "execute_result").Shown());
    }
}
