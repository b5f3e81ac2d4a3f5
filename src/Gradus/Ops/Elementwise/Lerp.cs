namespace Gradus;

/// <summary>a + weight * (b - a): a at weight 0, b at weight 1.</summary>
public readonly struct Lerp : ITernary
{
    public static ResultKind Result => ResultKind.Floating;

    // From the nearer end, so that both ends are exact.
    public static V Formula<V>(V a, V b, V weight) where V : struct, ILanes<V> => V.Select(
        V.Less(V.Abs(weight), V.Of(0.5)), V.Fma(weight, b - a, a), V.Fma(weight - V.Of(1), b - a, b));

    public static Tensor? Gradient(int input, Tensor g, Tensor a, Tensor b, Tensor weight) => input switch
    {
        0 => g * (1 - weight),
        1 => g * weight,
        _ => g * (b - a),
    };
}

public static class LerpMethods
{
    extension(Tensor a)
    {
        public Tensor Lerp(Tensor b, Tensor weight) => a.Map<Lerp>(b, weight);
    }
}
