using System.Reflection;
using System.Text.Json.Nodes;

namespace Gradus.Jupyter;

/// <summary>What the kernel says of itself.</summary>
internal static class KernelInfo
{
    public const string LanguageName = "C#";

    // What follows a plus sign names the commit.
    public static string Version { get; } = typeof(KernelInfo).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static JsonObject Reply() => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = MessageCoder.ProtocolVersion,
        ["implementation"] = "gradus",
        ["implementation_version"] = Version,
        ["language_info"] = new JsonObject
        {
            ["name"] = LanguageName,
            ["version"] = "14.0",
            ["mimetype"] = "text/x-csharp",
            ["file_extension"] = ".cs",
            ["pygments_lexer"] = "csharp",
            ["codemirror_mode"] = "text/x-csharp",
        },
        ["banner"] = $"C# 14 with Gradus {Version}: tensors, gradients and figures.",
        ["debugger"] = false,
        ["help_links"] = new JsonArray(),
    };
}
