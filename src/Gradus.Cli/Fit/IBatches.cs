namespace Gradus.Cli;

/// <summary>The rows to learn from, a batch at a time.</summary>
internal interface IBatches
{
    long Rows { get; }

    /// <summary>Steps of an epoch.</summary>
    int Steps { get; }

    /// <summary>One epoch: all rows once, in another order each time unless they are one step.</summary>
    IEnumerable<Batch> Epoch(int epoch);
}
