using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gradus.Bench;

/// <summary>
/// What a careful person would write for one epoch of the tutorial, on one thread: one pass over the data for the loss and both
/// gradients, the pairs of x split by vector shuffles, sums in vectors.
/// </summary>
internal static class HandWritten
{
    // Rows whose sums are float32; the sums of many of them would lose digits.
    private const int Block = 1 << 14;

    /// <summary>The mean of the squared errors and its gradients. x holds the rows of (N, 2), y has N numbers.</summary>
    public static (double Loss, float Gradient0, float Gradient1, float GradientBias) Pass(
        ReadOnlySpan<float> x, ReadOnlySpan<float> y, float w0, float w1, float b)
    {
        var (loss, x0, x1, error) = (0.0, 0.0, 0.0, 0.0);
        for (var start = 0; start < y.Length; start += Block)
        {
            var count = Math.Min(Block, y.Length - start);
            var sums = Sums(x.Slice(2 * start, 2 * count), y.Slice(start, count), w0, w1, b);
            (loss, x0, x1, error) = (loss + sums.Loss, x0 + sums.X0, x1 + sums.X1, error + sums.Error);
        }
        var scale = 2.0 / y.Length;
        return (loss / y.Length, (float)(x0 * scale), (float)(x1 * scale), (float)(error * scale));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (float Loss, float X0, float X1, float Error) Sums(
        ReadOnlySpan<float> x, ReadOnlySpan<float> y, float w0, float w1, float b)
    {
        var (even, odd) = (Vector256.Create(0, 2, 4, 6, 0, 2, 4, 6), Vector256.Create(1, 3, 5, 7, 1, 3, 5, 7));
        var lower = Vector256.Create(-1, -1, -1, -1, 0, 0, 0, 0).AsSingle();
        var zero = Vector256<float>.Zero;
        var (loss, sum0, sum1, sum) = (zero, zero, zero, zero);
        var (weight0, weight1, bias) = (Vector256.Create(w0), Vector256.Create(w1), Vector256.Create(b));
        var i = 0;
        for (; i + 8 <= y.Length; i += 8)
        {
            var first = Vector256.Create(x[(2 * i)..]);
            var second = Vector256.Create(x[(2 * i + 8)..]);
            var x0 = Vector256.ConditionalSelect(lower, Vector256.Shuffle(first, even), Vector256.Shuffle(second, even));
            var x1 = Vector256.ConditionalSelect(lower, Vector256.Shuffle(first, odd), Vector256.Shuffle(second, odd));
            var error = Vector256.FusedMultiplyAdd(x1, weight1, x0 * weight0) + bias - Vector256.Create(y[i..]);
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
        return (l, g0, g1, g);
    }
}
