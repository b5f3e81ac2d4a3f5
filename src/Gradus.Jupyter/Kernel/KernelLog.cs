namespace Gradus.Jupyter;

/// <summary>Lines for whoever started the kernel, on the process's own standard error: a cell's output goes elsewhere.</summary>
internal static class KernelLog
{
    private static readonly TextWriter Error = TextWriter.Synchronized(
        new StreamWriter(Console.OpenStandardError()) { AutoFlush = true });

    // What a peer has sent may be quoted in it: nothing there may move a cursor or begin a line.
    public static void Write(string line) => Error.WriteLine(
        $"gradus-jupyter: {string.Concat(line.Select(letter => char.IsControl(letter) ? '.' : letter))}");

    /// <summary>A defect of the kernel, with the lines that led there.</summary>
    public static void Write(string what, Exception failure)
    {
        Write($"{what} failed: {failure.GetType().Name}: {failure.Message}");
        foreach (var line in $"{failure.StackTrace}".Split('\n')) Write(line.TrimEnd('\r'));
    }
}
