using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gradus.Jupyter;

/// <summary>The folder by which Jupyter knows a kernel: how to start it, what to call it, and its picture.</summary>
internal sealed class KernelSpec(string folder)
{
    public const string Name = "gradus";
    private const string Program = "gradus-jupyter";

    public string Folder { get; } = folder;

    /// <param name="prefix">Where an environment stands, such as /usr/local; null for the user's own place.</param>
    public static KernelSpec In(string? prefix) =>
        new(Path.Combine(prefix is null ? UserData() : Path.Combine(prefix, "share", "jupyter"), "kernels", Name));

    public void Write()
    {
        Directory.CreateDirectory(Folder);
        var json = new JsonObject
        {
            ["argv"] = new JsonArray([.. CommandLine(), "kernel", "{connection_file}"]),
            ["display_name"] = "C# (Gradus)",
            ["language"] = KernelInfo.LanguageName,
            ["interrupt_mode"] = "message",
            ["kernel_protocol_version"] = MessageCoder.ProtocolVersion,
            ["metadata"] = new JsonObject { ["debugger"] = false },
        };
        var plain = new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var file = File.Create(Path.Combine(Folder, "kernel.json")))
        using (var writer = new Utf8JsonWriter(file, plain)) json.WriteTo(writer);
        int[] sizes = [32, 64];
        foreach (var size in sizes) File.WriteAllBytes(Path.Combine(Folder, $"logo-{size}x{size}.png"), Logo.ToPng(size));
    }

    /// <returns>Whether there was one.</returns>
    public bool Remove()
    {
        if (!Directory.Exists(Folder)) return false;
        Directory.Delete(Folder, recursive: true);
        return true;
    }

    // Where Jupyter looks for what is the user's: https://docs.jupyter.org/en/latest/use/jupyter-directories.html
    private static string UserData()
    {
        if (Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR") is { Length: > 0 } named) return named;
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsMacOS()) return Path.Combine(home, "Library", "Jupyter");
        if (OperatingSystem.IsWindows())
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter");
        var given = Environment.GetEnvironmentVariable("XDG_DATA_HOME");
        var data = given is { Length: > 0 } ? given : Path.Combine(home, ".local", "share");
        return Path.Combine(data, "jupyter");
    }

    // An installed tool is started by the small program that stays where it is when the tool is updated.
    private static string[] CommandLine()
    {
        var own = AppContext.BaseDirectory;
        var store = own.IndexOf($"{Path.DirectorySeparatorChar}.store{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
        if (store >= 0)
        {
            var start = Path.Combine(own[..store], OperatingSystem.IsWindows() ? $"{Program}.exe" : Program);
            if (File.Exists(start)) return [start];
        }
        var process = Environment.ProcessPath!;
        var isHost = Path.GetFileNameWithoutExtension(process).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return isHost ? [process, Path.Combine(own, "Gradus.Jupyter.dll")] : [process];
    }
}
