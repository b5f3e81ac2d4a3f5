namespace Gradus.Cli;

/// <summary>One way of the tutorial to fit the plane.</summary>
internal interface ITrainingRoute
{
    string Name { get; }

    double LearningRate { get; }

    /// <summary>Two numbers, of any shape.</summary>
    Tensor Weights { get; }

    /// <summary>One number, of any shape.</summary>
    Tensor Bias { get; }

    /// <summary>Trains while it is enumerated, and gives the loss of each epoch.</summary>
    IEnumerable<double> Train(int epochs);
}
