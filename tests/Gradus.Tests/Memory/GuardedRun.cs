using System.Reflection;
using Gradus.Backends;
using Gradus.Backends.Emit;
using Gradus.Backends.Walk;
using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Tests.Memory;

/// <summary>
/// Realizes tensors, and runs their plans again, by Walk and by emitted code, on arrays that end at a guard page: leaves,
/// temporaries, results and the scratch.
/// </summary>
internal sealed class GuardedRun
{
    private static readonly PropertyInfo ScratchBytes =
        typeof(LoopProgram).GetProperty("ScratchBytes", BindingFlags.NonPublic | BindingFlags.Instance)!;

    /// <summary>How many steps of each kind have been run on guarded arrays.</summary>
    public Dictionary<string, int> Steps { get; } = [];

    /// <summary>On a thread of its own: what the engine keeps for a thread ends with it.</summary>
    public static Dictionary<string, int> OnAThread(Action<GuardedRun> action)
    {
        var run = new GuardedRun();
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            var before = (Flags.Backend, Flags.Threads);
            try
            {
                (Flags.Backend, Flags.Threads) = (Backend.Walk, 1);
                action(run);
            }
            catch (Exception exception)
            {
                failure = exception;
            }
            finally
            {
                (Flags.Backend, Flags.Threads) = before;
            }
        });
        thread.Start();
        thread.Join();
        return failure is null ? run.Steps : throw new InvalidOperationException("the guarded run failed", failure);
    }

    public void Realize(Tensor tensor)
    {
        if (!tensor.Node.IsPending) return;
        Runner.Record([tensor.Node], (plan, graph) =>
        {
            RunAgain(plan, graph, emits: false);
            RunAgain(plan, graph, emits: true);
            return true;
        });
    }

    private void RunAgain(Plan plan, Subgraph graph, bool emits)
    {
        using var memory = new GuardedMemory();
        var binding = new Binding();
        Runner.Bind(plan, graph, binding);
        for (var slot = 0; slot < plan.Buffers.Length; slot++)
        {
            var (dtype, length) = (plan.Buffers[slot].DType, plan.Buffers[slot].Length);
            binding.Arrays[slot] = slot < plan.Leaves && binding.Arrays[slot] is Array leaf
                ? memory.Copy(DTypes.Of(leaf.GetType().GetElementType()!), leaf)
                : memory.Allocate(dtype, length);
        }
        foreach (var step in plan.Steps) Run(step, binding, emits, memory);
        for (var i = 0; i < plan.Outputs.Length; i++)
        {
            var (expected, found) = (graph[graph.Outputs[i]].Value!, (Array)binding.Arrays[plan.Outputs[i]]);
            for (var at = 0; at < expected.Length; at++) Assert.Equal(expected.Number(at), found.Number(at));
        }
        binding.Clear();
    }

    private void Run(Step step, Binding binding, bool emits, GuardedMemory memory)
    {
        switch (step)
        {
            case Loop loop:
                emits &= loop.IsUniformWidth;
                Run(emits ? new EmitProgram(loop) : new WalkProgram(loop), binding, memory);
                break;
            case ProductStep product: Backends.Product.Run(product, binding); break;
            case PlaceStep place: Backends.Place.Run(place, binding); break;
            case GatherStep gather: Backends.Gather.Run(gather, binding); break;
            case AccumulateStep accumulate: Backends.Accumulate.Run(accumulate, binding); break;
            default: throw new InvalidOperationException($"a step of another kind: {step.Describe()}");
        }
        var kind = step is Loop ? emits ? "Emit" : "Walk" : step.GetType().Name;
        Steps[kind] = Steps.GetValueOrDefault(kind) + 1;
    }

    private static void Run(LoopProgram program, Binding binding, GuardedMemory memory)
    {
        var bytes = (int)(nint)ScratchBytes.GetValue(program)!;
        var scratch = RunContext.Current.Scratch;
        var before = scratch.Take(0);
        var guarded = memory.AllocateBytes(bytes + Scratch.Slack);
        scratch.Return(guarded);
        program.Run(binding, scratch);
        // It must not outlive its memory, and it has to be what was used.
        Assert.Same(guarded, scratch.Take(0));
        scratch.Return(before);
    }
}
