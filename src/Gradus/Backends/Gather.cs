using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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
        Span<int> block = stackalloc int[Indices.Block];
        var (count, inner, outerStride) = (selection.Count, selection.Inner, step.Table.View.Strides[0]);
        ref var to = ref Unsafe.Add(
            ref Unsafe.As<byte, T>(ref Storage.Bytes(binding.Arrays[step.Slot])), (nint)(step.SlotOffset + first * inner));
        while (first < last)
        {
            var (outer, place) = Math.DivRem(first, count);
            var picked = block[..(int)Math.Min(Math.Min(block.Length, count - place), last - first)];
            indices.Read((int)place, picked);
            ref var table = ref Unsafe.Add(ref Place.At<T>(step.Table, binding), (nint)outer * outerStride);
            CopySlices(ref table, step.Table.View.Strides, picked, ref to, inner);
            to = ref Unsafe.Add(ref to, (nint)picked.Length * inner);
            first += picked.Length;
        }
    }

    private static void CopySlices<T>(ref T table, int[] strides, ReadOnlySpan<int> picked, ref T to, int inner)
        where T : unmanaged
    {
        nint stride = strides[1];
        if (inner == 1)
        {
            for (var i = 0; i < picked.Length; i++) Unsafe.Add(ref to, i) = Unsafe.Add(ref table, picked[i] * stride);
        }
        else if (strides[2] == 1)
        {
            var bytes = (nint)inner * Unsafe.SizeOf<T>();
            ref var target = ref Unsafe.As<T, byte>(ref to);
            foreach (var index in picked)
            {
                CopyBlock(ref Unsafe.As<T, byte>(ref Unsafe.Add(ref table, index * stride)), ref target, (nuint)bytes);
                target = ref Unsafe.Add(ref target, bytes);
            }
        }
        else
        {
            foreach (var index in picked)
            {
                Place.CopyRun(ref Unsafe.Add(ref table, index * stride), strides[2], ref to, 1, inner);
                to = ref Unsafe.Add(ref to, inner);
            }
        }
    }

    // A call of the system's copy takes longer than copying a short slice.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyBlock(ref byte from, ref byte to, nuint bytes)
    {
        if (bytes is < 16 or > 1024)
        {
            Unsafe.CopyBlockUnaligned(ref to, ref from, (uint)bytes);
            return;
        }
        nuint at = 0;
        for (; at + 64 <= bytes; at += 64) Vector512.LoadUnsafe(ref from, at).StoreUnsafe(ref to, at);
        for (; at + 16 <= bytes; at += 16) Vector128.LoadUnsafe(ref from, at).StoreUnsafe(ref to, at);
        // The last ones once more, together with what is left.
        if (at < bytes) Vector128.LoadUnsafe(ref from, bytes - 16).StoreUnsafe(ref to, bytes - 16);
    }
}
