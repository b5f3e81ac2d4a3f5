using System.Text;

namespace Gradus.Jupyter;

/// <summary>What <see cref="Console.Out"/> and <see cref="Console.Error"/> are inside the kernel.</summary>
internal sealed class CellConsole(string stream) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public static void Install()
    {
        Console.SetOut(new CellConsole("stdout") { NewLine = "\n" });
        Console.SetError(new CellConsole("stderr") { NewLine = "\n" });
    }

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer) => CellOutput.Current?.Write(stream, buffer);

    public override void WriteLine(string? value) => Write($"{value}\n");

    public override void Flush() => CellOutput.Current?.Flush();
}
