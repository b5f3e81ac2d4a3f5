namespace Gradus.Jupyter.Tests;

/// <summary>A conversation with mistakes in it: what goes over which connection. A seed is a scene.</summary>
internal sealed class Scene
{
    public List<(Channel Channel, byte[] Bytes)> Streams { get; } = [];

    /// <summary>Whether the client waits for answers before it closes its connections.</summary>
    public bool Listens { get; }

    public Scene(int seed, string key)
    {
        var random = new Random(seed);
        var drafts = Conversations.Draw(random);
        // Most are wrong in one way only: what is wrong on the wire is never read as JSON.
        var way = random.Next(12);
        var (inMessages, inFrames, onWire) = (way is 0 or > 4, way is 0 or 1 or 2, way is 0 or 3 or 4);
        for (var changes = inMessages ? random.Next(1, 4) : 0; changes > 0; changes--) Change(random, drafts);
        var streams = Channel.All.ToDictionary(channel => channel, _ => new LyingStream(random));
        foreach (var channel in Channel.All)
        {
            streams[channel].Write(WireClient.Greeting());
            streams[channel].Write(WireClient.Ready(channel.SocketType, "s"));
        }
        foreach (var draft in drafts)
        {
            var frames = draft.Frames(inFrames && random.Next(8) == 0 ? "another key" : key);
            if (inFrames && random.Next(2) == 0) FrameChange.Apply(random, frames);
            streams[draft.Channel].Write(frames, lies: onWire && random.Next(3) == 0);
        }
        foreach (var channel in Channel.All)
        {
            if (drafts.All(draft => draft.Channel != channel)) continue;
            var bytes = streams[channel].ToArray();
            // The greeting and the handshake are hit like the rest, as they are a large part of most.
            if (onWire && random.Next(2) == 0) bytes = FrameChange.Inside(random, bytes);
            Streams.Add((channel, bytes));
        }
        Listens = random.Next(2) == 0;
    }

    private static void Change(Random random, List<Draft> drafts)
    {
        var at = random.Next(drafts.Count);
        var draft = drafts[at];
        switch (random.Next(8))
        {
            case 0:
                drafts.Insert(random.Next(drafts.Count + 1), draft);
                break;
            case 1:
                drafts.RemoveAt(at);
                drafts.Insert(random.Next(drafts.Count + 1), draft);
                break;
            case 2:
                drafts[at] = draft with { Channel = Conversations.Any<Channel>(random, Channel.All) };
                break;
            default:
                // Signed as they then are, so that they come as far as a right one would.
                var parts = (byte[][])draft.Parts.Clone();
                var part = random.Next(3) == 0 ? random.Next(parts.Length) : parts.Length - 1;
                parts[part] = draft.IsSigned && random.Next(4) != 0
                    ? JsonChange.At(random, parts[part]) : FrameChange.Inside(random, parts[part]);
                drafts[at] = draft with { Parts = parts };
                break;
        }
    }
}
