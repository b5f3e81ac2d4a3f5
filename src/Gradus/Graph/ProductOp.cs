namespace Gradus.Graph;

/// <summary>
/// A batched matrix product of (..., M, K) and (..., K, N) with the same leading axes. It says what it multiplies and adds with,
/// so that a thin product can become part of a loop. A node has facts if it is a turned matrix by a vector: each sum is added up
/// as the matrix lies in memory, which has to be known from the graph and not from what has been computed.
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
