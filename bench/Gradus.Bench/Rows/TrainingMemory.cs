namespace Gradus.Bench;

/// <summary>
/// The peak of memory while a layer of 16.8 million weights is trained, over what parameters, gradients and activations take;
/// each side in a process of its own.
/// </summary>
internal sealed class TrainingMemory : Row
{
    public override string Name => "peak memory, training 16.8 million weights";

    public override RowResult Measure(Effort effort)
    {
        var result = new RowResult(Name, "x needed") { Limit = 1 };
        var program = Path.Combine(AppContext.BaseDirectory, "Gradus.Bench" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var first = default(double?);
        foreach (var name in (ReadOnlySpan<string>)[RowResult.Gradus, RowResult.Captured, "libtorch"])
        {
            try
            {
                var runs = Enumerable.Range(0, effort.IsQuick ? 1 : 3)
                    .Select(_ => new ProcessSide(program, LargeLayer.Command, name).Numbers()).ToList();
                result.Sides[name] = Timing.Of(runs.Select(run => run[0]));
                var loss = runs[0][1];
                if (first is { } expected) result.Compared(name, Math.Abs(loss - expected) <= 1e-4 * expected);
                first ??= loss;
            }
            catch (Exception exception)
            {
                result.Failed(name, exception);
            }
        }
        return result;
    }
}
