using System.Runtime.CompilerServices;
using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Backends;

/// <summary>The indices of a selection, read some at a time and held to the axis they pick from.</summary>
internal readonly ref struct Indices
{
    /// <summary>How many to read at a time.</summary>
    public const int Block = 512;

    private readonly Selection selection;
    private readonly ref byte first;
    private readonly nint stride;

    public Indices(Selection selection, Binding binding)
    {
        this.selection = selection;
        var (slot, offset, view) = selection.Indices;
        var size = selection.DType.Size;
        first = ref Unsafe.Add(ref Storage.Bytes(binding.Arrays[slot]), (nint)(offset + view.Offset.At(binding.Starts)) * size);
        stride = view.Strides[0] * size;
    }

    /// <summary>The indices from the place on, as many as there is room for.</summary>
    public void Read(int place, Span<int> into)
    {
        ref var at = ref Unsafe.Add(ref first, place * stride);
        var isInRange = selection.DType == DType.Int64 ? Read<long>(ref at, into) : Read<int>(ref at, into);
        if (!isInRange) throw OutOfRange();
    }

    private bool Read<TIndex>(ref byte at, Span<int> into) where TIndex : unmanaged
    {
        var extent = (ulong)selection.Extent;
        var isInRange = true;
        for (var i = 0; i < into.Length; i++)
        {
            var index = Value<TIndex>(ref Unsafe.Add(ref at, i * stride));
            isInRange &= (ulong)index < extent;
            into[i] = (int)index;
        }
        return isInRange;
    }

    private static long Value<TIndex>(ref byte at) where TIndex : unmanaged => typeof(TIndex) == typeof(long)
        ? Unsafe.ReadUnaligned<long>(ref at)
        : Unsafe.ReadUnaligned<int>(ref at);

    // Which worker finds one first is a matter of chance; what is told is not.
    private GradusException OutOfRange()
    {
        for (var place = 0; ; place++)
        {
            ref var at = ref Unsafe.Add(ref first, place * stride);
            var index = selection.DType == DType.Int64 ? Value<long>(ref at) : Value<int>(ref at);
            if ((ulong)index >= (ulong)selection.Extent)
                return Errors.IndexValue(selection.Operation, index, place, selection.Whole, selection.Axis);
        }
    }
}
