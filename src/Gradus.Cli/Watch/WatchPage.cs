namespace Gradus.Cli;

/// <summary>The page that shows a training.</summary>
internal static class WatchPage
{
    /// <summary>Nothing may be fetched but the frames.</summary>
    public const string Policy =
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; connect-src 'self'";

    public static string Html { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(WatchPage).Assembly.GetManifestResourceStream("watch.html")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
