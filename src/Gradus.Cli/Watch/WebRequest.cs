using System.Net.Sockets;
using System.Text;

namespace Gradus.Cli;

/// <summary>The head of an HTTP request; nothing here has a body.</summary>
internal sealed class WebRequest
{
    private const int LongestHead = 16 * 1024;

    private readonly string method;
    private readonly string path;
    private readonly Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);

    private WebRequest(string[] lines)
    {
        var words = lines[0].Split(' ');
        (method, path) = words.Length == 3 ? (words[0], words[1]) : ("", "");
        foreach (var line in lines.Skip(1))
            if (line.Split(':', 2) is [var name, var value]) headers[name.Trim()] = value.Trim();
    }

    public bool Is(string method, string path) => this.method == method && this.path == path;

    /// <summary>Whether the request is meant for this address, and comes from no page but ours.</summary>
    public bool IsFor(string address)
    {
        var authority = new Uri(address).Authority;
        var host = headers.GetValueOrDefault("Host", "");
        var isOurs = host == authority || host == authority.Replace("127.0.0.1", "localhost");
        return isOurs && headers.GetValueOrDefault("Origin", $"http://{host}") == $"http://{host}";
    }

    /// <summary>Null when what comes is no request.</summary>
    public static WebRequest? Read(Socket socket)
    {
        var head = new byte[LongestHead];
        var length = 0;
        while (length < head.Length)
        {
            var count = socket.Receive(head.AsSpan(length));
            if (count == 0) return null;
            length += count;
            var end = head.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (end >= 0) return new WebRequest(Encoding.ASCII.GetString(head, 0, end).Split("\r\n"));
        }
        return null;
    }

    public static void Send(Socket socket, string text)
    {
        ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes(text);
        while (!bytes.IsEmpty) bytes = bytes[socket.Send(bytes)..];
    }
}
