namespace Gradus.Jupyter.Tests;

/// <summary>One of the kernel's sockets: its port in the connection file, and a client's end of it on the wire.</summary>
internal sealed record Channel(string Port, string SocketType)
{
    public static readonly Channel Shell = new("shell_port", "DEALER");
    public static readonly Channel Control = new("control_port", "DEALER");
    public static readonly Channel Input = new("stdin_port", "DEALER");
    public static readonly Channel Publish = new("iopub_port", "SUB");
    public static readonly Channel Heartbeat = new("hb_port", "REQ");

    public static readonly Channel[] All = [Shell, Control, Input, Publish, Heartbeat];
}
