namespace Gradus;

/// <summary>The angle of the point (b, a), in [-pi, pi].</summary>
public readonly struct Atan2 : IBinary
{
    public static ResultKind Result => ResultKind.Floating;

    public static Domain Domain => Domain.Positive;

    // The angle in the first octant from the smaller over the larger coordinate, then mirrored into place. Signs are read from
    // 1 / x, because a negative zero counts.
    public static V Formula<V>(V a, V b) where V : struct, ILanes<V>
    {
        V rise = V.Abs(a), run = V.Abs(b);
        V larger = V.Max(rise, run), smaller = V.Min(rise, run);
        var ratio = V.Select(V.Equal(larger, smaller), V.Select(V.Equal(larger, V.Of(0)), V.Of(0), V.Of(1)), smaller / larger);
        var angle = V.Atan(V.Select(V.Not(V.Equal(larger, larger)), larger, ratio));
        angle = V.Select(V.Less(run, rise), V.Of(Math.PI / 2) - angle, angle);
        angle = V.Select(IsNegative(b), V.Of(Math.PI) - angle, angle);
        return V.Select(IsNegative(a), -angle, angle);
    }

    private static V IsNegative<V>(V x) where V : struct, ILanes<V> =>
        V.Or(V.Less(x, V.Of(0)), V.And(V.Equal(x, V.Of(0)), V.Less(V.Of(1) / x, V.Of(0))));

    public static Tensor? GradientLeft(Tensor g, Tensor a, Tensor b, Tensor y) => g * b / (a * a + b * b);

    public static Tensor? GradientRight(Tensor g, Tensor a, Tensor b, Tensor y) => -g * a / (a * a + b * b);
}

public static class Atan2Methods
{
    extension(Tensor a)
    {
        public Tensor Atan2(Tensor b) => a.Map<Atan2>(b);
    }
}
