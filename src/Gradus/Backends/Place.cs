using System.Runtime.CompilerServices;
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
            if (region.Shape.Elements == 0) continue;
            switch (step.DType.Size)
            {
                case 1: Copy<byte>(step, part, region, binding); break;
                case 4: Copy<int>(step, part, region, binding); break;
                default: Copy<long>(step, part, region, binding); break;
            }
        }
    }

    private static void Copy<T>(PlaceStep step, BufferView part, View region, Binding binding) where T : unmanaged
    {
        var source = part.SlotOffset + part.View.Offset.At(binding.Starts);
        var target = step.SlotOffset + region.Offset.At(binding.Starts);
        ref var from = ref Unsafe.As<byte, T>(ref Storage.Bytes(binding.Arrays[part.Slot]));
        ref var to = ref Unsafe.As<byte, T>(ref Storage.Bytes(binding.Arrays[step.Slot]));
        var shape = region.Shape;
        var rank = shape.Rank;
        Span<int> index = stackalloc int[Math.Max(rank, 1)];
        index.Clear();
        var (inner, sourceStride, targetStride) = rank == 0 ? (1, 0, 0) : (shape[^1], part.View.Strides[^1], region.Strides[^1]);
        while (true)
        {
            for (nint i = 0; i < inner; i++)
                Unsafe.Add(ref to, (nint)target + i * targetStride) = Unsafe.Add(ref from, (nint)source + i * sourceStride);
            var axis = rank - 2;
            for (; axis >= 0; axis--)
            {
                source += part.View.Strides[axis];
                target += region.Strides[axis];
                if (++index[axis] < shape[axis]) break;
                source -= (long)shape[axis] * part.View.Strides[axis];
                target -= (long)shape[axis] * region.Strides[axis];
                index[axis] = 0;
            }
            if (axis < 0) return;
        }
    }
}
