using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gradus.Jupyter;

/// <summary>
/// What Jupyter tells a kernel about where to listen, and the key that signs messages. A port of 0 is any free one.
/// </summary>
internal sealed record ConnectionFile(
    IPAddress Address, byte[] Key, int Shell, int Publish, int Input, int Control, int Heartbeat)
{
    private const string Scheme = "hmac-sha256";

    /// <exception cref="BadInputException">The file cannot be read, or asks for what there is not.</exception>
    public static ConnectionFile Read(string path)
    {
        try
        {
            var json = JsonNode.Parse(File.ReadAllBytes(path))?.AsObject() ?? throw new JsonException("It holds null.");
            var transport = (string?)json["transport"] ?? "tcp";
            if (transport != "tcp") throw Refused(path, "transport", transport, "tcp");
            var key = Encoding.UTF8.GetBytes((string?)json["key"] ?? "");
            var scheme = (string?)json["signature_scheme"] ?? Scheme;
            if (key.Length > 0 && scheme != Scheme) throw Refused(path, "signature_scheme", scheme, Scheme);
            return new ConnectionFile(
                ToAddress(path, (string?)json["ip"] ?? ""), key, Port("shell_port"), Port("iopub_port"), Port("stdin_port"),
                Port("control_port"), Port("hb_port"));

            int Port(string name)
            {
                var port = (int?)json[name] ?? 0;
                return port is >= 0 and <= IPEndPoint.MaxPort ? port : throw Refused(path, name, $"{port}", "0 to 65535");
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"The connection file cannot be read: {failure.Message}");
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException)
        {
            throw new BadInputException($"{path} is no connection file of Jupyter: {failure.Message}");
        }
    }

    /// <summary>
    /// Writes the ports that were found for those that were 0, so that a client can read them. The file appears whole.
    /// </summary>
    public void Write(string path)
    {
        var json = JsonNode.Parse(File.ReadAllBytes(path))!.AsObject();
        json["shell_port"] = Shell;
        json["iopub_port"] = Publish;
        json["stdin_port"] = Input;
        json["control_port"] = Control;
        json["hb_port"] = Heartbeat;
        var beside = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        // It holds the key.
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(beside, options))
        using (var writer = new Utf8JsonWriter(file)) json.WriteTo(writer);
        File.Move(beside, path, overwrite: true);
    }

    private static IPAddress ToAddress(string path, string text)
    {
        if (text is "" or "localhost") return IPAddress.Loopback;
        if (text == "*") return IPAddress.Any;
        if (IPAddress.TryParse(text, out var address)) return address;
        try
        {
            return Dns.GetHostAddresses(text) is [var first, ..] ? first : throw Refused(path, "ip", text, "an address");
        }
        catch (SocketException)
        {
            throw Refused(path, "ip", text, "an address of this machine");
        }
    }

    private static BadInputException Refused(string path, string name, string found, string expected) =>
        new($"{path}: {name} is '{found}'; expected {expected}.");
}
