namespace Gradus;

/// <summary>
/// a to the power b, with C's special cases. A negative integer power of an integer is 0 (1 or -1 for a base of 1 or -1).
/// </summary>
public readonly struct Pow : IBinary
{
    public static Domain Domain => Domain.Positive;

    public static double RightIdentity => 1;

    public static V Formula<V>(V a, V b) where V : struct, ILanes<V> => V.Pow(a, b);

    // b * a^(b - 1), which is 0 for b = 0 even where a^(-1) is infinite: that is kept out of what is differentiated again.
    public static Tensor? GradientLeft(Tensor g, Tensor a, Tensor b, Tensor y) => g * b * a.Pow((b - 1).Where(b.NotEqual(0), 0));

    // y * log(a), which is 0 where a is 0 and b is not negative: the power does not move there.
    public static Tensor? GradientRight(Tensor g, Tensor a, Tensor b, Tensor y) =>
        g * y * a.Where(!(a.Equal(0) & (b >= 0)), 1).Log();
}

public static class PowMethods
{
    extension(Tensor a)
    {
        public Tensor Pow(Tensor b) => a.Map<Pow>(b);
    }
}
