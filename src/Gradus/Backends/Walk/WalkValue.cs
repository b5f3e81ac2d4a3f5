using System.Runtime.CompilerServices;
using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Backends.Walk;

/// <summary>Where a block's values lie: in the scratch, or, for a contiguous load, in the buffer itself.</summary>
internal sealed class WalkValue(Extent extent, Lane lane, nint at, nint bytes)
{
    public readonly Extent Extent = extent;
    public readonly Lane Lane = lane;

    /// <summary>The scratch room.</summary>
    public readonly nint At = at;

    /// <summary>The size of the room; 0 if it is not this value's to give back.</summary>
    public readonly nint Bytes = bytes;

    /// <summary>The load that may leave the values where they are.</summary>
    public WalkLoad? Load;

    public static WalkValue Uniform(nint at, Lane lane) => new(Extent.Uniform, lane, at, 0);

    /// <summary>How far an operand moves with each vector of the result.</summary>
    public nint VectorStep => Extent == Extent.Uniform ? 0 : 64;

    /// <summary>The first value of the current block.</summary>
    public ref byte Values(ref Frame frame)
    {
        if (Load is { } load && load.InPlace(ref frame, out var offset))
            return ref Unsafe.Add(ref frame.Memory(load.Slot), offset);
        return ref frame.At(At);
    }
}
