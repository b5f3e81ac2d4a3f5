using System.Text;

namespace Gradus;

/// <summary>Puts brackets, commas and line breaks around the elements' texts.</summary>
/// <param name="text">Where to write.</param>
/// <param name="elements">The shown elements in row-major order.</param>
/// <param name="width">The characters that decide how many elements go on a line.</param>
/// <param name="summarized">Whether long axes are cut to their ends.</param>
internal sealed class TensorLayout(StringBuilder text, string[] elements, int width, bool summarized)
{
    private int next;

    /// <param name="dims">The axes that are left.</param>
    /// <param name="indent">The column of the opening bracket.</param>
    public void Write(ReadOnlySpan<int> dims, int indent)
    {
        if (dims.IsEmpty)
        {
            text.Append(elements[next++]);
            return;
        }
        var isCut = summarized && dims[0] > 2 * TensorText.EdgeItems;
        var items = isCut ? 2 * TensorText.EdgeItems + 1 : dims[0];
        var perLine = dims.Length > 1 ? 1 : Math.Max(1, (TensorText.LineWidth - indent) / (width + 2));
        text.Append('[');
        for (var i = 0; i < items; i++)
        {
            if (i > 0) Separate(dims.Length, indent + 1, i % perLine == 0);
            if (isCut && i == TensorText.EdgeItems) text.Append(dims.Length == 1 ? " ..." : "...");
            else Write(dims[1..], indent + 1);
        }
        text.Append(']');
    }

    /// <summary>Rows stand on lines of their own, matrices are one empty line apart, and so on.</summary>
    private void Separate(int axes, int indent, bool onNewLine)
    {
        if (onNewLine) text.Append(',').Append('\n', Math.Max(1, axes - 1)).Append(' ', indent);
        else text.Append(", ");
    }
}
