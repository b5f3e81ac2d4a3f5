namespace Gradus.Bench;

/// <summary>
/// NumPy's way: Python text that defines <c>run()</c>, which returns an array, or a loss. It finds <c>numpy</c>,
/// <c>uniform</c> and <c>integers</c>.
/// </summary>
internal sealed class NumPySide(string source, int threads) : Side
{
    private readonly NumPyProcess process = NumPyProcess.With(threads);

    public override Checksum Check()
    {
        var answer = process.Ask(new { source, losses = LossSide.Compared });
        return new(Number("sum"), Number("weighted"), Number("size"));

        double Number(string name) => answer.GetProperty(name).GetDouble();
    }

    public override double Seconds(int calls) => process.Ask(new { calls }).GetProperty("seconds").GetDouble();
}
