namespace Gradus.Tests.Laziness;

/// <summary>
/// A perceptron with one hidden layer, batch normalization, softmax cross-entropy and momentum, its gradient worked out by hand, in
/// double arrays.
/// </summary>
internal sealed class MlpTwin
{
    public const int Inputs = 20;
    public const int Hidden = 16;
    public const int Classes = 5;
    public const double Epsilon = 1e-5;
    public const double Momentum = 0.9;
    public const double Forgetting = 0.1;

    private readonly int batch;
    private readonly double[] x;
    private readonly long[] classes;
    private readonly double[] hidden;
    private readonly double[] normal;
    private readonly double[] active;
    private readonly double[] outputs;

    public MlpTwin(int batch, double[] x, long[] classes)
    {
        (this.batch, this.x, this.classes) = (batch, x, classes);
        hidden = new double[batch * Hidden];
        normal = new double[batch * Hidden];
        active = new double[batch * Hidden];
        outputs = new double[batch * Classes];
        RunningMean = new double[Hidden];
        RunningVariance = new double[Hidden];
        Array.Fill(RunningVariance, 1);
        Parameters =
        [
            Scaled(Numbers.Uniform(Inputs * Hidden, 21), 0.3), Scaled(Numbers.Uniform(Hidden, 22), 0.3), Scaled(Numbers.Uniform(Hidden, 23), 1),
            Scaled(Numbers.Uniform(Hidden, 24), 0.3), Scaled(Numbers.Uniform(Hidden * Classes, 25), 0.3), Scaled(Numbers.Uniform(Classes, 26), 0.3),
        ];
        Gradients = Array.ConvertAll(Parameters, parameter => new double[parameter.Length]);
        Velocities = Array.ConvertAll(Parameters, parameter => new double[parameter.Length]);
    }

    /// <summary>w1 (20, 16), b1, gain, shift (16,), w2 (16, 5), b2 (5,).</summary>
    public double[][] Parameters { get; }

    public double[][] Gradients { get; }

    public double[][] Velocities { get; }

    public double[] RunningMean { get; }

    public double[] RunningVariance { get; }

    private static double[] Scaled(double[] values, double factor) => Array.ConvertAll(values, value => (double)(float)(value * factor));

    /// <summary>One step; returns the loss before it.</summary>
    public double Step(double rate)
    {
        foreach (var gradient in Gradients) Array.Clear(gradient);
        var scales = Forward();
        var loss = Slopes();
        Backward(scales);
        for (var p = 0; p < Parameters.Length; p++)
        {
            for (var i = 0; i < Parameters[p].Length; i++)
            {
                Velocities[p][i] = Momentum * Velocities[p][i] + Gradients[p][i];
                Parameters[p][i] -= rate * Velocities[p][i];
            }
        }
        return loss;
    }

    // c += a b, of (m, k) and (k, n).
    private static void Multiply(double[] a, double[] b, double[] c, int m, int k, int n)
    {
        for (var i = 0; i < m; i++)
            for (var at = 0; at < k; at++)
                for (var j = 0; j < n; j++) c[i * n + j] += a[i * k + at] * b[at * n + j];
    }

    // Fills the layers; returns 1 / sqrt(variance + epsilon) of each hidden unit.
    private double[] Forward()
    {
        double[] b1 = Parameters[1], gain = Parameters[2], shift = Parameters[3], b2 = Parameters[5], scales = new double[Hidden];
        Array.Clear(hidden);
        Array.Clear(outputs);
        Multiply(x, Parameters[0], hidden, batch, Inputs, Hidden);
        for (var unit = 0; unit < Hidden; unit++)
        {
            double mean = 0, variance = 0;
            for (var row = 0; row < batch; row++) mean += (hidden[row * Hidden + unit] += b1[unit]) / batch;
            for (var row = 0; row < batch; row++) variance += Math.Pow(hidden[row * Hidden + unit] - mean, 2) / batch;
            scales[unit] = 1 / Math.Sqrt(variance + Epsilon);
            for (var row = 0; row < batch; row++)
            {
                var at = row * Hidden + unit;
                normal[at] = (hidden[at] - mean) * scales[unit];
                active[at] = Math.Max(0, gain[unit] * normal[at] + shift[unit]);
            }
            RunningMean[unit] += Forgetting * (mean - RunningMean[unit]);
            RunningVariance[unit] += Forgetting * (variance * batch / (batch - 1) - RunningVariance[unit]);
        }
        Multiply(active, Parameters[4], outputs, batch, Hidden, Classes);
        for (var i = 0; i < outputs.Length; i++) outputs[i] += b2[i % Classes];
        return scales;
    }

    // Turns the outputs into the loss's slopes: (softmax - one-hot) / batch.
    private double Slopes()
    {
        var loss = 0.0;
        for (var row = 0; row < batch; row++)
        {
            var line = outputs.AsSpan(row * Classes, Classes);
            double largest = double.NegativeInfinity, sum = 0;
            foreach (var output in line) largest = Math.Max(largest, output);
            foreach (var output in line) sum += Math.Exp(output - largest);
            loss += (largest + Math.Log(sum) - line[(int)classes[row]]) / batch;
            for (var i = 0; i < Classes; i++)
                line[i] = (Math.Exp(line[i] - largest) / sum - (i == classes[row] ? 1 : 0)) / batch;
        }
        return loss;
    }

    private void Backward(double[] scales)
    {
        double[] gain = Parameters[2], w2 = Parameters[4];
        for (var row = 0; row < batch; row++)
        {
            for (var c = 0; c < Classes; c++)
            {
                var slope = outputs[row * Classes + c];
                Gradients[5][c] += slope;
                for (var unit = 0; unit < Hidden; unit++) Gradients[4][unit * Classes + c] += active[row * Hidden + unit] * slope;
            }
        }
        var slopes = new double[batch];
        for (var unit = 0; unit < Hidden; unit++)
        {
            double sum = 0, sumOfProducts = 0;
            for (var row = 0; row < batch; row++)
            {
                var at = row * Hidden + unit;
                slopes[row] = 0;
                if (active[at] > 0)
                    for (var c = 0; c < Classes; c++) slopes[row] += outputs[row * Classes + c] * w2[unit * Classes + c];
                sum += slopes[row];
                sumOfProducts += slopes[row] * normal[at];
            }
            Gradients[2][unit] += sumOfProducts;
            Gradients[3][unit] += sum;
            for (var row = 0; row < batch; row++)
            {
                var at = row * Hidden + unit;
                var slope = gain[unit] * scales[unit] / batch * (batch * slopes[row] - sum - normal[at] * sumOfProducts);
                Gradients[1][unit] += slope;
                for (var i = 0; i < Inputs; i++) Gradients[0][i * Hidden + unit] += x[row * Inputs + i] * slope;
            }
        }
    }
}
