using System.Runtime.CompilerServices;
using Gradus.Loops;

namespace Gradus.Backends;

/// <summary>Chooses how a loop is run: block by block at first, by emitted code when it is large or comes again.</summary>
internal static class Programs
{
    // Emitting costs about what this many element operations cost block by block.
    private const long WorthEmitting = 1 << 18;

    private const int RunsBeforeEmitting = 8;

    // A method may have 512 locals before the JIT stops inlining, and then a formula's vectors go through memory: slower than
    // Walk.
    private const int MostEmitted = 64;

    public static LoopProgram For(Plan plan, int step, Loop loop, int runs)
    {
        var program = (LoopProgram?)plan.Programs[step];
        // Two threads may both make one; they do the same.
        if (program is null || (program is Walk.WalkProgram) == UsesEmit(loop, runs))
            plan.Programs[step] = program = Create(loop, UsesEmit(loop, runs));
        return program;
    }

    private static LoopProgram Create(Loop loop, bool emits) => emits && RuntimeFeature.IsDynamicCodeSupported
        ? new Emit.EmitProgram(loop)
        : new Walk.WalkProgram(loop);

    private static bool UsesEmit(Loop loop, int runs)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported || Flags.Backend == Backend.Walk || !loop.IsUniformWidth) return false;
        if (Flags.Backend != Backend.Emit && loop.Instructions.Length > MostEmitted) return false;
        return Flags.Backend == Backend.Emit || runs >= RunsBeforeEmitting
            || (long)loop.Elements * loop.Instructions.Length >= WorthEmitting;
    }
}
