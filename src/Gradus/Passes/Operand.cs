using Gradus.Graph;

namespace Gradus.Passes;

/// <summary>
/// A value as somebody reads it: which element each index of the reader's shape finds in the value's row-major order.
/// </summary>
internal readonly record struct Operand(Value Value, View View)
{
    public static Operand Whole(Value value) => new(value, View.Of(value.Shape));

    public bool IsWhole => View.IsIdentity && View.Shape.Elements == Value.Elements;

    public bool SameAs(Operand other) => Value == other.Value && View.SameAs(other.View);
}
