namespace Gradus.Cli;

/// <summary>Gradient descent: p = p - rate * gradient. Over all rows it is <c>gd</c>, over a few of them <c>sgd</c>.</summary>
internal sealed class GradientStep(Tensor[] parameters, double rate) : IUpdateRule
{
    public void Step()
    {
        using var noGrad = Autograd.NoGrad();
        foreach (var parameter in parameters)
        {
            parameter.SubtractInPlace(rate * parameter.Grad);
            parameter.ZeroGrad();
        }
    }
}
