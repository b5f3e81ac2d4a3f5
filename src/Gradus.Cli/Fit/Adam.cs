namespace Gradus.Cli;

/// <summary>Adam (Kingma and Ba 2015, algorithm 1): steps of about one length in every direction, however steep.</summary>
/// <param name="penalized">The parameter that an l1 penalty is on.</param>
internal sealed class Adam(Tensor[] parameters, Tensor penalized, double l1) : IUpdateRule
{
    // The paper's values.
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    private readonly Tensor[] means = [.. parameters.Select(Tensor.ZerosLike)];
    private readonly Tensor[] squares = [.. parameters.Select(Tensor.ZerosLike)];
    private int steps;

    public void Step(double rate)
    {
        using var noGrad = Autograd.NoGrad();
        steps++;
        for (var i = 0; i < parameters.Length; i++)
        {
            var gradient = parameters[i].Grad;
            means[i].Assign(Beta1 * means[i] + (1 - Beta1) * gradient);
            squares[i].Assign(Beta2 * squares[i] + (1 - Beta2) * gradient.Square());
            // Both averages start from 0: without the corrections the first steps would be too short.
            var mean = means[i] / (1 - Math.Pow(Beta1, steps));
            var length = (squares[i] / (1 - Math.Pow(Beta2, steps))).Sqrt() + Epsilon;
            parameters[i].SubtractInPlace(rate * mean / length);
            if (l1 > 0 && parameters[i] == penalized)
                parameters[i].Assign(SoftThreshold.Shrink(parameters[i], rate * l1 / length));
            parameters[i].ZeroGrad();
        }
    }
}
