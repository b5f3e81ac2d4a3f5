using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Gradus.Cli;

/// <summary>
/// Serves one page on 127.0.0.1 while a model is trained: frames go to every open page, and a page may say stop. Training waits
/// for the first page, and frames are far enough apart to be seen.
/// </summary>
internal sealed class WatchServer : ITrainingWatcher
{
    private const int Frames = 200;
    private static readonly TimeSpan BetweenFrames = TimeSpan.FromMilliseconds(30);

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly WatchFrames frames;
    private readonly CancellationToken cancellation;
    private readonly int every;
    private readonly Lock gate = new();
    private readonly List<Socket> viewers = [];
    private readonly List<string> sent = [];
    private readonly ManualResetEventSlim hasViewer = new();
    private readonly ManualResetEventSlim isStopped = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();

    /// <param name="epochs">At most so many will be shown.</param>
    public WatchServer(WatchFrames frames, int epochs, CancellationToken cancellation)
    {
        this.frames = frames;
        this.cancellation = cancellation;
        every = Math.Max(1, epochs / Frames);
        sent.Add(frames.Start(epochs));
        listener.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/";
        new Thread(Accept) { IsBackground = true, Name = "watch" }.Start();
    }

    public string Address { get; }

    /// <exception cref="OperationCanceledException">Nobody came.</exception>
    public void WaitForViewer() => hasViewer.Wait(cancellation);

    public bool Show(
        IReadOnlyList<double> losses, IReadOnlyList<double> validationLosses, Func<(double[] Weights, double Bias)> parameters)
    {
        if (losses.Count % every != 0 && losses.Count != 1) return isStopped.IsSet;
        var (weights, bias) = parameters();
        Send(frames.Frame(losses, validationLosses, weights, bias));
        var pause = BetweenFrames - clock.Elapsed;
        if (pause > TimeSpan.Zero) isStopped.Wait(pause, cancellation);
        clock.Restart();
        return isStopped.IsSet;
    }

    public void Dispose()
    {
        Send("event: done\ndata: {}\n\n");
        listener.Stop();
        lock (gate)
            foreach (var viewer in viewers) Close(viewer);
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                var socket = listener.AcceptSocket();
                ThreadPool.QueueUserWorkItem(_ => Answer(socket));
            }
        }
        catch (SocketException)
        {
            // The listener was stopped.
        }
    }

    private void Answer(Socket socket)
    {
        try
        {
            socket.ReceiveTimeout = socket.SendTimeout = 2000;
            if (WebRequest.Read(socket) is not { } request) Reply(socket, "400 Bad Request", "", "");
            // Another site's page may send requests here, but not under this name.
            else if (!request.IsFor(Address)) Reply(socket, "403 Forbidden", "", "");
            else if (request.Is("GET", "/")) Reply(socket, "200 OK", "text/html; charset=utf-8", WatchPage.Html);
            else if (request.Is("POST", "/stop"))
            {
                isStopped.Set();
                Reply(socket, "204 No Content", "", "");
            }
            else if (request.Is("GET", "/events"))
            {
                Open(socket);
                return;
            }
            else Reply(socket, "404 Not Found", "", "");
            Close(socket);
        }
        catch (SocketException)
        {
            // Whoever asked has gone away.
            Close(socket);
        }
    }

    /// <summary>A page that comes late, or again, is told everything from the start.</summary>
    private void Open(Socket socket)
    {
        lock (gate)
        {
            WebRequest.Send(socket,
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n");
            foreach (var message in sent) WebRequest.Send(socket, message);
            viewers.Add(socket);
        }
        hasViewer.Set();
    }

    private void Send(string message)
    {
        lock (gate)
        {
            sent.Add(message);
            foreach (var viewer in viewers.ToList())
                try
                {
                    WebRequest.Send(viewer, message);
                }
                catch (SocketException)
                {
                    viewers.Remove(viewer);
                    Close(viewer);
                }
        }
    }

    private static void Reply(Socket socket, string status, string type, string body) => WebRequest.Send(socket,
        $"HTTP/1.1 {status}\r\n{(type.Length > 0 ? $"Content-Type: {type}\r\n" : "")}" +
        $"Content-Length: {System.Text.Encoding.UTF8.GetByteCount(body)}\r\nCache-Control: no-store\r\n" +
        $"Content-Security-Policy: {WatchPage.Policy}\r\nConnection: close\r\n\r\n{body}");

    private static void Close(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // Already gone.
        }
        socket.Dispose();
    }
}
