using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Backends;

/// <summary>Moves between buffers, as they lie in memory, and blocks of lanes.</summary>
internal static class Blocks
{
    /// <summary>The one element of a uniform load, in the bits of its lane.</summary>
    public static long UniformBits(ref Frame frame, LoadInstruction load)
    {
        var element = load.SlotOffset + load.View.Offset.At(frame.Binding.Starts);
        ref var memory = ref frame.Memory(load.Slot);
        if (load.Lane.IsMask) return Unsafe.Add(ref memory, (nint)element) != 0 ? -1 : 0;
        ref var at = ref Unsafe.Add(ref memory, (nint)element * load.Lane.Size);
        return load.Lane.Size == 4 ? Unsafe.ReadUnaligned<int>(ref at) : Unsafe.ReadUnaligned<long>(ref at);
    }

    /// <summary>
    /// Copies <paramref name="count"/> elements, from the <paramref name="first"/> on in row-major order of the view, into lanes.
    /// </summary>
    public static void Gather(
        ref byte memory, long offset, View view, ReadOnlySpan<int> starts, long first, int count, Lane lane, ref byte lanes)
    {
        var size = lane.IsMask ? 1 : lane.Size;
        var shape = view.Shape;
        var rank = shape.Rank;
        Span<int> index = stackalloc int[Math.Max(rank, 1)];
        var rest = first;
        var element = offset + view.Offset.At(starts);
        for (var axis = rank - 1; axis >= 0; axis--)
        {
            index[axis] = (int)(rest % shape[axis]);
            rest /= shape[axis];
            element += (long)index[axis] * view.Strides[axis];
        }
        var done = 0;
        while (done < count)
        {
            // One run along the innermost axis, then carry.
            var run = rank == 0 ? 1 : Math.Min(shape[rank - 1] - index[rank - 1], count - done);
            var stride = rank == 0 ? 0 : view.Strides[rank - 1];
            CopyIn(
                ref Unsafe.Add(ref memory, (nint)element * size), stride, run, lane,
                ref Unsafe.Add(ref lanes, (nint)done * lane.Size));
            done += run;
            if (rank == 0) break;
            element += (long)run * stride;
            index[rank - 1] += run;
            for (var axis = rank - 1; axis > 0 && index[axis] == shape[axis]; axis--)
            {
                index[axis] = 0;
                element += view.Strides[axis - 1] - (long)shape[axis] * view.Strides[axis];
                index[axis - 1]++;
            }
        }
    }

    /// <summary>Elements of memory, a stride apart, into lanes; bools become masks.</summary>
    public static void CopyIn(ref byte memory, int stride, int count, Lane lane, ref byte lanes)
    {
        if (lane.IsMask)
        {
            for (nint i = 0; i < count; i++)
            {
                var mask = Unsafe.Add(ref memory, i * stride) != 0 ? -1L : 0;
                if (lane.Size == 4) Unsafe.WriteUnaligned(ref Unsafe.Add(ref lanes, i * 4), (int)mask);
                else Unsafe.WriteUnaligned(ref Unsafe.Add(ref lanes, i * 8), mask);
            }
        }
        else if (stride == 1) Unsafe.CopyBlockUnaligned(ref lanes, ref memory, (uint)(count * lane.Size));
        else if (lane.Size == 4) CopyStrided<int>(ref memory, stride, ref lanes, 1, count);
        else CopyStrided<long>(ref memory, stride, ref lanes, 1, count);
    }

    /// <summary>Copies elements from one stride to another.</summary>
    public static void CopyStrided<T>(ref byte source, int sourceStride, ref byte target, int targetStride, int count)
        where T : unmanaged
    {
        ref var from = ref Unsafe.As<byte, T>(ref source);
        ref var to = ref Unsafe.As<byte, T>(ref target);
        for (nint i = 0; i < count; i++) Unsafe.Add(ref to, i * targetStride) = Unsafe.Add(ref from, i * sourceStride);
    }

    /// <summary>Lanes to contiguous memory; masks become bools.</summary>
    public static void Store(Lane lane, ref byte lanes, DType dtype, ref byte memory, int count)
    {
        if (dtype != DType.Bool) Unsafe.CopyBlockUnaligned(ref memory, ref lanes, (uint)(count * lane.Size));
        else
        {
            // The lowest byte of a mask tells.
            for (nint i = 0; i < count; i++) Unsafe.Add(ref memory, i) = (byte)(Unsafe.Add(ref lanes, i * lane.Size) & 1);
        }
    }

    /// <summary>Totals (each a double, an integer or a mask, of 64 bits) to contiguous memory; masks become bools.</summary>
    public static void StoreTotals(Lane lane, ref byte totals, ref byte memory, int count)
    {
        if (!lane.IsMask) TotalsToLanes(lane, ref totals, ref memory, count);
        else
            for (nint i = 0; i < count; i++) Unsafe.Add(ref memory, i) = (byte)(Unsafe.Add(ref totals, i * 8) & 1);
    }

    /// <summary>Totals to lanes.</summary>
    public static void TotalsToLanes(Lane lane, ref byte totals, ref byte lanes, int count)
    {
        ref var whole = ref Unsafe.As<byte, long>(ref totals);
        if (lane == Lane.Float32)
        {
            ref var to = ref Unsafe.As<byte, float>(ref lanes);
            for (nint i = 0; i < count; i++)
                Unsafe.Add(ref to, i) = (float)BitConverter.Int64BitsToDouble(Unsafe.Add(ref whole, i));
        }
        else if (lane.Size == 4)
        {
            ref var to = ref Unsafe.As<byte, int>(ref lanes);
            for (nint i = 0; i < count; i++) Unsafe.Add(ref to, i) = (int)Unsafe.Add(ref whole, i);
        }
        else Unsafe.CopyBlockUnaligned(ref lanes, ref totals, (uint)count * 8);
    }

    /// <summary>One lane repeated over a run of lanes.</summary>
    public static void Fill(Lane lane, ref byte value, ref byte lanes, int count)
    {
        if (lane.Size == 4)
            MemoryMarshal.CreateSpan(ref Unsafe.As<byte, int>(ref lanes), count).Fill(Unsafe.ReadUnaligned<int>(ref value));
        else MemoryMarshal.CreateSpan(ref Unsafe.As<byte, long>(ref lanes), count).Fill(Unsafe.ReadUnaligned<long>(ref value));
    }
}
