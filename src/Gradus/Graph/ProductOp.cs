namespace Gradus.Graph;

/// <summary>
/// A batched matrix product of (..., M, K) and (..., K, N) with the same leading axes. It says what it multiplies and adds with,
/// so that a thin product can become part of a loop.
/// </summary>
internal abstract class ProductOp(string name) : Op(name, infersShape: true)
{
    /// <summary>a * b.</summary>
    public abstract MapOp Times { get; }

    /// <summary>a * b + c, rounded once.</summary>
    public abstract MapOp TimesPlus { get; }

    /// <summary>The sum over k.</summary>
    public abstract ReduceOp Plus { get; }
}
