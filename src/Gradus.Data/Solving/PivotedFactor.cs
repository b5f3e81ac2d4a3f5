namespace Gradus.Data;

/// <summary>
/// A P = Q R by Householder reflections with column pivoting: next comes the column with the largest part, relative to its own
/// length, outside the span of those before it. The rank is where no column has more than the tolerance left.
/// </summary>
internal sealed class PivotedFactor
{
    private readonly double[] matrix;
    private readonly int height;
    private readonly double[] taus;
    private readonly double[] lengths;

    /// <param name="matrix">(height, width), column after column; overwritten.</param>
    /// <param name="leading">So many first columns come first, in their order.</param>
    /// <param name="tolerance">The part of its own length that a column must have outside the others' span to count.</param>
    public PivotedFactor(double[] matrix, int height, int width, int leading, double tolerance, CancellationToken cancellation)
    {
        this.matrix = matrix;
        this.height = height;
        taus = new double[Math.Min(height, width)];
        lengths = new double[width];
        Order = new int[width];
        for (var j = 0; j < width; j++)
        {
            Order[j] = j;
            lengths[j] = Vectors.Norm(Column(j));
        }
        Factor(leading, tolerance, cancellation);
    }

    public int Rank { get; private set; }

    /// <summary>Order[k] is the column that came k-th; those from <see cref="Rank"/> on depend on the ones before.</summary>
    public int[] Order { get; }

    /// <summary>The length of the column that came k-th.</summary>
    public double Length(int k) => lengths[k];

    /// <summary>R[i, k] for i at most k and i below <see cref="Rank"/>.</summary>
    public double this[int i, int k] => matrix[k * height + i];

    private void Factor(int leading, double tolerance, CancellationToken cancellation)
    {
        var left = (double[])lengths.Clone();
        // A squared length loses its digits by repeated subtraction; below this share of the exact one it is computed anew.
        var exact = (double[])lengths.Clone();
        for (var k = 0; k < taus.Length; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            var pivot = k < leading ? k : Largest(left, k);
            if (!(left[pivot] > tolerance * lengths[pivot])) return;
            Swap(k, pivot, left, exact);
            var column = Column(k);
            var reflection = Householder.Create(column[k], column[(k + 1)..]);
            column[k] = reflection.Value;
            taus[k] = reflection.Tau;
            Rank++;
            for (var j = k + 1; j < Order.Length; j++)
            {
                var other = Column(j);
                Householder.Apply(reflection.Tau, column[(k + 1)..], ref other[k], other[(k + 1)..]);
                Shorten(ref left[j], ref exact[j], other[k], other[(k + 1)..]);
            }
        }
    }

    /// <summary>
    /// Takes one element away from a length: sqrt(length^2 - element^2), computed anew once cancellation has eaten half the
    /// digits.
    /// </summary>
    private static void Shorten(ref double left, ref double exact, double element, ReadOnlySpan<double> rest)
    {
        if (left == 0) return;
        var ratio = Math.Abs(element) / left;
        var kept = Math.Max(0, (1 + ratio) * (1 - ratio));
        // LAPACK working note 176: trust the update while it is safely above sqrt(epsilon) of the last exact length.
        if (kept * (left / exact) * (left / exact) > 1.5e-8) left *= Math.Sqrt(kept);
        else left = exact = Vectors.Norm(rest);
    }

    private int Largest(double[] left, int from)
    {
        var (best, share) = (from, -1.0);
        for (var j = from; j < left.Length; j++)
        {
            var candidate = lengths[j] == 0 ? 0 : left[j] / lengths[j];
            if (candidate > share) (best, share) = (j, candidate);
        }
        return best;
    }

    private void Swap(int a, int b, double[] left, double[] exact)
    {
        if (a == b) return;
        (Order[a], Order[b]) = (Order[b], Order[a]);
        (lengths[a], lengths[b]) = (lengths[b], lengths[a]);
        (left[a], left[b]) = (left[b], left[a]);
        (exact[a], exact[b]) = (exact[b], exact[a]);
        var first = Column(a);
        var second = Column(b);
        for (var i = 0; i < height; i++) (first[i], second[i]) = (second[i], first[i]);
    }

    /// <summary>Replaces <paramref name="vector"/> (height) by Q' vector.</summary>
    public void ApplyTransposed(Span<double> vector)
    {
        for (var k = 0; k < Rank; k++)
            Householder.Apply(taus[k], Column(k)[(k + 1)..], ref vector[k], vector[(k + 1)..]);
    }

    /// <summary>Replaces <paramref name="vector"/> (height) by Q vector.</summary>
    public void Apply(Span<double> vector)
    {
        for (var k = Rank - 1; k >= 0; k--)
            Householder.Apply(taus[k], Column(k)[(k + 1)..], ref vector[k], vector[(k + 1)..]);
    }

    /// <summary>Solves R x = vector in place, R the leading (Rank, Rank) triangle.</summary>
    public void Solve(Span<double> vector)
    {
        for (var k = Rank - 1; k >= 0; k--)
        {
            vector[k] /= this[k, k];
            Vectors.AddScaled(vector, -vector[k], Column(k)[..k]);
        }
    }

    /// <summary>Solves R' x = vector in place.</summary>
    public void SolveTransposed(Span<double> vector)
    {
        for (var k = 0; k < Rank; k++)
            vector[k] = (vector[k] - Vectors.Dot(Column(k)[..k], vector)) / this[k, k];
    }

    /// <summary>R[..count, k], the k-th column's coordinates.</summary>
    public ReadOnlySpan<double> Coordinates(int k, int count) => Column(k)[..count];

    private Span<double> Column(int k) => matrix.AsSpan(k * height, height);
}
