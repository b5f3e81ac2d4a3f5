namespace Gradus;

/// <summary>a * b + c, rounded once.</summary>
public readonly struct MultiplyAdd : ITernary
{
    public static V Formula<V>(V a, V b, V c) where V : struct, ILanes<V> => V.Fma(a, b, c);

    public static Tensor? Gradient(int input, Tensor g, Tensor a, Tensor b, Tensor c) => input switch
    {
        0 => g * b,
        1 => g * a,
        _ => g,
    };
}

public static class MultiplyAddMethods
{
    extension(Tensor a)
    {
        public Tensor MultiplyAdd(Tensor b, Tensor c) => a.Map<MultiplyAdd>(b, c);
    }
}
