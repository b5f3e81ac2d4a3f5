namespace Gradus.Cli;

/// <summary>Standardized rows in memory: x row after row (rows, terms), y (rows). Its arrays are used again and again.</summary>
internal sealed class StandardMatrix(int mostRows, int terms, DType dtype)
{
    private double[]? orderedX;
    private double[]? orderedY;

    public int Rows { get; set; }

    public double[] X { get; } = new double[(long)mostRows * terms];

    public double[] Y { get; } = new double[mostRows];

    /// <summary>The rows as they are.</summary>
    public (Tensor X, Tensor Y) ToTensors() => ToTensors(X, Y);

    /// <summary>The rows in another order.</summary>
    public (Tensor X, Tensor Y) ToTensors(long[] order)
    {
        orderedX ??= new double[X.Length];
        orderedY ??= new double[Y.Length];
        for (var row = 0; row < order.Length; row++)
        {
            X.AsSpan((int)order[row] * terms, terms).CopyTo(orderedX.AsSpan(row * terms, terms));
            orderedY[row] = Y[order[row]];
        }
        return ToTensors(orderedX, orderedY);
    }

    private (Tensor X, Tensor Y) ToTensors(double[] x, double[] y) => (
        Tensor.From<double>(x.AsSpan(0, Rows * terms), [Rows, terms]).To(dtype),
        Tensor.From<double>(y.AsSpan(0, Rows), [Rows, 1]).To(dtype));
}
