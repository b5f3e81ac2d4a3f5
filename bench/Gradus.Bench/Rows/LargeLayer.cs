using System.Diagnostics;
using System.Globalization;
using TorchSharp;

namespace Gradus.Bench;

/// <summary>The process in which a large layer is trained, so that its memory can be seen.</summary>
internal static class LargeLayer
{
    /// <summary>The first argument of that process; the second is a side.</summary>
    public const string Command = "train-large-layer";

    private const int Size = 4096;
    private const int Batch = 64;
    private const int Steps = 8;
    private const float Start = 1e-3f;
    private const float Rate = 10;

    // Weights and bias with their gradients; input, target, output and error.
    private const double Needed = 4.0 * (2 * (Size * Size + Size) + 4 * Batch * Size);

    /// <summary>Prints the peak over what is needed, and the last loss.</summary>
    public static void Run(string side)
    {
        Func<int, Func<double>> prepare = side switch
        {
            RowResult.Gradus => Plain,
            RowResult.Captured => Captured,
            _ => LibTorch,
        };
        // What a first step loads and compiles is not the training's.
        Train(prepare(16));
        GC.Collect();
        var before = Environment.WorkingSet;
        var loss = Train(prepare(Size));
        var peak = Process.GetCurrentProcess().PeakWorkingSet64;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(peak - before) / Needed} {loss}"));
    }

    private static double Train(Func<double> step)
    {
        var loss = 0.0;
        for (var count = 0; count < Steps; count++) loss = step();
        return loss;
    }

    private static Func<double> Plain(int size)
    {
        var (x, y) = (Tensor.From(X(size), [Batch, size]), Tensor.From(Y(size), [Batch, size]));
        var w = Tensor.Full([size, size], Start).RequiresGrad();
        var b = Tensor.Zeros([size]).RequiresGrad();
        return () =>
        {
            var loss = (x.MatMul(w) + b - y).Square().Mean();
            loss.Backward();
            using (Autograd.NoGrad())
            {
                w -= Rate * w.Grad;
                b -= Rate * b.Grad;
            }
            w.ZeroGrad();
            b.ZeroGrad();
            return loss.Item();
        };
    }

    private static Func<double> Captured(int size)
    {
        var (x, y) = (Tensor.From(X(size), [Batch, size]), Tensor.From(Y(size), [Batch, size]));
        var w = Tensor.Full([size, size], Start).RequiresGrad();
        var b = Tensor.Zeros([size]).RequiresGrad();
        var step = Capture.Step((Tensor x, Tensor y, Scalar rate) =>
        {
            var loss = (x.MatMul(w) + b - y).Square().Mean();
            loss.Backward();
            using (Autograd.NoGrad())
            {
                w -= rate * w.Grad;
                b -= rate * b.Grad;
            }
            w.ZeroGrad();
            b.ZeroGrad();
            return loss;
        });
        return () => step(x, y, Rate).Item();
    }

    private static Func<double> LibTorch(int size)
    {
        TorchLibrary.Use(Environment.ProcessorCount);
        var (x, y) = (torch.tensor(X(size), [Batch, size]), torch.tensor(Y(size), [Batch, size]));
        var w = torch.full([size, size], Start, requires_grad: true);
        var b = torch.zeros([size], requires_grad: true);
        return () =>
        {
            using var scope = torch.NewDisposeScope();
            var loss = (x.matmul(w) + b - y).square().mean();
            loss.backward();
            using (torch.no_grad())
            {
                w.add_(w.grad!, alpha: -Rate);
                b.add_(b.grad!, alpha: -Rate);
            }
            w.grad!.zero_();
            b.grad!.zero_();
            return loss.item<float>();
        };
    }

    private static float[] X(int size) => Numbers.Uniform(Batch * size, seed: 1);

    private static float[] Y(int size) => Numbers.Uniform(Batch * size, seed: 2);
}
