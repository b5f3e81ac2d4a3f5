using System.Text.RegularExpressions;
using Gradus.Plot;
using Microsoft.CodeAnalysis.CSharp.Scripting.Hosting;
using Microsoft.CodeAnalysis.Scripting.Hosting;

namespace Gradus.Jupyter;

/// <summary>How values of each type are shown. Every display, ours and a user's, comes in by <see cref="Add{T}"/>.</summary>
internal static partial class Displays
{
    private static readonly PrintOptions Printing = new()
    {
        MemberDisplayFormat = MemberDisplayFormat.SingleLine,
        MaximumOutputLength = 20_000,
    };

    private static readonly List<(Type Type, Func<object, Rich> Display)> Known = [];

    static Displays()
    {
        Add<Rich>(rich => rich);
        Add<Tensor>(TensorView.Of);
        Add<DType>(dtype => new Rich(dtype.Name));
        Add<Picture>(PictureView.Of);
    }

    /// <summary>Values of the type, of those that derive from it, and of those that implement it.</summary>
    public static void Add<T>(Func<T, Rich> display)
    {
        lock (Known) Known.Add((typeof(T), value => display((T)value)));
    }

    public static Rich Of(object? value)
    {
        if (value is null) return new Rich("null");
        return Find(value.GetType())?.Invoke(value) ?? new Rich(Text(value));
    }

    // The nearest base type counts, then the interfaces; the display added last replaces those before.
    private static Func<object, Rich>? Find(Type type)
    {
        lock (Known)
        {
            for (var at = type; at is not null; at = at.BaseType)
                if (Known.FindLast(known => known.Type == at) is { Display: { } display }) return display;
            return Known.FindLast(known => known.Type.IsInterface && known.Type.IsAssignableFrom(type)).Display;
        }
    }

    private static string Text(object value) => HasOwnText(value)
        ? value.ToString() ?? ""
        : SubmissionName().Replace(CSharpObjectFormatter.Instance.FormatObject(value, Printing), "");

    // What says something of itself is quoted; the compiler's formatter writes numbers, strings and collections as C# does.
    private static bool HasOwnText(object value)
    {
        if (value is string or Delegate or Enum || value.GetType().IsPrimitive) return false;
        var declarer = value.GetType().GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType;
        return declarer != typeof(object) && declarer != typeof(ValueType);
    }

    // The class that the compiler makes around a cell: a type of the cell's own goes by its own name.
    [GeneratedRegex(@"Submission#\d+[.+]")]
    private static partial Regex SubmissionName();
}
