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
        switch (dtype.Size)
        {
            case 1: Copy<byte>(source, target, binding); break;
            case 4: Copy<int>(source, target, binding); break;
            default: Copy<long>(source, target, binding); break;
        }
    }

    private static void Copy<T>(BufferView source, BufferView target, Binding binding) where T : unmanaged => StridedCopy<T>.Run(
        Unsafe.As<Array>(binding.Arrays[source.Slot]), Start(source, binding), source.View,
        Unsafe.As<Array>(binding.Arrays[target.Slot]), Start(target, binding), target.View, binding.Cancellation);

    private static long Start(BufferView view, Binding binding) => view.SlotOffset + view.View.Offset.At(binding.Starts);

    /// <summary>Where a view of a buffer starts.</summary>
    public static ref T At<T>(BufferView view, Binding binding) where T : unmanaged => ref Unsafe.Add(
        ref Unsafe.As<byte, T>(ref Storage.Bytes(binding.Arrays[view.Slot])), (nint)Start(view, binding));

    /// <summary>Elements a stride apart to where they are another stride apart.</summary>
    public static void CopyRun<T>(ref T from, nint stride, ref T to, nint targetStride, int count) where T : unmanaged
    {
        if (targetStride == 1 && stride == 1)
            MemoryMarshal.CreateReadOnlySpan(ref from, count).CopyTo(MemoryMarshal.CreateSpan(ref to, count));
        else if (targetStride == 1 && stride == 0) MemoryMarshal.CreateSpan(ref to, count).Fill(from);
        else for (nint i = 0; i < count; i++) Unsafe.Add(ref to, i * targetStride) = Unsafe.Add(ref from, i * stride);
    }
}
