using System.Reflection;
using Gradus.Graph;

namespace Gradus;

/// <summary>e^x.</summary>
public readonly struct Exp : IUnary
{
    public static ResultKind Result => ResultKind.Floating;

    public static V Formula<V>(V x) where V : struct, ILanes<V> => V.Exp(x);

    static MethodInfo? IUnary.Inlined(Lane lane) =>
        lane == Lane.Float32 ? ((Func<Lanes<float>, Lanes<float>>)Lanes<float>.InlinedExp).Method : null;

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y) => g * y;
}

public static class ExpMethods
{
    extension(Tensor x)
    {
        public Tensor Exp() => x.Map<Exp>();
    }
}
