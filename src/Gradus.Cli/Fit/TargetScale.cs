using Gradus.Data;

namespace Gradus.Cli;

/// <summary>
/// How a target is scaled for training, and what the model and its losses are in the table's units. A target to be met by its
/// value is standardized, counts are divided by their mean, and 0 and 1 stay.
/// </summary>
internal sealed class TargetScale
{
    private readonly Loss loss;
    private readonly double mean;

    /// <param name="standardization">Of the terms and, last, the target.</param>
    public TargetScale(Loss loss, Standardization standardization)
    {
        this.loss = loss;
        mean = standardization.Means[^1];
        (Shift, Scale) = loss switch
        {
            Loss.Logistic => (0, 1),
            Loss.Poisson => (0, mean),
            _ => (mean, standardization.Scales[^1]),
        };
    }

    public double Shift { get; }

    public double Scale { get; }

    /// <summary>The best prediction without any term.</summary>
    public double StartBias => loss == Loss.Logistic ? Math.Log(mean / (1 - mean)) : 0;

    /// <summary>The mean loss for the target as the table has it.</summary>
    public double LossInTableUnits(double value) => loss switch
    {
        Loss.Squared or Loss.Huber => value * Scale * Scale,
        Loss.Absolute => value * Scale,
        Loss.Poisson => Scale * (value - Math.Log(Scale)),
        _ => value,
    };

    /// <summary>Weights and bias for the terms and the target as the table has them.</summary>
    public (double[] Weights, double Bias) InTableUnits(double[] weights, double bias, Standardization terms)
    {
        if (loss is Loss.Logistic or Loss.Poisson)
        {
            var (inUnits, shift) = terms.ToTableUnits(weights, bias);
            return (inUnits, loss == Loss.Poisson ? shift + Math.Log(Scale) : shift);
        }
        return terms.ToTableUnits(weights, bias, Standardization.From([Shift], [Scale]));
    }
}
