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
        StridedCopy<T>.Run(
            Unsafe.As<Array>(binding.Arrays[part.Slot]), source, part.View, Unsafe.As<Array>(binding.Arrays[step.Slot]), target,
            region, binding.Cancellation);
    }
}
