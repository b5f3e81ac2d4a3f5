using System.Runtime.Intrinsics;
using Gradus.Backends.Products;
using Gradus.Loops;

namespace Gradus.Backends;

/// <summary>
/// Matrix products. Every element of C is one chain of fused multiply-adds over k in order, starting from zero, whatever the
/// blocking, so the bits do not depend on threads, tiles or vectors.
/// </summary>
internal static class Product
{
    public static void Run(ProductStep step, Binding binding)
    {
        switch (step.DType)
        {
            case DType.Float32: Run<float>(step, binding); break;
            case DType.Float64: Run<double>(step, binding); break;
            case DType.Int32: Run<int>(step, binding); break;
            default: Run<long>(step, binding); break;
        }
    }

    // A machine with 128 bits runs the wider vectors as two: it has registers enough.
    private static void Run<T>(ProductStep step, Binding binding) where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated) ProductRun<T, Vector512<T>>.Run(step, binding);
        else ProductRun<T, Vector256<T>>.Run(step, binding);
    }
}
