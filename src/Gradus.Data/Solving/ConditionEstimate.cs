namespace Gradus.Data;

/// <summary>
/// The ratio of the largest to the smallest singular value of a triangular factor whose columns are brought to length one: by
/// the power method and the inverse power method on R'R, which come near it from below.
/// </summary>
internal static class ConditionEstimate
{
    private const int MostSteps = 50;
    private const double Settled = 1e-3;

    public static double Of(PivotedFactor factor)
    {
        if (factor.Rank == 0) return 1;
        var largest = Iterate(factor, Multiply);
        var smallest = Iterate(factor, Divide);
        return Math.Max(1, Math.Sqrt(largest * smallest));
    }

    /// <summary>The largest eigenvalue of the symmetric matrix that <paramref name="apply"/> multiplies by.</summary>
    private static double Iterate(PivotedFactor factor, Action<PivotedFactor, double[]> apply)
    {
        // A start with parts in all directions: the golden ratio's multiples fill the interval evenly.
        var vector = new double[factor.Rank];
        for (var k = 0; k < vector.Length; k++) vector[k] = (k + 1) * 0.6180339887498949 % 1 - 0.5;
        Vectors.Scale(vector, 1 / Vectors.Norm(vector));
        var eigenvalue = 0.0;
        for (var step = 0; step < MostSteps; step++)
        {
            apply(factor, vector);
            var length = Vectors.Norm(vector);
            Vectors.Scale(vector, 1 / length);
            if (Math.Abs(length - eigenvalue) <= Settled * length) return length;
            eigenvalue = length;
        }
        return eigenvalue;
    }

    /// <summary>vector = N^-1 R'R N^-1 vector, N the columns' lengths.</summary>
    private static void Multiply(PivotedFactor factor, double[] vector)
    {
        var product = new double[vector.Length];
        for (var k = 0; k < vector.Length; k++)
            Vectors.AddScaled(product, vector[k] / factor.Length(k), factor.Coordinates(k, k + 1));
        for (var k = 0; k < vector.Length; k++)
            vector[k] = Vectors.Dot(factor.Coordinates(k, k + 1), product) / factor.Length(k);
    }

    /// <summary>vector = N R^-1 R^-T N vector.</summary>
    private static void Divide(PivotedFactor factor, double[] vector)
    {
        for (var k = 0; k < vector.Length; k++) vector[k] *= factor.Length(k);
        factor.SolveTransposed(vector);
        factor.Solve(vector);
        for (var k = 0; k < vector.Length; k++) vector[k] *= factor.Length(k);
    }
}
