using Gradus.Data;

namespace Gradus.Cli;

/// <summary>How long to train, in which batches and steps.</summary>
internal sealed record Schedule(string Method, int Epochs, double Rate, int BatchSize, bool Falls)
{
    // A batch of a small table and of a large one, and how many steps bring standardized columns to rest.
    private const int SmallBatch = 32;
    private const int LargeBatch = 1024;
    private const int AdamRowsAtOnce = 10_000;
    private const int SgdSteps = 4200;
    private const int AdamSteps = 6000;
    private const int LeastEpochs = 5;

    // Adam moves every weight by about the rate: with very many of them a prediction would leap.
    private const double AdamRate = 0.02;
    private const double AdamReach = 2;

    /// <summary>
    /// What is not given follows from the table. With standardized columns the squared loss curves at most 2 * terms (the trace
    /// of their correlations), so that a step of 1 / (terms + 1) always goes down.
    /// </summary>
    public static Schedule For(FitSettings settings, string method, long rows, int terms)
    {
        var batch = settings.BatchSize ?? method switch
        {
            FitSettings.Sgd => (int)Math.Clamp(rows / 1000, SmallBatch, LargeBatch),
            FitSettings.Adam when rows > AdamRowsAtOnce => LargeBatch,
            _ => int.MaxValue,
        };
        batch = (int)Math.Min(batch, rows);
        var steps = (rows + batch - 1) / batch;
        var epochs = settings.Epochs ?? method switch
        {
            FitSettings.Sgd => (int)Math.Clamp(SgdSteps / steps, LeastEpochs, 300),
            FitSettings.Adam => (int)Math.Clamp(AdamSteps / steps, LeastEpochs, 1500),
            _ => 3000,
        };
        var rate = settings.LearningRate
            ?? (method == FitSettings.Adam ? Math.Min(AdamRate, AdamReach / terms) : Steepness(settings.Loss) / (terms + 1));
        // Full gradient descent on a smooth loss comes to rest by itself; anything else keeps shaking until its steps shrink.
        var falls = method != FitSettings.Gd || settings.Loss == Loss.Absolute;
        return new Schedule(method, epochs, rate, batch, falls);
    }

    /// <summary>The learning rate of a step, counted from 0: it falls in a straight line and would be 0 after the last.</summary>
    public double RateAt(long step, long steps) => Falls ? Rate * (1 - (double)step / steps) : Rate;

    /// <summary>Twice the squared loss's curvature by the loss's own.</summary>
    private static double Steepness(Loss loss) => loss switch
    {
        Loss.Logistic => 4,
        Loss.Huber => 2,
        Loss.Poisson => 0.5,
        _ => 1,
    };
}
