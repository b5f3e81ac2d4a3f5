using System.Net;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using System.Text.Json.Nodes;

namespace Gradus.Jupyter;

/// <summary>The five sockets of a kernel and what answers on them, from the first message to the shutdown.</summary>
internal sealed class JupyterKernel : IDisposable
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly MessageCoder coder;
    private readonly Publisher publisher;
    private readonly Stopping stopping = new();
    private readonly Input input;
    private readonly Shell shell;
    private readonly ServerSocket shellSocket;
    private readonly ServerSocket controlSocket;
    private readonly ServerSocket inputSocket;
    private readonly ServerSocket heartbeatSocket;
    private readonly ManualResetEventSlim ended = new();

    public JupyterKernel(byte[] key)
    {
        coder = new MessageCoder(key);
        publisher = new Publisher(coder);
        input = new Input(coder);
        shell = new Shell(publisher, stopping, input);
        shellSocket = new ServerSocket(
            SocketKind.Router, (peer, frames) => Take("shell", frames, message => shell.Add(new Request(message, peer, coder))));
        controlSocket = new ServerSocket(
            SocketKind.Router, (peer, frames) => Take("control", frames, message => Control(new Request(message, peer, coder))));
        inputSocket = new ServerSocket(SocketKind.Router, (_, frames) => Take("stdin", frames, input.Answer));
        heartbeatSocket = new ServerSocket(SocketKind.Reply, (peer, frames) => peer.Send(frames));
    }

    /// <summary>Begins to listen and to answer.</summary>
    /// <returns>The same with the ports that were found.</returns>
    /// <exception cref="BadInputException">A port is taken, or the address is not of this machine.</exception>
    public ConnectionFile Start(ConnectionFile connection)
    {
        var address = connection.Address;
        shell.Start();
        CellConsole.Install();
        Console.SetIn(input.ReaderFor(inputSocket));
        // What a thread of a cell lets pass would end the process, and with it all variables.
        ExceptionHandling.SetUnhandledExceptionHandler(failure =>
        {
            if (CellOutput.Current is { } output) output.Write("stderr", $"A thread ended with {failure}\n");
            else KernelLog.Write("a thread", failure);
            return true;
        });
        var found = connection with
        {
            Publish = Listen(publisher.Listen, connection.Publish),
            Heartbeat = Listen(heartbeatSocket.Listen, connection.Heartbeat),
            Input = Listen(inputSocket.Listen, connection.Input),
            Control = Listen(controlSocket.Listen, connection.Control),
            Shell = Listen(shellSocket.Listen, connection.Shell),
        };
        publisher.Status("starting", []);
        return found;

        int Listen(Func<IPAddress, int, int> listen, int port)
        {
            try
            {
                return listen(address, port);
            }
            catch (SocketException failure)
            {
                throw new BadInputException($"The kernel cannot listen on {address}, port {port}: {failure.Message}.");
            }
        }
    }

    /// <summary>Stops the cell that is running, if there is one.</summary>
    public void Interrupt() => stopping.Request();

    /// <summary>Ends the kernel.</summary>
    public void Stop() => ended.Set();

    /// <summary>Ends when a client, or <see cref="Stop"/>, asks for it.</summary>
    public void Wait()
    {
        ended.Wait();
        stopping.Request();
        var end = Environment.TickCount64 + (long)LastWords.TotalMilliseconds;
        publisher.Flush(end);
        foreach (var peer in controlSocket.Peers.Concat(shellSocket.Peers)) peer.Flush(end);
    }

    private void Take(string socket, byte[][] frames, Action<Message> handle)
    {
        try
        {
            handle(coder.Read(frames));
        }
        catch (RefusedMessageException refused)
        {
            KernelLog.Write($"{socket}: refused a message: {refused.Message}.");
        }
    }

    // Answered at once, also while a cell is running.
    private void Control(Request request)
    {
        publisher.Status("busy", request.Parent);
        switch (request.Type)
        {
            case "kernel_info_request":
                request.Reply("kernel_info_reply", KernelInfo.Reply());
                break;
            case "interrupt_request":
                stopping.Request();
                request.Reply("interrupt_reply", new JsonObject { ["status"] = "ok" });
                break;
            case "shutdown_request":
                ShutDown(request);
                break;
        }
        publisher.Status("idle", request.Parent);
        if (request.Type == "shutdown_request") Stop();
    }

    private void ShutDown(Request request)
    {
        var content = new JsonObject { ["status"] = "ok", ["restart"] = request.Message.Flag("restart", false) };
        publisher.Publish("shutdown_reply", content, request.Parent);
        request.Reply("shutdown_reply", content);
    }

    public void Dispose()
    {
        shellSocket.Dispose();
        controlSocket.Dispose();
        inputSocket.Dispose();
        heartbeatSocket.Dispose();
        publisher.Dispose();
    }
}
