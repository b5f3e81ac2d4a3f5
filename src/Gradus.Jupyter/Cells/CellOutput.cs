using System.Text;
using System.Text.Json.Nodes;

namespace Gradus.Jupyter;

/// <summary>
/// Where the output of one cell goes, also what its tasks write after it has ended. Text is gathered for a moment, so that a loop
/// of short lines makes few messages; everything appears in the order it was written.
/// </summary>
/// <param name="parent">The header of the request.</param>
/// <param name="isSilent">Whether nothing is shown.</param>
internal sealed class CellOutput(Publisher publisher, byte[] parent, bool isSilent)
{
    private const int MostGathered = 64 << 10;
    private const long MostWaiting = 16 << 20;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    // Flows into the tasks that a cell starts.
    private static readonly AsyncLocal<CellOutput?> OfThisFlow = new();
    private static volatile CellOutput? latest;

    private readonly Lock gate = new();
    private readonly StringBuilder gathered = new();
    private string stream = "";
    private bool isTimed;

    /// <summary>That of the cell whose code is running here; on threads of others, that of the cell begun last.</summary>
    public static CellOutput? Current => OfThisFlow.Value ?? latest;

    public void Begin() => latest = OfThisFlow.Value = this;

    /// <param name="name">stdout or stderr.</param>
    public void Write(string name, ReadOnlySpan<char> text)
    {
        if (isSilent || text.IsEmpty) return;
        lock (gate)
        {
            if (stream != name) Send(everything: true);
            stream = name;
            gathered.Append(text);
            if (gathered.Length >= MostGathered) Send(everything: false);
            else if (!isTimed)
            {
                isTimed = true;
                OutputPulse.After(OnPulse);
            }
        }
        WaitForRoom();
    }

    /// <param name="type">Of the message: display_data, execute_result, error, ...</param>
    public void Publish(string type, JsonObject content)
    {
        if (isSilent) return;
        lock (gate)
        {
            Send(everything: true);
            publisher.Publish(type, content, parent);
        }
    }

    public void Flush()
    {
        lock (gate) Send(everything: true);
    }

    private void OnPulse()
    {
        lock (gate)
        {
            isTimed = false;
            Send(everything: false);
        }
    }

    private void Send(bool everything)
    {
        // The first half of a pair waits for the second.
        var length = gathered.Length;
        if (!everything && length > 0 && char.IsHighSurrogate(gathered[length - 1])) length--;
        if (length == 0) return;
        var text = WellFormed.Of(gathered.ToString(0, length));
        gathered.Remove(0, length);
        publisher.Publish("stream", new JsonObject { ["name"] = stream, ["text"] = text }, parent);
    }

    // A client that cannot keep up slows the cell down, but does not stop it for good.
    private void WaitForRoom()
    {
        if (publisher.Backlog < MostWaiting) return;
        var end = Environment.TickCount64 + (long)LongestWait.TotalMilliseconds;
        while (publisher.Backlog >= MostWaiting && Environment.TickCount64 < end)
        {
            Interruption.Poll();
            Thread.Sleep(2);
        }
    }
}
