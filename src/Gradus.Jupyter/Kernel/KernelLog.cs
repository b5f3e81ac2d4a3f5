namespace Gradus.Jupyter;

/// <summary>Lines for whoever started the kernel, on the process's own standard error: a cell's output goes elsewhere.</summary>
internal static class KernelLog
{
    private static readonly TextWriter Error = TextWriter.Synchronized(
        new StreamWriter(Console.OpenStandardError()) { AutoFlush = true });

    public static void Write(string line) => Error.WriteLine($"gradus-jupyter: {line}");
}
