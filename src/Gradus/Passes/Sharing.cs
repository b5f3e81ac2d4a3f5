using Gradus.Loops;

namespace Gradus.Passes;

/// <summary>
/// Lets a temporary lie in the array of the output that its last reader makes of it, element by element: a gradient in that of
/// the updated parameter. So a training step needs no third array as large as its parameters.
/// </summary>
internal static class Sharing
{
    public static void Run(List<PlanBuffer> buffers, List<Step> steps)
    {
        for (var output = 0; output < buffers.Count; output++)
        {
            if (!buffers[output].IsOutput || buffers[output].FirstStep >= steps.Count) continue;
            if (steps[buffers[output].FirstStep] is not Loop loop) continue;
            var guest = buffers.FindIndex(buffer => IsGuest(buffer, buffers[output]));
            if (guest >= 0 && loop.ReadsBeforeItWrites(guest, output)) buffers[guest] = buffers[guest] with { Host = output };
        }
    }

    private static bool IsGuest(PlanBuffer buffer, PlanBuffer output) =>
        buffer is { IsLeaf: false, IsOutput: false, Host: < 0 } && buffer.LastStep == output.FirstStep
            && buffer.FirstStep < buffer.LastStep && buffer.DType == output.DType && buffer.Length == output.Length;
}
