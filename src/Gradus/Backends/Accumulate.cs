using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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

    // Slices between two looks at the cancellation.
    private const int BlockSlices = 1 << 14;

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
        var (count, inner, strides) = (selection.Count, selection.Inner, step.Slices.View.Strides);
        var isTogether = strides[2] == 1 || inner == 1;
        ref var result = ref Place.At<T>(whole, binding);
        for (var outer = first / Math.Max(1, selection.Extent); outer < selection.Outer; outer++)
        {
            var from = outer * selection.Extent;
            // Indices are held to the axis even where it has no places.
            if (from >= last && selection.Extent > 0) break;
            ref var slices = ref Unsafe.Add(ref Place.At<T>(step.Slices, binding), (nint)outer * strides[0]);
            for (var place = 0; place < count; place++)
            {
                if (place % BlockSlices == 0) binding.Cancellation.ThrowIfCancellationRequested();
                var at = from + indices[place];
                if (at < first || at >= last) continue;
                ref var slice = ref Unsafe.Add(ref slices, (nint)place * strides[1]);
                ref var sum = ref Unsafe.Add(ref result, at * inner);
                if (inner == 1) sum += slice;
                else if (isTogether) AddTogether(ref sum, ref slice, inner);
                else for (nint i = 0; i < inner; i++) Unsafe.Add(ref sum, i) += Unsafe.Add(ref slice, i * strides[2]);
            }
        }
    }

    private static void AddTogether<T>(ref T sum, ref T slice, int count) where T : unmanaged, INumberBase<T>
    {
        nint i = 0;
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
        {
            var added = new Vector<T>(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref sum, i), Vector<T>.Count))
                + new Vector<T>(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref slice, i), Vector<T>.Count));
            Unsafe.WriteUnaligned(ref Unsafe.As<T, byte>(ref Unsafe.Add(ref sum, i)), added);
        }
        for (; i < count; i++) Unsafe.Add(ref sum, i) += Unsafe.Add(ref slice, i);
    }
}
