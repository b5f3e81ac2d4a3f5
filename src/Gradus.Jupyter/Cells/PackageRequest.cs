using System.Text.RegularExpressions;

namespace Gradus.Jupyter;

/// <summary>What stands in <c>#r "nuget: Name, Version"</c>. Without a version it is the newest stable one.</summary>
internal sealed partial record PackageRequest(string Name, string Version)
{
    private const string Prefix = "nuget:";

    /// <summary>Null if the text does not ask for a package.</summary>
    /// <exception cref="PackageException">It asks for one in another way.</exception>
    public static PackageRequest? Parse(string text)
    {
        text = text.Trim();
        if (!text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return null;
        var match = Form().Match(text[Prefix.Length..]);
        if (!match.Success)
            throw new PackageException($"#r \"{text}\" names no package. Write it as #r \"nuget: Name, 1.2.3\".");
        return new PackageRequest(match.Groups[1].Value, match.Groups[2].Success ? match.Groups[2].Value : "*");
    }

    [GeneratedRegex(@"^\s*([\w.-]+)\s*(?:,\s*([\w.+*-]+)\s*)?$")]
    private static partial Regex Form();
}
