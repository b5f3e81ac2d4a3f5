using System.Runtime.CompilerServices;
using Gradus.Graph;

namespace Gradus.Backends;

/// <summary>What one worker needs to run blocks of a loop.</summary>
internal ref struct Frame
{
    public required Binding Binding;

    /// <summary>What the backend worked out for this run.</summary>
    public required long[] Parameters;

    /// <summary>The worker's own memory: repeated uniform values, accumulators, values of a block.</summary>
    public required ref byte Scratch;

    public int FirstRow;
    public int Rows;

    /// <summary>The first byte of a buffer's array.</summary>
    public readonly ref byte Memory(int slot) => ref Storage.Bytes(Binding.Arrays[slot]);

    public readonly ref byte At(nint offset) => ref Unsafe.Add(ref Scratch, offset);
}
