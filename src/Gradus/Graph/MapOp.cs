using System.Reflection;

namespace Gradus.Graph;

/// <summary>An elementwise formula of one to three inputs, as the passes and backends see it.</summary>
internal abstract class MapOp(string name, int arity) : Op(name, infersShape: true)
{
    public readonly int Arity = arity;

    public abstract ResultKind Result { get; }

    /// <summary>Where the formula is defined and smooth.</summary>
    public abstract Domain Domain { get; }

    /// <summary>The first input is a mask beside numbers.</summary>
    public virtual bool FirstIsMask => false;

    /// <summary>Whether the two inputs may be swapped.</summary>
    public virtual bool IsCommutative => false;

    /// <summary>The number that, as the right input, leaves the left one as it is; NaN if there is none.</summary>
    public virtual double RightIdentity => double.NaN;

    /// <summary>What the result holds, given the lane that is computed on.</summary>
    public abstract bool GivesMask { get; }

    /// <summary>
    /// Reads the formula over vectors: <paramref name="bytes"/> bytes of result, a multiple of a vector's 64. A step is 64 to
    /// walk an operand and 0 to read the same vector again; unused operands repeat an earlier one.
    /// </summary>
    public abstract void Walk(
        Lane lane, ref byte result, ref byte a, nint stepA, ref byte b, nint stepB, ref byte c, nint stepC, nint bytes);

    /// <summary>How much code the formula is.</summary>
    public abstract int Weight { get; }

    /// <summary>The formula closed over the vectors of a lane, for code that calls it.</summary>
    public abstract MethodInfo Formula(Lane lane);

    /// <summary>
    /// The same with the code of the function that it calls. A loop has room for one such formula. Null if there is none.
    /// </summary>
    public virtual MethodInfo? Inlined(Lane lane) => null;

    /// <summary>The formula over exact doubles; masks are 0 and 1.</summary>
    public abstract double Exact(double a, double b, double c);
}
