using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Backends;

/// <summary>Copies parts into regions of a buffer.</summary>
internal static class Place
{
    public static void Run(PlaceStep step, Binding binding)
    {
        foreach (var (part, region) in step.Parts)
        {
            binding.Cancellation.ThrowIfCancellationRequested();
            Copy(step.DType, part, new(step.Slot, step.SlotOffset, region), binding);
        }
    }

    /// <summary>Copies what one view shows to where another one of the same shape shows it.</summary>
    public static void Copy(DType dtype, BufferView source, BufferView target, Binding binding)
    {
        if (target.View.Shape.Elements == 0) return;
        switch (dtype.Size)
        {
            case 1: Copy<byte>(source, target, binding); break;
            case 4: Copy<int>(source, target, binding); break;
            default: Copy<long>(source, target, binding); break;
        }
    }

    private static void Copy<T>(BufferView source, BufferView target, Binding binding) where T : unmanaged
    {
        var (shape, strides, targetStrides) = (target.View.Shape, source.View.Strides, target.View.Strides);
        // The innermost axes that one pair of strides walks are one run.
        var axes = shape.Rank;
        var (run, stride, targetStride) = (1, 0, 0);
        for (; axes > 0; axes--)
        {
            if (shape[axes - 1] == 1) continue;
            if (run == 1) (stride, targetStride) = (strides[axes - 1], targetStrides[axes - 1]);
            else if (strides[axes - 1] != run * stride || targetStrides[axes - 1] != run * targetStride) break;
            run *= shape[axes - 1];
        }
        ref var from = ref At<T>(source, binding);
        ref var to = ref At<T>(target, binding);
        nint read = 0, written = 0;
        Span<int> index = stackalloc int[Math.Max(axes, 1)];
        index.Clear();
        while (true)
        {
            CopyRun(ref Unsafe.Add(ref from, read), stride, ref Unsafe.Add(ref to, written), targetStride, run);
            var axis = axes - 1;
            for (; axis >= 0; axis--)
            {
                read += strides[axis];
                written += targetStrides[axis];
                if (++index[axis] < shape[axis]) break;
                read -= (nint)shape[axis] * strides[axis];
                written -= (nint)shape[axis] * targetStrides[axis];
                index[axis] = 0;
            }
            if (axis < 0) return;
        }
    }

    /// <summary>Where a view of a buffer starts.</summary>
    public static ref T At<T>(BufferView view, Binding binding) where T : unmanaged => ref Unsafe.Add(
        ref Unsafe.As<byte, T>(ref Storage.Bytes(binding.Arrays[view.Slot])),
        (nint)(view.SlotOffset + view.View.Offset.At(binding.Starts)));

    /// <summary>Elements a stride apart to where they are another stride apart.</summary>
    public static void CopyRun<T>(ref T from, nint stride, ref T to, nint targetStride, int count) where T : unmanaged
    {
        if (targetStride == 1 && stride == 1)
            MemoryMarshal.CreateReadOnlySpan(ref from, count).CopyTo(MemoryMarshal.CreateSpan(ref to, count));
        else if (targetStride == 1 && stride == 0) MemoryMarshal.CreateSpan(ref to, count).Fill(from);
        else for (nint i = 0; i < count; i++) Unsafe.Add(ref to, i * targetStride) = Unsafe.Add(ref from, i * stride);
    }
}
