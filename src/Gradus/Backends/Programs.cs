using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Gradus.Loops;

namespace Gradus.Backends;

/// <summary>Chooses how a loop is run: block by block at first, by emitted code when it is large or comes again.</summary>
internal static class Programs
{
    // Compiling a kernel takes some milliseconds, about as long as this many element operations take block by block. A loop is
    // compiled once its runs have cost as much: so it never costs more than twice the better choice.
    private const long CompilingCosts = 1 << 24;

    // What running a loop costs whatever its size, in element operations.
    private const long RunCosts = 2000;

    // A method may have 512 locals before the JIT stops inlining, and then a formula's vectors go through memory: slower than
    // Walk. Vectors of 512 bits in halves take twice as many.
    private static readonly int MostEmitted = Vector512.IsHardwareAccelerated ? 128 : 64;

    public static LoopProgram For(Plan plan, int step, Loop loop)
    {
        var backend = Flags.Backend;
        var program = (LoopProgram?)plan.Programs[step];
        if (program is not null && program.SettledFor == backend) return program;
        var emits = UsesEmit(loop, backend, plan.Runs);
        // Two threads may both make one; they do the same.
        if (program is null || program is Walk.WalkProgram == emits) plan.Programs[step] = program = Create(loop, emits);
        if (emits || !UsesEmit(loop, backend, int.MaxValue)) program.SettledFor = backend;
        return program;
    }

    private static LoopProgram Create(Loop loop, bool emits) => emits && RuntimeFeature.IsDynamicCodeSupported
        ? new Emit.EmitProgram(loop)
        : new Walk.WalkProgram(loop);

    private static bool UsesEmit(Loop loop, Backend backend, int runs)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported || backend == Backend.Walk || !loop.IsUniformWidth) return false;
        if (backend == Backend.Emit) return true;
        return loop.Instructions.Length <= MostEmitted
            && runs * ((long)loop.Elements * loop.Instructions.Length + RunCosts) >= CompilingCosts;
    }
}
