using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Gradus.Cli.Tests;

/// <summary>A page in a browser without a window, driven by the DevTools protocol.</summary>
internal sealed class Chromium : IDisposable
{
    private const string Program = "/usr/bin/chromium";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly TestFolder profile = new();
    private readonly ClientWebSocket socket = new();
    private int calls;

    public Chromium(string address)
    {
        process = Process.Start(new ProcessStartInfo(Program,
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", "--window-size=1200,700",
                $"--user-data-dir={profile.Path}", "--no-first-run", "--disable-background-networking", "about:blank",
            ])
        { RedirectStandardError = true, RedirectStandardOutput = true })!;
        _ = process.StandardOutput.ReadToEndAsync();
        var port = Port();
        _ = process.StandardError.ReadToEndAsync();
        using var client = new HttpClient();
        using var pages = JsonDocument.Parse(client.GetStringAsync($"http://127.0.0.1:{port}/json/list").Result);
        var page = pages.RootElement.EnumerateArray().First(page => page.GetProperty("type").GetString() == "page");
        socket.ConnectAsync(new Uri(page.GetProperty("webSocketDebuggerUrl").GetString()!), CancellationToken.None).Wait(Patience);
        Call("Page.navigate", new { url = address });
    }

    public static bool IsThere => File.Exists(Program);

    /// <summary>The value of an expression in the page, as text.</summary>
    public string Evaluate(string expression)
    {
        var result = Call("Runtime.evaluate", new { expression = $"String({expression})" });
        return result.GetProperty("result").GetProperty("value").GetString() ?? "";
    }

    /// <summary>Waits until an expression is true.</summary>
    public void Until(string condition)
    {
        var clock = Stopwatch.StartNew();
        while (Evaluate(condition) != "true")
        {
            Assert.True(clock.Elapsed < Patience, $"never true in the page: {condition}; its text: {Evaluate("document.body.innerText")}");
            Thread.Sleep(20);
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        // A helper of the browser may still be writing its last file.
        for (var attempt = 0; attempt < 50; attempt++)
            try
            {
                profile.Dispose();
                return;
            }
            catch (IOException)
            {
                Thread.Sleep(100);
            }
    }

    private int Port()
    {
        while (process.StandardError.ReadLine() is { } line)
            if (line.StartsWith("DevTools listening on ", StringComparison.Ordinal)) return new Uri(line.Split(' ')[^1]).Port;
        throw new InvalidOperationException("the browser did not start");
    }

    private JsonElement Call(string method, object parameters)
    {
        var id = ++calls;
        var request = JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters });
        socket.SendAsync(request, WebSocketMessageType.Text, true, CancellationToken.None).Wait(Patience);
        while (true)
        {
            var answer = Receive();
            if (answer.TryGetProperty("id", out var of) && of.GetInt32() == id) return answer.GetProperty("result");
        }
    }

    private JsonElement Receive()
    {
        using var message = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (true)
        {
            var received = socket.ReceiveAsync(buffer, CancellationToken.None).Result;
            message.Write(buffer, 0, received.Count);
            if (received.EndOfMessage) return JsonDocument.Parse(Encoding.UTF8.GetString(message.ToArray())).RootElement;
        }
    }
}
