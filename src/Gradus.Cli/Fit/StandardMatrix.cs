namespace Gradus.Cli;

/// <summary>Standardized rows in memory: x row after row (rows, terms), y (rows).</summary>
internal sealed class StandardMatrix(double[] x, double[] y, DType dtype)
{
    private readonly int terms = y.Length == 0 ? 0 : x.Length / y.Length;

    public int Rows => y.Length;

    /// <summary>The rows as they are.</summary>
    public (Tensor X, Tensor Y) ToTensors() => ToTensors(x, y);

    /// <summary>The rows in another order.</summary>
    public (Tensor X, Tensor Y) ToTensors(long[] order)
    {
        var (orderedX, orderedY) = (new double[x.Length], new double[y.Length]);
        for (var row = 0; row < order.Length; row++)
        {
            x.AsSpan((int)order[row] * terms, terms).CopyTo(orderedX.AsSpan(row * terms, terms));
            orderedY[row] = y[order[row]];
        }
        return ToTensors(orderedX, orderedY);
    }

    private (Tensor X, Tensor Y) ToTensors(double[] x, double[] y) =>
        (Tensor.From(x, [y.Length, terms]).To(dtype), Tensor.From(y, [y.Length, 1]).To(dtype));
}
