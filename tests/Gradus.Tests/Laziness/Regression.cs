namespace Gradus.Tests.Laziness;

/// <summary>Linear regression as a user writes it, beside the same in plain double arrays.</summary>
internal sealed class Regression
{
    public readonly int Rows;
    public readonly int Columns;
    public readonly DType DType;
    public readonly Tensor X;
    public readonly Tensor Y;
    public Tensor W;
    public Tensor B;

    private readonly double[] x;
    private readonly double[] y;

    public Regression(int rows, int columns, DType dtype = DType.Float32, int seed = 1)
    {
        (Rows, Columns, DType) = (rows, columns, dtype);
        x = Numbers.Uniform(rows * columns, seed);
        y = Numbers.Uniform(rows, seed + 1);
        TwinW = Numbers.Uniform(columns, seed + 2);
        TwinB = Numbers.Uniform(1, seed + 3);
        GradW = new double[columns];
        GradB = new double[1];
        X = Numbers.Tensor(x, [rows, columns], dtype);
        Y = Numbers.Tensor(y, [rows], dtype);
        W = Numbers.Tensor(TwinW, [columns], dtype).RequiresGrad();
        B = Numbers.Tensor(TwinB, [], dtype).RequiresGrad();
    }

    public static TheoryData<int, int, DType> Shapes
    {
        get
        {
            var data = new TheoryData<int, int, DType>();
            foreach (var (rows, columns) in new[] { (30, 2), (1000, 2), (9000, 2), (5000, 20), (300, 256) }) data.Add(rows, columns, DType.Float32);
            foreach (var (rows, columns) in new[] { (30, 2), (300, 256) }) data.Add(rows, columns, DType.Float64);
            return data;
        }
    }

    // The user's side ----------------------------------------------------------------------------------------------------

    public Tensor Predict() => X.MatMul(W) + B;

    public Tensor Loss() => (Predict() - Y).Square().Mean();

    public Tensor Loss(int from, int to) => (X[from..to].MatMul(W) + B - Y[from..to]).Square().Mean();

    public void Update(double rate)
    {
        using (Autograd.NoGrad())
        {
            W -= rate * W.Grad;
            B -= rate * B.Grad;
        }
    }

    public void ZeroGrad()
    {
        W.ZeroGrad();
        B.ZeroGrad();
    }

    // The twin -----------------------------------------------------------------------------------------------------------

    public double[] TwinW { get; }

    public double[] TwinB { get; }

    public double[] GradW { get; }

    public double[] GradB { get; }

    public double[] TwinPredict()
    {
        var prediction = new double[Rows];
        for (var row = 0; row < Rows; row++)
        {
            prediction[row] = TwinB[0];
            for (var column = 0; column < Columns; column++) prediction[row] += x[row * Columns + column] * TwinW[column];
        }
        return prediction;
    }

    public double TwinLoss() => TwinBackward(0, Rows, weight: 0);

    /// <summary>Adds the gradient of the mean squared error of some rows, times a weight; returns the error.</summary>
    public double TwinBackward(int from, int to, double weight = 1)
    {
        var loss = 0.0;
        for (var row = from; row < to; row++)
        {
            var residual = TwinB[0] - y[row];
            for (var column = 0; column < Columns; column++) residual += x[row * Columns + column] * TwinW[column];
            loss += residual * residual / (to - from);
            var slope = weight * 2 * residual / (to - from);
            for (var column = 0; column < Columns; column++) GradW[column] += slope * x[row * Columns + column];
            GradB[0] += slope;
        }
        return loss;
    }

    public double TwinBackward() => TwinBackward(0, Rows);

    public void TwinUpdate(double rate)
    {
        for (var column = 0; column < Columns; column++) TwinW[column] -= rate * GradW[column];
        TwinB[0] -= rate * GradB[0];
    }

    public void TwinZeroGrad()
    {
        Array.Clear(GradW);
        Array.Clear(GradB);
    }

    /// <summary>One plain step of the twin; returns the loss before it.</summary>
    public double TwinStep(double rate)
    {
        TwinZeroGrad();
        var loss = TwinBackward();
        TwinUpdate(rate);
        return loss;
    }

    public void AssertParametersClose()
    {
        Numbers.Close(TwinW, W);
        Numbers.Close(TwinB, B);
    }
}
