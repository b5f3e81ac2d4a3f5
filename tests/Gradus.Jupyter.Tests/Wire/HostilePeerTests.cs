using System.Text;

namespace Gradus.Jupyter.Tests;

/// <summary>Peers that break the wire protocol are sent away, and the kernel answers others as before.</summary>
[Collection(SharedKernel.Name)]
public class HostilePeerTests(KernelProcess kernel)
{
    private static readonly byte[] ReadyDealer = WireClient.Ready("DEALER");

    public static TheoryData<string, byte[]> Greetings => new()
    {
        { "no ZMTP at all", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\nmore than sixty-four bytes of it, all of them text"u8.ToArray() },
        { "zeros", new byte[64] },
        { "ZMTP 2", WireClient.Greeting(major: 2) },
        { "another mechanism", WireClient.Greeting(mechanism: "CURVE") },
        { "a mechanism without an end", WireClient.Greeting(mechanism: "NULLNULLNULLNULLNULL") },
        { "a message in place of READY", [.. WireClient.Greeting(), 0, 5, .. "hello"u8] },
        { "another command", [.. WireClient.Greeting(), 4, 6, 5, .. "HELLO"u8] },
        { "a command without a name", [.. WireClient.Greeting(), 4, 1, 0] },
        { "a command of no bytes", [.. WireClient.Greeting(), 4, 0] },
        { "a name longer than its command", [.. WireClient.Greeting(), 4, 6, 200, .. "READY"u8] },
        { "READY without a socket type", [.. WireClient.Greeting(), 4, 6, 5, .. "READY"u8] },
        { "READY with half a property", [.. WireClient.Greeting(), 4, 9, 5, .. "READY"u8, 11, .. "So"u8] },
        { "a property of 4 GB", [.. WireClient.Greeting(), 4, 22, 5, .. "READY"u8, 11, .. "Socket-Type"u8, 255, 255, 255, 255] },
        { "a socket that does not fit", [.. WireClient.Greeting(), .. WireClient.Ready("PUB")] },
        { "a type with an escape", [.. WireClient.Greeting(), .. WireClient.Ready("\e[2J\n")] },
    };

    public static TheoryData<string, byte[]> Frames => new()
    {
        { "reserved bits", [0x80, 1, 0] },
        { "a command with more to follow", [5, 1, 0] },
        { "9 exabytes", [2, 127, 255, 255, 255, 255, 255, 255, 255, 1] },
        { "a negative length", [2, 255, 255, 255, 255, 255, 255, 255, 255, 1] },
        { "a terabyte", [2, 0, 0, 1, 0, 0, 0, 0, 0, 1] },
        { "one byte over the limit", [2, 0, 0, 0, 0, 4, 0, 0, 1, 1] },
        { "a command of a megabyte", [6, 0, 0, 0, 0, 0, 16, 0, 0, 1] },
        { "a command between frames", [1, 1, 65, 4, 5, 4, .. "PING"u8] },
        { "hundreds of frames", [.. Enumerable.Repeat<byte[]>([1, 0], 300).SelectMany(frame => frame)] },
    };

    public static TheoryData<string, byte[]> Truncated => new()
    {
        { "nothing", [] },
        { "half a greeting", WireClient.Greeting()[..30] },
        { "a greeting alone", WireClient.Greeting() },
        { "half of READY", [.. WireClient.Greeting(), .. ReadyDealer[..10]] },
        { "flags alone", [.. WireClient.Greeting(), .. ReadyDealer, 1] },
        { "half a length", [.. WireClient.Greeting(), .. ReadyDealer, 2, 0, 0, 0] },
        { "a body cut short", [.. WireClient.Greeting(), .. ReadyDealer, 0, 100, 1, 2, 3] },
        { "64 MB announced and not sent", [.. WireClient.Greeting(), .. ReadyDealer, 2, 0, 0, 0, 0, 4, 0, 0, 0, 1] },
        { "a message without its last frame", [.. WireClient.Greeting(), .. ReadyDealer, 1, 1, 65] },
    };

    [Theory, MemberData(nameof(Greetings))]
    public void AWrongGreetingIsSentAway(string name, byte[] bytes)
    {
        Assert.NotEmpty(name);
        using (var peer = new WireClient(kernel.Port("shell_port")))
        {
            peer.Raw(bytes);
            Assert.True(peer.IsClosedByPeer());
        }
        StillAnswers();
    }

    [Theory, MemberData(nameof(Frames))]
    public void AWrongFrameIsSentAway(string name, byte[] bytes)
    {
        Assert.NotEmpty(name);
        using (var peer = WireClient.Open(kernel.Port("shell_port"), "DEALER"))
        {
            peer.Raw(bytes);
            Assert.True(peer.IsClosedByPeer());
        }
        StillAnswers();
    }

    [Theory, MemberData(nameof(Truncated))]
    public void APeerMayGoAtAnyByte(string name, byte[] bytes)
    {
        Assert.NotEmpty(name);
        using (var peer = new WireClient(kernel.Port("control_port"))) peer.Raw(bytes);
        StillAnswers();
    }

    [Fact]
    public void RandomBytesAfterTheGreetingDoNoHarm()
    {
        var random = new Random(20260101);
        string[] ports = ["shell_port", "control_port", "stdin_port", "iopub_port", "hb_port"];
        string[] types = ["DEALER", "DEALER", "DEALER", "SUB", "REQ"];
        for (var i = 0; i < 150; i++)
        {
            var bytes = new byte[random.Next(1, 400)];
            random.NextBytes(bytes);
            // Half of them begin like a frame that is right.
            if (i % 2 == 0) bytes[0] &= 3;
            try
            {
                using var peer = WireClient.Open(kernel.Port(ports[i % 5]), types[i % 5]);
                peer.Raw(bytes);
            }
            catch (IOException)
            {
                // Sent away while it was still talking.
            }
        }
        StillAnswers();
    }

    [Fact]
    public void OneByteAtATimeIsAsGoodAsAllAtOnce()
    {
        using var peer = new WireClient(kernel.Port("hb_port"));
        byte[] all = [.. WireClient.Greeting(), .. WireClient.Ready("REQ"), 1, 0, 0, 4, .. "ping"u8];
        foreach (var single in all) peer.Raw(single);
        peer.ReadGreeting();
        peer.Frame();
        Assert.Equal([[], "ping"u8.ToArray()], peer.Receive());
    }

    [Fact]
    public void APeerThatAsksWhetherSomebodyIsThereIsTold()
    {
        using var peer = WireClient.Open(kernel.Port("shell_port"), "DEALER");
        peer.Raw([4, 9, 4, .. "PING"u8, 0, 10, .. "hi"u8]);
        Assert.Equal("\u0004PONGhi"u8.ToArray(), peer.Frame().Body);
    }

    /// <summary>A topic of a message has some ten letters, a beat less; subscriptions are kept, a thousand of them.</summary>
    [Theory]
    [InlineData("iopub_port", "SUB", 4 << 10)]
    [InlineData("hb_port", "REQ", 64 << 10)]
    public void WhatIsShortByNatureMayNotBeLong(string port, string type, int most)
    {
        using (var peer = WireClient.Open(kernel.Port(port), type)) peer.Send(new byte[most]);
        using (var peer = WireClient.Open(kernel.Port(port), type))
        {
            peer.Raw([2, .. Length(most + 1)]);
            Assert.True(peer.IsClosedByPeer());
        }
        StillAnswers();
    }

    /// <summary>The answers wait for it, and take memory.</summary>
    [Fact]
    public void APeerThatNeverTakesItsAnswersIsCutOff()
    {
        using (var peer = WireClient.Open(kernel.Port("hb_port"), "REQ"))
        {
            var beat = new byte[60_000];
            Assert.ThrowsAny<IOException>(() =>
            {
                for (var i = 0; i < 1000; i++) peer.Send(beat);
            });
        }
        StillAnswers();
    }

    [Fact]
    public void TooManyPeersAreRefusedAndThenWelcomeAgain()
    {
        var peers = new List<WireClient>();
        for (var i = 0; i < WireLimits.Peers + 20; i++) peers.Add(new WireClient(kernel.Port("hb_port")));
        kernel.WaitForLog("refused a connection");
        foreach (var peer in peers) peer.Dispose();
        var deadline = DateTime.UtcNow.AddSeconds(30);
        while (true)
        {
            try
            {
                using var peer = WireClient.Open(kernel.Port("hb_port"), "REQ");
                break;
            }
            catch (IOException)
            {
                Assert.True(DateTime.UtcNow < deadline, "no peer is let in again");
                Thread.Sleep(50);
            }
        }
        StillAnswers();
    }

    [Fact]
    public void WhatAPeerSaysCannotWriteToTheTerminal()
    {
        using (var peer = new WireClient(kernel.Port("shell_port")))
        {
            peer.Raw([.. WireClient.Greeting(), .. WireClient.Ready("\e]0;title\a")]);
            Assert.True(peer.IsClosedByPeer());
        }
        kernel.WaitForLog(".]0;title.");
        Assert.DoesNotContain('\e', kernel.Log);
    }

    private static byte[] Length(long length)
    {
        var eight = new byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(eight, length);
        return eight;
    }

    private void StillAnswers()
    {
        using var client = kernel.Connect();
        client.Heartbeat.Send([], Encoding.ASCII.GetBytes("beat"));
        Assert.Equal([[], Encoding.ASCII.GetBytes("beat")], client.Heartbeat.Receive());
        Assert.Equal("2", client.Run("1 + 1").Result);
    }
}
