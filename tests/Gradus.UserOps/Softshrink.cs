using Gradus;

namespace UserOps;

/// <summary>x moved towards 0 by a half, and 0 within a half of it: shrinks small numbers away.</summary>
public readonly struct Softshrink : IUnary
{
    public static ResultKind Result => ResultKind.Floating;

    public static V Formula<V>(V x) where V : struct, ILanes<V>
    {
        var half = V.Of(0.5);
        return V.Select(V.Less(half, x), x - half, V.Select(V.Less(x, -half), x + half, x * V.Of(0)));
    }

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => g.Where(x.Abs() > 0.5, 0);
}

public static class SoftshrinkMethods
{
    extension(Tensor x)
    {
        public Tensor Softshrink() => x.Map<Softshrink>();
    }
}
