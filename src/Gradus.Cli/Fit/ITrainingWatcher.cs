namespace Gradus.Cli;

/// <summary>Somebody who looks at a model while it learns.</summary>
internal interface ITrainingWatcher : IDisposable
{
    /// <param name="losses">Of the epochs so far.</param>
    /// <param name="parameters">Gives the weights and the bias as they are now, in the units of the table.</param>
    /// <returns>Whether to stop.</returns>
    bool Show(
        IReadOnlyList<double> losses, IReadOnlyList<double> validationLosses, Func<(double[] Weights, double Bias)> parameters);
}
