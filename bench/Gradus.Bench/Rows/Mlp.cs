using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gradus.Bench;

/// <summary>
/// A step of training on images of 784 pixels: a hidden layer of 128 with relu, 10 classes, cross-entropy, SGD; its loss read.
/// </summary>
internal sealed class Mlp(int batch) : TimedRow
{
    private const int Pixels = 784;
    private const int Hidden = 128;
    private const int Classes = 10;
    private const float Rate = 0.01f;

    protected override string Title => $"MLP 784-128-10, batch {batch}";

    // The first layer needs no gradient of its input.
    protected override Work Work => new(
        Bytes: 4.0 * (batch * Pixels + 2 * Pixels * Hidden), Flops: 2.0 * batch * (2 * Pixels * Hidden + 3 * Hidden * Classes));

    protected override double Tolerance => 1e-4;

    private float[] Images => Numbers.Uniform(batch * Pixels, seed: 1);

    private long[] Labels => Numbers.Integers(batch, Classes, seed: 2);

    private static float[] StartFirst => Start(Pixels * Hidden, seed: 3, range: 0.07f);

    private static float[] StartSecond => Start(Hidden * Classes, seed: 4, range: 0.17f);

    public override Side Gradus()
    {
        var (x, labels) = (Tensor.From(Images, [batch, Pixels]), Tensor.From(Labels));
        var w1 = Tensor.From(StartFirst, [Pixels, Hidden]).RequiresGrad();
        var b1 = Tensor.Zeros([Hidden]).RequiresGrad();
        var w2 = Tensor.From(StartSecond, [Hidden, Classes]).RequiresGrad();
        var b2 = Tensor.Zeros([Classes]).RequiresGrad();
        return Side.Of(() =>
        {
            var loss = ((x.MatMul(w1) + b1).Relu().MatMul(w2) + b2).CrossEntropy(labels);
            loss.Backward();
            using (Autograd.NoGrad())
            {
                w1 -= Rate * w1.Grad;
                b1 -= Rate * b1.Grad;
                w2 -= Rate * w2.Grad;
                b2 -= Rate * b2.Grad;
            }
            foreach (var parameter in (ReadOnlySpan<Tensor>)[w1, b1, w2, b2]) parameter.ZeroGrad();
            return loss.Item();
        });
    }

    public override Side Captured()
    {
        var (x, labels) = (Tensor.From(Images, [batch, Pixels]), Tensor.From(Labels));
        var w1 = Tensor.From(StartFirst, [Pixels, Hidden]).RequiresGrad();
        var b1 = Tensor.Zeros([Hidden]).RequiresGrad();
        var w2 = Tensor.From(StartSecond, [Hidden, Classes]).RequiresGrad();
        var b2 = Tensor.Zeros([Classes]).RequiresGrad();
        var step = Capture.Step((Tensor x, Tensor labels, Scalar rate) =>
        {
            var loss = ((x.MatMul(w1) + b1).Relu().MatMul(w2) + b2).CrossEntropy(labels);
            loss.Backward();
            using (Autograd.NoGrad())
            {
                w1 -= rate * w1.Grad;
                b1 -= rate * b1.Grad;
                w2 -= rate * w2.Grad;
                b2 -= rate * b2.Grad;
            }
            foreach (var parameter in (ReadOnlySpan<Tensor>)[w1, b1, w2, b2]) parameter.ZeroGrad();
            return loss;
        });
        return Side.Of(() => step(x, labels, Rate).Item());
    }

    // Weights as a Linear module has them: outputs by inputs.
    public override Side LibTorch()
    {
        var (x, labels) = (torch.tensor(Images, [batch, Pixels]), torch.tensor(Labels));
        var w1 = torch.tensor(StartFirst, [Pixels, Hidden]).t().contiguous().requires_grad_();
        var b1 = torch.zeros(Hidden, requires_grad: true);
        var w2 = torch.tensor(StartSecond, [Hidden, Classes]).t().contiguous().requires_grad_();
        var b2 = torch.zeros(Classes, requires_grad: true);
        return Side.Of(() =>
        {
            using var scope = torch.NewDisposeScope();
            var hidden = functional.linear(x, w1, b1).relu();
            var loss = functional.cross_entropy(functional.linear(hidden, w2, b2), labels);
            loss.backward();
            using (torch.no_grad())
            {
                foreach (var parameter in (ReadOnlySpan<torch.Tensor>)[w1, b1, w2, b2])
                {
                    parameter.add_(parameter.grad!, alpha: -Rate);
                    parameter.grad!.zero_();
                }
            }
            return loss.item<float>();
        });
    }

    private static float[] Start(int count, uint seed, float range) =>
        Array.ConvertAll(Numbers.Uniform(count, seed), value => (2 * value - 1) * range);
}
