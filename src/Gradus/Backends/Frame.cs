using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gradus.Backends;

/// <summary>What one run binds: arrays, numbers and starts. Shared by the workers of the run; nothing in it changes while they work.</summary>
internal sealed class Binding
{
    /// <summary>One array for each buffer of the plan.</summary>
    public required Array[] Arrays;

    /// <summary>Numbers, in the bits of their lanes.</summary>
    public required long[] Numbers;

    /// <summary>Starts of slices.</summary>
    public required int[] Starts;

    public CancellationToken Cancellation;
}

/// <summary>What one worker needs to run blocks of a loop.</summary>
internal ref struct Frame
{
    public required Binding Binding;

    /// <summary>The worker's own memory: repeated uniform values, accumulators, values of a block.</summary>
    public required ref byte Scratch;

    public int FirstRow;
    public int Rows;

    /// <summary>The first byte of a buffer's array.</summary>
    public readonly ref byte Memory(int slot) => ref MemoryMarshal.GetArrayDataReference(Binding.Arrays[slot]);

    public readonly ref byte At(nint offset) => ref Unsafe.Add(ref Scratch, offset);
}
