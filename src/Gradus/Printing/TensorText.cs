using System.Globalization;
using System.Text;

namespace Gradus;

/// <summary>
/// Writes a tensor as PyTorch's <c>repr</c> does with its default options: precision 4, lines of 80 characters, and beyond 1000
/// elements the first and last three along each axis. The one difference: dtypes go by our names, <c>float64</c> rather than
/// <c>torch.float64</c>.
/// </summary>
internal static class TensorText
{
    /// <summary>Characters a line.</summary>
    internal const int LineWidth = 80;

    /// <summary>The elements shown at each end of an axis that is cut.</summary>
    internal const int EdgeItems = 3;

    private const int Threshold = 1000;
    private const string Prefix = "tensor(";

    /// <param name="values">All elements, row-major: float, double, int, long or bool.</param>
    /// <param name="dims">The shape; empty for a scalar.</param>
    /// <param name="suffixes">Written after the size and dtype, such as <c>requires_grad=True</c>.</param>
    public static string Format<T>(ReadOnlySpan<T> values, ReadOnlySpan<int> dims, params ReadOnlySpan<string> suffixes)
        where T : unmanaged
    {
        if (Count(dims) != values.Length)
        {
            throw new ArgumentException($"TensorText: {values.Length} values for shape {Size(dims)}, which has {Count(dims)}. " +
                "Pass every element once.");
        }
        var places = ShownElements(dims);
        var shown = new T[places.Length];
        for (var i = 0; i < shown.Length; i++) shown[i] = values[(int)places[i]];
        return FormatShown<T>(shown, dims, suffixes);
    }

    /// <summary>Asks <paramref name="element"/> (by row-major index) only for the elements that are shown.</summary>
    public static string Format<T>(Func<long, T> element, ReadOnlySpan<int> dims, params ReadOnlySpan<string> suffixes)
        where T : unmanaged =>
        FormatShown<T>(Array.ConvertAll(ShownElements(dims), place => element(place)), dims, suffixes);

    /// <summary>The row-major indices of the elements that are shown, in that order: all of them up to 1000.</summary>
    public static long[] ShownElements(ReadOnlySpan<int> dims)
    {
        var summarized = Count(dims) > Threshold;
        long[] places = [0];
        foreach (var size in dims)
        {
            var along = new List<long>();
            for (var i = 0; i < size; i++)
            {
                if (summarized && size > 2 * EdgeItems && i == EdgeItems) i = size - EdgeItems;
                along.Add(i);
            }
            places = [.. places.SelectMany(start => along, (start, i) => start * size + i)];
        }
        return places;
    }

    /// <summary>For a caller that has gathered the elements at <see cref="ShownElements"/> itself.</summary>
    public static string FormatShown<T>(ReadOnlySpan<T> shown, ReadOnlySpan<int> dims, params ReadOnlySpan<string> suffixes)
        where T : unmanaged
    {
        var text = new StringBuilder(Prefix);
        if (Count(dims) == 0) text.Append("[]");
        else
        {
            var (elements, width) = Texts(shown);
            new TensorLayout(text, elements, width, Count(dims) > Threshold).Write(dims, Prefix.Length);
        }
        AppendSuffixes(text, [.. Facts<T>(dims), .. suffixes]);
        return text.Append(')').ToString();
    }

    /// <summary>The size where the brackets do not tell it, and the dtype where the digits do not.</summary>
    private static List<string> Facts<T>(ReadOnlySpan<int> dims) where T : unmanaged
    {
        var facts = new List<string>();
        var empty = Count(dims) == 0;
        if (empty && dims.Length != 1) facts.Add("size=" + Size(dims));
        var told = typeof(T) == typeof(float) || (!empty && (typeof(T) == typeof(long) || typeof(T) == typeof(bool)));
        if (!told) facts.Add("dtype=" + Name<T>());
        return facts;
    }

    private static void AppendSuffixes(StringBuilder text, List<string> suffixes)
    {
        // The count starts two beyond the last line's length: PyTorch's own reckoning, which decides when a suffix wraps.
        var lastLine = 2;
        for (var i = text.Length - 1; i >= 0 && text[i] != '\n'; i--) lastLine++;
        foreach (var suffix in suffixes)
        {
            if (lastLine + suffix.Length + 2 > LineWidth)
            {
                text.Append(",\n").Append(' ', Prefix.Length);
                lastLine = Prefix.Length + suffix.Length;
            }
            else
            {
                text.Append(", ");
                lastLine += suffix.Length + 2;
            }
            text.Append(suffix);
        }
    }

    private static (string[] Texts, int Width) Texts<T>(ReadOnlySpan<T> shown) where T : unmanaged
    {
        var texts = new string[shown.Length];
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double))
        {
            var values = new double[shown.Length];
            for (var i = 0; i < values.Length; i++) values[i] = ((IConvertible)shown[i]).ToDouble(CultureInfo.InvariantCulture);
            var column = new RealColumn(values);
            return (Array.ConvertAll(values, column.Text), column.Width);
        }
        for (var i = 0; i < texts.Length; i++)
        {
            // A bool writes itself as True or False, an integer as its digits.
            texts[i] = ((IConvertible)shown[i]).ToString(CultureInfo.InvariantCulture);
        }
        var width = texts.Max(text => text.Length);
        return (Array.ConvertAll(texts, text => text.PadLeft(width)), width);
    }

    private static string Name<T>() where T : unmanaged => Type.GetTypeCode(typeof(T)) switch
    {
        TypeCode.Boolean => "bool",
        TypeCode.Int32 => "int32",
        TypeCode.Int64 => "int64",
        TypeCode.Single => "float32",
        TypeCode.Double => "float64",
        _ => throw new NotSupportedException($"TensorText: no dtype has elements of type {typeof(T).Name}; " +
            "expected float, double, int, long or bool."),
    };

    /// <summary>As a Python tuple: (2, 3), (5,) or ().</summary>
    private static string Size(ReadOnlySpan<int> dims) =>
        dims.Length == 1 ? $"({dims[0]},)" : $"({string.Join(", ", dims.ToArray())})";

    private static long Count(ReadOnlySpan<int> dims)
    {
        var count = 1L;
        foreach (var size in dims) count *= size;
        return count;
    }
}
