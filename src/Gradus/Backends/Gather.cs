using System.Runtime.CompilerServices;
using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Backends;

/// <summary>Copies slices that indices pick, one block of memory each where they lie together.</summary>
internal static class Gather
{
    // What one worker copies at a time.
    private const int PieceElements = 1 << 16;

    public static void Run(GatherStep step, Binding binding)
    {
        switch (step.DType.Size)
        {
            case 1: Run<byte>(step, binding); break;
            case 4: Run<int>(step, binding); break;
            default: Run<long>(step, binding); break;
        }
    }

    private static void Run<T>(GatherStep step, Binding binding) where T : unmanaged
    {
        var selection = step.Selection;
        var slices = (long)selection.Outer * selection.Count;
        var perPiece = Math.Max(1, PieceElements / Math.Max(1, selection.Inner));
        var pieces = (int)((slices + perPiece - 1) / perPiece);
        if (pieces <= 1) Copy<T>(step, binding, 0, slices);
        else Workers.Run(pieces, binding.Cancellation, (first, last) => Copy<T>(
            step, binding, (long)first * perPiece, Math.Min((long)last * perPiece, slices)));
    }

    private static void Copy<T>(GatherStep step, Binding binding, long first, long last) where T : unmanaged
    {
        var selection = step.Selection;
        var indices = new Indices(selection, binding);
        var (count, inner, strides) = (selection.Count, selection.Inner, step.Table.View.Strides);
        nint stride = strides[1];
        var isTogether = strides[2] == 1 || inner == 1;
        ref var to = ref Unsafe.Add(
            ref Unsafe.As<byte, T>(ref Storage.Bytes(binding.Arrays[step.Slot])), (nint)(step.SlotOffset + first * inner));
        while (first < last)
        {
            var (outer, from) = Math.DivRem(first, count);
            var end = (int)Math.Min(count, from + last - first);
            ref var table = ref Unsafe.Add(ref Place.At<T>(step.Table, binding), (nint)outer * strides[0]);
            for (var place = (int)from; place < end; place++)
            {
                ref var slice = ref Unsafe.Add(ref table, indices[place] * stride);
                if (inner == 1) to = slice;
                else if (isTogether)
                    Unsafe.CopyBlockUnaligned(
                        ref Unsafe.As<T, byte>(ref to), ref Unsafe.As<T, byte>(ref slice), (uint)(inner * Unsafe.SizeOf<T>()));
                else Place.CopyRun(ref slice, strides[2], ref to, 1, inner);
                to = ref Unsafe.Add(ref to, inner);
            }
            first += end - from;
        }
    }
}
