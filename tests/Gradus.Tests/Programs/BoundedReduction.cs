using Gradus.Graph;

namespace Gradus.Tests.Programs;

/// <summary>Reductions with bounds, for any order of combining.</summary>
internal static class BoundedReduction
{
    // Sums are folded into doubles after at most so many additions in one lane, whatever the extent.
    private const int LongestChain = 4096;

    public static Bounded Of(Node node, Bounded input)
    {
        var shape = node.Input(0).Shape;
        var kept = new List<int>();
        for (var axis = 0; axis < shape.Rank; axis++)
            if (!node.Facts!.Contains(axis)) kept.Add(axis);
        var members = new List<int>[node.Shape.Elements];
        for (var i = 0; i < members.Length; i++) members[i] = [];
        BoundedGraph.ForEach(shape, (index, position) =>
        {
            var at = 0;
            foreach (var axis in kept) at = at * shape[axis] + index[axis];
            members[at].Add(position);
        });
        var result = new Bounded(members.Length);
        var unit = Bounded.UnitRoundoff(node.DType);
        for (var i = 0; i < members.Length; i++)
            (result.Values[i], result.Errors[i]) = Combine(node.Op.Name, members[i], input, unit);
        return result;
    }

    private static (double Value, double Error) Combine(string name, List<int> members, Bounded x, double unit)
    {
        var chain = unit * (Math.Min(members.Count, LongestChain) + 2);
        switch (name)
        {
            case nameof(Sum):
                double sum = 0, lost = 0, size = 0, error = 0;
                foreach (var at in members)
                {
                    // What an addition rounds away is kept (Neumaier): the truth may not be further off than what is checked by it.
                    var (value, before) = (x.Values[at], sum);
                    sum += value;
                    lost += Math.Abs(before) >= Math.Abs(value) ? before - sum + value : value - sum + before;
                    size += Math.Abs(value);
                    error += x.Errors[at];
                }
                return (double.IsFinite(lost) ? sum + lost : sum, error + chain * size);
            case nameof(Prod):
                double product = 1, furthest = 1;
                foreach (var at in members)
                {
                    product *= x.Values[at];
                    furthest *= (Math.Abs(x.Values[at]) + x.Errors[at]) * (1 + 2 * unit);
                }
                return (product, furthest - Math.Abs(product) + (unit == 0 ? 0 : 1e-37));
            case nameof(Max) or nameof(Min):
                var largest = name == nameof(Max);
                double extreme = largest ? double.NegativeInfinity : double.PositiveInfinity, off = 0;
                foreach (var at in members)
                {
                    extreme = largest ? Math.Max(extreme, x.Values[at]) : Math.Min(extreme, x.Values[at]);
                    off = Math.Max(off, x.Errors[at]);
                }
                return (extreme, off);
            case nameof(All) or nameof(Any):
                // One sure false settles All, one sure true settles Any.
                var settling = name == nameof(Any) ? 1.0 : 0.0;
                bool settled = false, unsure = false, found = false;
                foreach (var at in members)
                {
                    settled |= x.Errors[at] == 0 && x.Values[at] == settling;
                    found |= x.Values[at] == settling;
                    unsure |= x.Errors[at] != 0;
                }
                return (found ? settling : 1 - settling, unsure && !settled ? 1 : 0);
            default:
                throw new InvalidOperationException(name);
        }
    }
}
