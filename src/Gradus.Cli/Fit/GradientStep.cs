namespace Gradus.Cli;

/// <summary>Gradient descent: p = p - rate * gradient. Over all rows it is <c>gd</c>, over a few of them <c>sgd</c>.</summary>
/// <param name="penalized">The parameter that an l1 penalty is on.</param>
internal sealed class GradientStep(Tensor[] parameters, Tensor penalized, double l1) : IUpdateRule
{
    public void Step(double rate)
    {
        using var noGrad = Autograd.NoGrad();
        foreach (var parameter in parameters)
        {
            parameter.SubtractInPlace(rate * parameter.Grad);
            parameter.ZeroGrad();
        }
        if (l1 > 0) penalized.Assign(SoftThreshold.Shrink(penalized, rate * l1));
    }
}
