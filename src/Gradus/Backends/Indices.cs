using System.Runtime.CompilerServices;
using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Backends;

/// <summary>The indices of a selection, read one at a time and held to the axis they pick from.</summary>
internal readonly ref struct Indices
{
    private readonly Selection selection;
    private readonly ref byte first;
    private readonly nint stride;
    private readonly bool isWide;
    private readonly ulong extent;

    public Indices(Selection selection, Binding binding)
    {
        this.selection = selection;
        var (slot, offset, view) = selection.Indices;
        isWide = selection.DType == DType.Int64;
        var size = selection.DType.Size;
        first = ref Unsafe.Add(ref Storage.Bytes(binding.Arrays[slot]), (nint)(offset + view.Offset.At(binding.Starts)) * size);
        stride = view.Strides[0] * size;
        extent = (ulong)selection.Extent;
    }

    public nint this[int place]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var index = Read(place);
            return (ulong)index < extent ? (nint)index : throw OutOfRange();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long Read(int place)
    {
        ref var at = ref Unsafe.Add(ref first, place * stride);
        return isWide ? Unsafe.ReadUnaligned<long>(ref at) : Unsafe.ReadUnaligned<int>(ref at);
    }

    // Which worker finds one first is a matter of chance; what is told is not.
    private GradusException OutOfRange()
    {
        var place = 0;
        while ((ulong)Read(place) < extent) place++;
        return Errors.IndexValue(selection.Operation, Read(place), place, selection.Whole, selection.Axis);
    }
}
