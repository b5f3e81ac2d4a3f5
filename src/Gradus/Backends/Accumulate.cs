using System.Numerics;
using System.Runtime.CompilerServices;
using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Backends;

/// <summary>
/// Adds slices where indices say. Each element of the result is one chain of additions in the order of the indices, whoever
/// computes it: workers share out the places that are added to.
/// </summary>
internal static class Accumulate
{
    // Fewer additions than this are not worth waking a worker for.
    private const int LeastShared = 1 << 16;

    public static void Run(AccumulateStep step, Binding binding)
    {
        var selection = step.Selection;
        var whole = new BufferView(step.Slot, step.SlotOffset, View.Of(selection.Whole));
        Place.Copy(step.DType, step.Background, whole, binding);
        switch (step.DType)
        {
            case DType.Float32: Run<float>(step, whole, binding); break;
            case DType.Float64: Run<double>(step, whole, binding); break;
            case DType.Int32: Run<int>(step, whole, binding); break;
            default: Run<long>(step, whole, binding); break;
        }
    }

    private static void Run<T>(AccumulateStep step, BufferView whole, Binding binding) where T : unmanaged, INumberBase<T>
    {
        var selection = step.Selection;
        var additions = (long)selection.Outer * selection.Count * selection.Inner;
        var places = selection.Outer * selection.Extent;
        var pieces = additions < LeastShared ? 1 : Math.Min(Flags.Threads, places);
        if (pieces <= 1) Add<T>(step, whole, binding, 0, places);
        else Workers.Run(pieces, binding.Cancellation, (first, last) => Add<T>(
            step, whole, binding, (int)((long)places * first / pieces), (int)((long)places * last / pieces)));
    }

    // What belongs to the places from the first to below the last, of all those along the axis and before it.
    private static void Add<T>(AccumulateStep step, BufferView whole, Binding binding, int first, int last)
        where T : unmanaged, INumberBase<T>
    {
        var selection = step.Selection;
        var indices = new Indices(selection, binding);
        Span<int> block = stackalloc int[Indices.Block];
        var (extent, count, strides) = (selection.Extent, selection.Count, step.Slices.View.Strides);
        for (var outer = first / Math.Max(1, extent); outer < selection.Outer; outer++)
        {
            // Indices are held to the axis even where it has no places.
            if (outer * extent >= last && extent > 0) break;
            var (low, high) = (Math.Max(first - outer * extent, 0), Math.Min(last - outer * extent, extent));
            ref var sums = ref Unsafe.Add(ref Place.At<T>(whole, binding), (nint)outer * extent * selection.Inner);
            for (var place = 0; place < count; place += block.Length)
            {
                binding.Cancellation.ThrowIfCancellationRequested();
                var picked = block[..Math.Min(block.Length, count - place)];
                indices.Read(place, picked);
                ref var slices = ref Unsafe.Add(
                    ref Place.At<T>(step.Slices, binding), (nint)outer * strides[0] + (nint)place * strides[1]);
                AddSlices(ref slices, strides, picked, low, high, ref sums, selection.Inner);
            }
        }
    }

    private static void AddSlices<T>(
        ref T slices, int[] strides, ReadOnlySpan<int> picked, int low, int high, ref T sums, int inner)
        where T : unmanaged, INumberBase<T>
    {
        nint stride = strides[1], within = strides[2];
        for (nint i = 0; i < picked.Length; i++)
        {
            var index = picked[(int)i];
            if (index < low || index >= high) continue;
            ref var slice = ref Unsafe.Add(ref slices, i * stride);
            ref var sum = ref Unsafe.Add(ref sums, (nint)index * inner);
            if (within == 1 || inner == 1) AddTogether(ref sum, ref slice, inner);
            else for (nint at = 0; at < inner; at++) Unsafe.Add(ref sum, at) += Unsafe.Add(ref slice, at * within);
        }
    }

    private static void AddTogether<T>(ref T sum, ref T slice, int count) where T : unmanaged, INumberBase<T>
    {
        nint i = 0;
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
        {
            var added = Vector.LoadUnsafe(ref sum, (nuint)i) + Vector.LoadUnsafe(ref slice, (nuint)i);
            added.StoreUnsafe(ref sum, (nuint)i);
        }
        for (; i < count; i++) Unsafe.Add(ref sum, i) += Unsafe.Add(ref slice, i);
    }
}
