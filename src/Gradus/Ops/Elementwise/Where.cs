namespace Gradus;

/// <summary>The second input where the mask is true, the third one elsewhere.</summary>
public readonly struct Where : ITernary
{
    public static bool FirstIsMask => true;

    public static V Formula<V>(V mask, V a, V b) where V : struct, ILanes<V> => V.Select(mask, a, b);

    public static Tensor? Gradient(int input, Tensor g, Tensor mask, Tensor a, Tensor b) => input switch
    {
        1 => mask.Select(g, 0),
        2 => mask.Select(0, g),
        _ => null,
    };
}

public static class WhereMethods
{
    extension(Tensor x)
    {
        /// <summary>This tensor where the mask (bool) is true, <paramref name="other"/> elsewhere.</summary>
        public Tensor Where(Tensor mask, Tensor other) => mask.Map<Where>(x, other);

        /// <summary>For a bool tensor: one value where it is true, another elsewhere.</summary>
        public Tensor Select(Tensor whenTrue, Tensor whenFalse) => x.Map<Where>(whenTrue, whenFalse);
    }
}
