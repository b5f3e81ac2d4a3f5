using System.Text.Json.Nodes;

namespace Gradus.Jupyter;

/// <summary>Asks the person at the notebook for a line, for a cell that reads from <see cref="Console.In"/>.</summary>
internal sealed class Input(MessageCoder coder)
{
    private volatile Request? asking;
    private TaskCompletionSource<string>? answer;

    /// <summary>What the console reads from.</summary>
    public TextReader ReaderFor(ServerSocket socket) => new Prompt(() => Ask(socket));

    /// <summary>The request on whose behalf a line may be asked for, or null when nobody could answer.</summary>
    public void For(Request? request) => asking = request;

    /// <summary>Takes the line that a client sends.</summary>
    public void Answer(Message message)
    {
        if (message.Header.Type == "input_reply") Interlocked.Exchange(ref answer, null)?.TrySetResult(message.Text("value"));
    }

    private string Ask(ServerSocket socket)
    {
        // Only the client that sent the cell can answer; its sockets share one name.
        var request = asking ?? throw new InvalidOperationException("Console.ReadLine: this client cannot be asked for input.");
        var identity = request.Peer.Identity;
        var peer = socket.Peers.FirstOrDefault(peer => peer.Identity.AsSpan().SequenceEqual(identity))
            ?? throw new InvalidOperationException("Console.ReadLine: the client has no connection for input.");
        var line = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        answer = line;
        CellOutput.Current?.Flush();
        var content = new JsonObject { ["prompt"] = "", ["password"] = false };
        peer.Send(coder.Write(request.Message.Route, "input_request", content, request.Parent));
        return line.Task.WaitAsync(Interruption.Token).GetAwaiter().GetResult();
    }

    /// <summary>Text as if it came from a keyboard, line by line.</summary>
    private sealed class Prompt(Func<string> ask) : TextReader
    {
        private readonly Queue<char> rest = [];

        public override string ReadLine()
        {
            if (rest.Count == 0) return ask();
            var line = new string([.. rest]).TrimEnd('\n');
            rest.Clear();
            return line;
        }

        public override int Peek()
        {
            Fill();
            return rest.Peek();
        }

        public override int Read()
        {
            Fill();
            return rest.Dequeue();
        }

        private void Fill()
        {
            if (rest.Count > 0) return;
            foreach (var letter in ask() + "\n") rest.Enqueue(letter);
        }
    }
}
