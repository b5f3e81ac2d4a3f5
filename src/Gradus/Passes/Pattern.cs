using Gradus.Graph;

namespace Gradus.Passes;

/// <summary>How a reader's rows and columns see a value through a view. <see cref="Columns"/> is the C of rows.</summary>
internal readonly record struct Pattern(PatternKind Kind, int Columns)
{
    public static Pattern Of(Operand operand)
    {
        var view = operand.View;
        if (operand.IsWhole) return new(PatternKind.Identity, 1);
        if (operand.Value.Elements == 1) return new(PatternKind.Uniform, 1);
        // Trailing axes that do not move, then the rest in row-major order.
        var columns = 1;
        var axis = view.Shape.Rank - 1;
        for (; axis >= 0 && (view.Strides[axis] == 0 || view.Shape[axis] == 1); axis--) columns *= view.Shape[axis];
        var expected = 1;
        for (; axis >= 0; axis--)
        {
            if (view.Shape[axis] == 1) continue;
            if (view.Strides[axis] != expected) return new(PatternKind.Other, 1);
            expected *= view.Shape[axis];
        }
        if (!view.Offset.IsZero || expected != operand.Value.Elements) return new(PatternKind.Other, 1);
        return new(columns == 1 ? PatternKind.Identity : PatternKind.Rows, columns);
    }
}
