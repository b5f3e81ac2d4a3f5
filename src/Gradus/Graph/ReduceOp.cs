using System.Reflection;

namespace Gradus.Graph;

/// <summary>A reduction as the passes and backends see it. A node's facts are the reduced axes of its input, ascending.</summary>
internal abstract class ReduceOp(string name) : Op(name)
{
    public abstract ResultKind Result { get; }

    /// <summary>Where the function is defined and smooth.</summary>
    public abstract Domain Domain { get; }

    /// <summary>How a and b become one, and what is there before the first one, in words.</summary>
    public abstract string Rule { get; }

    /// <summary>Fills <paramref name="bytes"/> bytes (a multiple of 64) with the identity.</summary>
    public abstract void Clear(Lane lane, ref byte accumulator, nint bytes);

    /// <summary>Combines whole vectors elementwise into the accumulators: a multiple of 64 bytes.</summary>
    public abstract void Accumulate(Lane lane, ref byte accumulator, ref byte values, nint bytes);

    /// <summary>
    /// Combines a run of <paramref name="count"/> values, vector by vector, into the one vector at <paramref name="lanes"/>.
    /// Values past the count are not looked at.
    /// </summary>
    public abstract void Run(Lane lane, ref byte lanes, ref byte values, nint count);

    /// <summary>
    /// Folds the vector's lanes in a fixed tree into the 8 bytes at <paramref name="total"/>, which hold a double for floating
    /// point (so that long sums stay accurate), an integer or mask of 64 bits otherwise; then resets the vector.
    /// </summary>
    public abstract void Fold(Lane lane, ref byte lanes, ref byte total);

    /// <summary>The fold of a lane's vector into a total (double or long), for code that calls it.</summary>
    public abstract MethodInfo Fold(Lane lane);

    /// <summary>
    /// Folds vectors side by side, each into one result of its lane as if into a total of nothing: from where, how many, to
    /// where. There is room for <see cref="FoldedTogether"/> vectors or a multiple, and whole vectors of results.
    /// </summary>
    public abstract void FoldMany(Lane lane, ref byte lanes, int count, ref byte results);

    /// <summary>The same for one kind of lane, for code that calls it.</summary>
    public abstract MethodInfo FoldMany(Lane lane);

    public const int FoldedTogether = 16;

    /// <summary>The total of nothing, for code that calls it.</summary>
    public abstract MethodInfo TotalIdentity(Lane lane);

    /// <summary>Sets a total to the identity.</summary>
    public abstract void ClearTotal(Lane lane, ref byte total);

    /// <summary>Combines another total into a total.</summary>
    public abstract void CombineTotals(Lane lane, ref byte total, ref byte other);

    /// <summary>
    /// Folds values, as many as there are columns, each into a total of its own; then resets them. Both are padded to 64 bytes.
    /// </summary>
    public abstract void FoldColumns(Lane lane, ref byte values, ref byte totals, int columns);

    /// <summary>The combining formula closed over the vectors of a lane, for code that calls it.</summary>
    public abstract MethodInfo Formula(Lane lane);

    /// <summary>The identity closed over the vectors of a lane.</summary>
    public abstract MethodInfo Identity(Lane lane);

    public abstract double Exact(double a, double b);

    public abstract double ExactIdentity { get; }
}
