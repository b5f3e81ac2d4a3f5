namespace Gradus.Plot;

/// <summary>Files embedded in this assembly.</summary>
internal static class Resource
{
    public static Stream Open(string name) =>
        typeof(Resource).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException(
            $"Gradus.Plot: the embedded file '{name}' is missing from this build of the assembly.");

    public static byte[] Bytes(string name)
    {
        using var stream = Open(name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
