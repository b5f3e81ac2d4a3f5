namespace Gradus;

/// <summary>The largest integer not above x.</summary>
public readonly struct Floor : IUnary
{
    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Floor(x);

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => null;
}

public static class FloorMethods
{
    extension(Tensor x)
    {
        public Tensor Floor() => x.Map<Floor>();
    }
}
