using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Backends.Walk;

/// <summary>Reads a formula over the block's vectors.</summary>
internal sealed class WalkMap(Loop loop, MapInstruction map, WalkValue[] arguments, WalkValue result) : WalkStep
{
    private readonly WalkValue first = arguments[0];
    private readonly WalkValue second = arguments[Math.Min(1, arguments.Length - 1)];
    private readonly WalkValue third = arguments[^1];

    public override void Run(ref Frame frame)
    {
        var bytes = ((nint)loop.Count(map.Extent, frame.Rows) * map.Lane.Size + 63) & ~63;
        map.Op.Walk(
            map.Compute, ref result.Values(ref frame),
            ref first.Values(ref frame), first.VectorStep,
            ref second.Values(ref frame), second.VectorStep,
            ref third.Values(ref frame), third.VectorStep, bytes);
    }
}
