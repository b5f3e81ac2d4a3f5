using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Gradus.Capturing;

/// <summary>
/// What a step's lambda has captured from around it: numbers that a replay would not see change, and the tensors themselves.
/// Objects of the program's own are looked into no further than the one whose method the lambda belongs to.
/// </summary>
internal sealed class Closure
{
    // Emitting code takes about as long as so many calls without it.
    private const int CallsBeforeCode = 1000;

    private readonly List<(object Holder, FieldInfo Field, object? Value)> captured = [];
    private Func<bool>? holdsWhatItHeld;
    private int calls;

    public Closure(Delegate step)
    {
        if (step.Target is { } target) Look(target, isOwn: false);
    }

    /// <summary>Throws if a captured number or tensor variable is another one than when the step was recorded.</summary>
    public void Check()
    {
        if (holdsWhatItHeld is not null && holdsWhatItHeld()) return;
        if (++calls == CallsBeforeCode && RuntimeFeature.IsDynamicCodeSupported) holdsWhatItHeld = ClosureCode.Emit(captured);
        ThrowIfChanged(Errors.CaptureChanged);
    }

    /// <summary>Throws if the step has changed one while it was recorded: a replay would not.</summary>
    public void CheckRecorded() => ThrowIfChanged(Errors.CaptureChangesVariable);

    private void ThrowIfChanged(Func<string, string, string, GradusException> error)
    {
        foreach (var (holder, field, before) in captured)
        {
            var now = field.GetValue(holder);
            if (before is Tensor or null ? !ReferenceEquals(now, before) : !before.Equals(now))
                throw error(NameOf(field), Describe(before), Describe(now));
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification =
        "A field that was trimmed away is read by no code, so it cannot change what the step does.")]
    private void Look(object holder, bool isOwn)
    {
        foreach (var field in FieldsOf(holder.GetType()))
        {
            if (field.IsInitOnly) continue;
            var type = field.FieldType;
            var value = field.GetValue(holder);
            if (IsNumber(type) || type == typeof(Tensor)) captured.Add((holder, field, value));
            else if (!isOwn && value is not null && IsClosure(type)) Look(value, isOwn: false);
            else if (!isOwn && value is not null && field.Name.EndsWith("__this", StringComparison.Ordinal))
                Look(value, isOwn: true);
        }
    }

    private static bool IsNumber(Type type) => Nullable.GetUnderlyingType(type) is { } inner ? IsNumber(inner)
        : type.IsPrimitive || type.IsEnum || type == typeof(decimal) || type == typeof(Half) || type == typeof(Scalar);

    // Private fields of base classes are not among those of a class.
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "As above.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "As above.")]
    private static List<FieldInfo> FieldsOf(Type? type)
    {
        const BindingFlags all = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        List<FieldInfo> fields = [];
        for (; type is not null; type = type.BaseType) fields.AddRange(type.GetFields(all | BindingFlags.DeclaredOnly));
        return fields;
    }

    private static bool IsClosure(Type type) => type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    // <Rate>k__BackingField is the property Rate.
    private static string NameOf(FieldInfo field) =>
        field.Name.StartsWith('<') && field.Name.IndexOf('>') is > 1 and var end ? field.Name[1..end] : field.Name;

    private static string Describe(object? value) => value switch
    {
        null => "null",
        Tensor tensor => $"a tensor of shape {tensor.Shape}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
