using Gradus.Graph;

namespace Gradus.Tests.Programs;

/// <summary>
/// Elementwise formulas with bounds: the formula at the corners of what the inputs may be tells how far the result may be off, jumps
/// included.
/// </summary>
internal static class BoundedMap
{
    // A formula is allowed to be right for inputs that are off by this many roundings, and to round its result this many times.
    private const double Roundings = 16;

    // IEEE 754 asks these to be rounded once: no error where the result can be held exactly.
    private static readonly HashSet<string> RoundedOnce =
        ["Add", "Sub", "Mul", "Div", "Neg", "Abs", "Maximum", "Minimum", "Relu", "Sign", "Floor", "Ceil", "Round", "Trunc", "Square", "Sqrt", "Clamp"];

    public static Bounded Of(MapOp op, Node node, Bounded[] inputs)
    {
        if (op.Name == nameof(Where)) return Where(inputs);
        var dtype = node.DType;
        var compute = node.Input(node.InputCount - 1).DType;
        var result = new Bounded(node.Shape.Elements);
        var roundsOnce = RoundedOnce.Contains(op.Name);
        var unit = Bounded.UnitRoundoff(compute);
        var slack = roundsOnce ? 0 : Roundings * unit;
        Span<double> low = stackalloc double[3], high = stackalloc double[3], middle = stackalloc double[3];
        for (var i = 0; i < result.Count; i++)
        {
            bool isExact = true, isUnbounded = false;
            for (var input = 0; input < inputs.Length; input++)
            {
                var (x, error) = (inputs[input].Values[i], inputs[input].Errors[i]);
                isExact &= error == 0;
                isUnbounded |= double.IsInfinity(error);
                error += slack * Math.Abs(x);
                (low[input], middle[input], high[input]) = (x - error, x, x + error);
                if (compute == DType.Bool && error > 0) (low[input], high[input]) = (0, 1);
            }
            var value = Apply(op, compute, middle[0], middle[1], middle[2]);
            result.Values[i] = value;
            if (op.GivesMask)
            {
                result.Errors[i] = isExact || MaskIsSure(op, compute, inputs.Length, low, high, value) ? 0 : 1;
                continue;
            }
            if (compute.IsInteger || (isExact && roundsOnce && (dtype == DType.Float32 ? (float)value == value : compute == DType.Float32)))
            {
                result.Errors[i] = isExact ? 0 : double.PositiveInfinity;
                continue;
            }
            // What has no bound may be no number at all, whatever the function's range.
            var reach = isUnbounded ? double.PositiveInfinity : 0.0;
            // At 0 there may be a pole between two corners where all is well.
            for (var input = 0; input < inputs.Length; input++)
                if (low[input] < 0 && high[input] > 0) reach = Math.Max(reach, ReachAtZero(op, compute, low, high, input, value));
            for (var corner = 0; corner < 1 << inputs.Length; corner++)
            {
                var moved = Apply(
                    op, compute, (corner & 1) != 0 ? high[0] : low[0], (corner & 2) != 0 ? high[1] : low[1], (corner & 4) != 0 ? high[2] : low[2]);
                // NaN at a corner is out of the domain: no bound.
                reach = Math.Max(reach, double.IsNaN(moved) ? double.PositiveInfinity : Math.Abs(moved - value));
                // Whole periods apart, two corners may be close, and everything lies between.
                if (op.Name == nameof(Remainder) && Quotient(corner, low, high) != Quotient(0, low, high))
                    reach = Math.Max(reach, Math.Abs(middle[1]));
            }
            if (op.Name is nameof(Sin) or nameof(Cos) or nameof(Tan) && high[0] - low[0] > 1)
                reach = op.Name == nameof(Tan) || isUnbounded ? double.PositiveInfinity : 2;
            // x * (1 + erf(x)) is right to a rounding of x, in PyTorch too: for negative x the sum cancels.
            var size = op.Name == nameof(Gelu) ? Math.Abs(middle[0]) : Math.Abs(value);
            // Twice, because a maximum may lie between the corners; and the smallest numbers may be flushed.
            result.Errors[i] = 2 * reach + (roundsOnce ? 1 : Roundings) * unit * size + (dtype == DType.Float32 ? 1e-35 : 1e-290);
        }
        return result;
    }

    private static double ReachAtZero(MapOp op, DType compute, ReadOnlySpan<double> low, ReadOnlySpan<double> high, int input, double value)
    {
        var reach = 0.0;
        Span<double> moved = stackalloc double[3];
        for (var corner = 0; corner < 8; corner++)
        {
            for (var i = 0; i < 3; i++) moved[i] = (corner >> i & 1) != 0 ? high[i] : low[i];
            moved[input] = 0;
            var there = Math.Abs(Apply(op, compute, moved[0], moved[1], moved[2]) - value);
            reach = Math.Max(reach, double.IsNaN(there) ? double.PositiveInfinity : there);
        }
        return reach;
    }

    private static double Quotient(int corner, ReadOnlySpan<double> low, ReadOnlySpan<double> high) =>
        Math.Floor(((corner & 1) != 0 ? high[0] : low[0]) / ((corner & 2) != 0 ? high[1] : low[1]));

    // Integer division by zero is 0 by definition.
    private static double Apply(MapOp op, DType compute, double a, double b, double c)
    {
        var value = op.Exact(a, b, c);
        return compute.IsInteger && !double.IsFinite(value) ? 0 : value;
    }

    private static bool MaskIsSure(MapOp op, DType compute, int inputs, ReadOnlySpan<double> low, ReadOnlySpan<double> high, double value)
    {
        // Two ranges that touch may compare either way, whatever their ends say.
        if (inputs == 2 && compute != DType.Bool && low[0] <= high[1] && low[1] <= high[0]) return false;
        for (var corner = 0; corner < 1 << inputs; corner++)
            if (Apply(op, compute, (corner & 1) != 0 ? high[0] : low[0], (corner & 2) != 0 ? high[1] : low[1], 0) != value) return false;
        return true;
    }

    private static Bounded Where(Bounded[] inputs)
    {
        var result = new Bounded(inputs[0].Count);
        for (var i = 0; i < result.Count; i++)
        {
            var (mask, a, b) = (inputs[0], inputs[1], inputs[2]);
            var chosen = mask.Values[i] != 0 ? a : b;
            result.Values[i] = chosen.Values[i];
            result.Errors[i] = mask.Errors[i] == 0
                ? chosen.Errors[i]
                : Math.Abs(a.Values[i] - b.Values[i]) + a.Errors[i] + b.Errors[i];
            if (mask.Errors[i] > 0 && double.IsNaN(result.Errors[i])) result.Errors[i] = double.PositiveInfinity;
        }
        return result;
    }
}
