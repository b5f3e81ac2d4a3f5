using System.Reflection;
using Gradus.Graph;

namespace Gradus;

/// <summary>An elementwise op of one input: implement it on a struct, call it with <c>x.Map&lt;TOp&gt;()</c>.</summary>
public interface IUnary : IOp
{
    static abstract V Formula<V>(V x) where V : struct, ILanes<V>;

    // The formula with the code of its function, where Formula calls it; null if it is the same.
    internal static virtual MethodInfo? Inlined(Lane lane) => null;

    /// <summary>
    /// The cotangent of x, written with tensors from the cotangent <paramref name="g"/> of the result <paramref name="y"/>;
    /// null where the derivative is zero everywhere.
    /// </summary>
    static abstract Tensor? Gradient(Tensor g, Tensor x, Tensor y);
}
