namespace Gradus.Cli;

/// <summary>How parameters move along their gradients.</summary>
internal interface IUpdateRule
{
    /// <summary>Changes every parameter in place, from its gradient, and forgets the gradient.</summary>
    /// <param name="rate">The learning rate of this step.</param>
    void Step(double rate);
}
