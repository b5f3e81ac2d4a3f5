using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gradus.Bench;

/// <summary>
/// What a careful person would write for one epoch of the tutorial: one pass over the data for the loss and both gradients, the pairs of
/// x split by vector shuffles, sums in vectors. The yardstick for the fused loop.
/// </summary>
internal static class HandWritten
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (float Loss, float Gradient0, float Gradient1, float GradientBias) Pass(
        ReadOnlySpan<float> x, ReadOnlySpan<float> y, float w0, float w1, float b)
    {
        var (even, odd) = (Vector256.Create(0, 2, 4, 6, 0, 2, 4, 6), Vector256.Create(1, 3, 5, 7, 1, 3, 5, 7));
        var lower = Vector256.Create(-1, -1, -1, -1, 0, 0, 0, 0).AsSingle();
        var (loss, sum0, sum1, sum) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        var i = 0;
        for (; i + 8 <= y.Length; i += 8)
        {
            var first = Vector256.Create(x[(2 * i)..]);
            var second = Vector256.Create(x[(2 * i + 8)..]);
            var x0 = Vector256.ConditionalSelect(lower, Vector256.Shuffle(first, even), Vector256.Shuffle(second, even));
            var x1 = Vector256.ConditionalSelect(lower, Vector256.Shuffle(first, odd), Vector256.Shuffle(second, odd));
            var error = Vector256.FusedMultiplyAdd(x1, Vector256.Create(w1), x0 * w0) + Vector256.Create(b) - Vector256.Create(y[i..]);
            loss = Vector256.FusedMultiplyAdd(error, error, loss);
            sum0 = Vector256.FusedMultiplyAdd(error, x0, sum0);
            sum1 = Vector256.FusedMultiplyAdd(error, x1, sum1);
            sum += error;
        }
        var (l, g0, g1, g) = (Vector256.Sum(loss), Vector256.Sum(sum0), Vector256.Sum(sum1), Vector256.Sum(sum));
        for (; i < y.Length; i++)
        {
            var error = x[2 * i] * w0 + x[2 * i + 1] * w1 + b - y[i];
            l += error * error;
            g0 += error * x[2 * i];
            g1 += error * x[2 * i + 1];
            g += error;
        }
        var scale = 2f / y.Length;
        return (l / y.Length, g0 * scale, g1 * scale, g * scale);
    }
}
