namespace Gradus.Cli;

/// <summary>Ends training when the validation loss has not fallen for some epochs, and goes back to the lowest.</summary>
/// <param name="patience">Epochs without a lower loss.</param>
internal sealed class EarlyStopping(int patience)
{
    private double lowest = double.PositiveInfinity;
    private int epochs;
    private double[]? weights;
    private double bias;

    /// <summary>The epoch with the lowest loss, counted from 1; 0 before the first.</summary>
    public int Best { get; private set; }

    /// <returns>Whether to stop.</returns>
    public bool Add(double loss, LinearModel model)
    {
        epochs++;
        if (loss < lowest)
        {
            (lowest, Best) = (loss, epochs);
            (weights, bias) = (model.Weights, model.Bias);
        }
        return epochs - Best >= patience;
    }

    public void Restore(LinearModel model)
    {
        if (weights is not null) model.Restore(weights, bias);
    }
}
