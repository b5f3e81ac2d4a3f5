using System.Diagnostics;
using Gradus.Graph;

namespace Gradus;

/// <summary>What works but could be cheaper, said once. Without a listener it goes to <see cref="Trace"/>.</summary>
public static class Warnings
{
    public static event Action<string>? Raised;

    internal static void Raise(string text)
    {
        if (Raised is { } listeners) listeners(text);
        else Trace.TraceWarning(text);
    }

    internal static string ManyPlans(int plans, Node result) =>
        $"{result.Op.Name}: {plans} plans for one expression whose shapes change from run to run, the last for a result of shape "
            + $"{result.Shape}. Each new shape is compiled anew: keep batches at one size, or pad the last one.";
}
