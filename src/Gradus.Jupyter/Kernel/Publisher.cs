using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Gradus.Jupyter;

/// <summary>What every client sees: output, results, errors, and whether the kernel is busy.</summary>
internal sealed class Publisher(MessageCoder coder) : IDisposable
{
    private readonly PublishSocket socket = new();

    /// <inheritdoc cref="ServerSocket.Listen"/>
    public int Listen(IPAddress address, int port) => socket.Listen(address, port);

    /// <inheritdoc cref="PublishSocket.Backlog"/>
    public long Backlog => socket.Backlog;

    /// <param name="parent">The header of the request that caused it; empty for none.</param>
    public void Publish(string type, JsonObject content, byte[] parent) =>
        socket.Send(coder.Write([Encoding.ASCII.GetBytes(type)], type, content, parent));

    public void Status(string state, byte[] parent) => Publish("status", new JsonObject { ["execution_state"] = state }, parent);

    public void Flush(long end) => socket.Flush(end);

    public void Dispose() => socket.Dispose();
}
