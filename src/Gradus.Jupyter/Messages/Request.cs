using System.Text.Json.Nodes;

namespace Gradus.Jupyter;

/// <summary>A message that wants an answer, and the peer to give it to.</summary>
internal sealed record Request(Message Message, Peer Peer, MessageCoder Coder, long Number = 0)
{
    public string Type => Message.Header.Type;

    public byte[] Parent => Message.RawHeader;

    public void Reply(string type, JsonObject content) => Peer.Send(Coder.Write(Message.Route, type, content, Message.RawHeader));
}
