namespace Gradus.Data.Tests;

/// <summary>
/// Least squares by normal equations in fractions: exact for any doubles, also where columns depend on each other.
/// </summary>
public static class ExactLeastSquares
{
    /// <summary>The shortest weights (bias not counted) and the bias, last.</summary>
    public static double[] Solve(IReadOnlyList<double[]> columns, double[] target, bool intercept = true) =>
        Solve([.. columns.Select(column => Array.ConvertAll(column, Rational.Of))], Array.ConvertAll(target, Rational.Of), intercept);

    public static double[] Solve(IReadOnlyList<Rational[]> columns, Rational[] target, bool intercept = true)
    {
        Rational Mean(Rational[] values) => intercept
            ? values.Aggregate((Rational)0, (sum, value) => sum + value) / values.Length
            : 0;
        Rational[] Centred(Rational[] values)
        {
            var mean = Mean(values);
            return Array.ConvertAll(values, value => value - mean);
        }

        var centred = columns.Select(Centred).ToArray();
        var y = Centred(target);
        var p = columns.Count;
        var normal = new Rational[p, p];
        var right = new Rational[p];
        for (var i = 0; i < p; i++)
        {
            for (var j = 0; j < p; j++) normal[i, j] = Dot(centred[i], centred[j]);
            right[i] = Dot(centred[i], y);
        }
        // The shortest solution of N w = r lies in the range of N: w = N z with N N z = r.
        var z = AnySolution(Product(normal, normal), right);
        var weights = new Rational[p];
        for (var i = 0; i < p; i++)
            for (var j = 0; j < p; j++) weights[i] += normal[i, j] * z[j];
        var bias = Mean(target);
        for (var i = 0; i < p; i++) bias -= weights[i] * Mean(columns[i]);
        return [.. weights.Select(w => w.ToDouble()), bias.ToDouble()];
    }

    private static Rational Dot(Rational[] a, Rational[] b)
    {
        Rational sum = 0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static Rational[,] Product(Rational[,] a, Rational[,] b)
    {
        var n = a.GetLength(0);
        var product = new Rational[n, n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                for (var k = 0; k < n; k++) product[i, j] += a[i, k] * b[k, j];
        return product;
    }

    /// <summary>Gauss and Jordan; unknowns without a pivot are 0.</summary>
    private static Rational[] AnySolution(Rational[,] matrix, Rational[] right)
    {
        var n = right.Length;
        right = [.. right];
        var pivots = new List<int>();
        for (var column = 0; column < n; column++)
        {
            var row = pivots.Count;
            var pivot = row;
            while (pivot < n && matrix[pivot, column].IsZero) pivot++;
            if (pivot == n) continue;
            for (var j = 0; j < n; j++) (matrix[row, j], matrix[pivot, j]) = (matrix[pivot, j], matrix[row, j]);
            (right[row], right[pivot]) = (right[pivot], right[row]);
            for (var i = 0; i < n; i++)
            {
                if (i == row || matrix[i, column].IsZero) continue;
                var factor = matrix[i, column] / matrix[row, column];
                for (var j = column; j < n; j++) matrix[i, j] -= factor * matrix[row, j];
                right[i] -= factor * right[row];
            }
            pivots.Add(column);
        }
        var solution = new Rational[n];
        for (var row = 0; row < pivots.Count; row++) solution[pivots[row]] = right[row] / matrix[row, pivots[row]];
        return solution;
    }
}
