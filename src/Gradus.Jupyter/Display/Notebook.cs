namespace Gradus.Jupyter;

/// <summary>What cells can call by name: showing values, formulas, pages and progress.</summary>
public static class Notebook
{
    /// <summary>Cancelled when the cell that runs is interrupted: for code that takes a token, such as <c>Parallel.For</c>.</summary>
    public static CancellationToken Interrupted => Interruption.Token;
}
