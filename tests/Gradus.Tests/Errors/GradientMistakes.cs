namespace Gradus.Tests;

/// <summary>Mistakes with gradients and in-place updates.</summary>
internal static class GradientMistakes
{
    private static Tensor Parameter() => Tensor.From([1f, 2f]).RequiresGrad();

    public static readonly (string, string, Action)[] All =
    [
        ("InPlaceDType", "", () => { var x = Tensor.Zeros([2]); x += Tensor.Zeros([2], DType.Float64); }),
        ("InPlaceDType", "integers", () => { var x = Tensor.Arange(3); x /= 2; }),
        ("InPlaceOnLeaf", "", () => { var w = Parameter(); w -= 0.5f; }),
        ("InPlaceOnLeaf", "an index", () => { var w = Parameter(); w[0] = 0.5f; }),
        ("NoGradient", "before Backward", () => _ = Parameter().Grad),
        ("NoGradient", "not required", () => _ = Tensor.Zeros([2]).Grad),
        ("NoGradient", "computed", () => { var loss = Parameter().Sum(); loss.Backward(); _ = loss.Grad; }),
        ("GradientShape", "", () => Parameter().Grad = Tensor.Zeros([3])),
        ("GradientShape", "Backward", () => (Parameter() * 2).Backward(Tensor.Ones([2, 1]))),
        ("GradientDType", "", () => Parameter().Grad = Tensor.Zeros([2], DType.Float64)),
        ("GradientOfIntegers", "", () => Tensor.Arange(3).RequiresGrad()),
        ("DetachFirst", "", () => (Parameter() * 2).RequiresGrad(false)),
        ("NoHistory", "", () => Tensor.Zeros([2]).Sum().Backward()),
        ("NoHistory", "under NoGrad", () =>
        {
            var w = Parameter();
            using var mode = Autograd.NoGrad();
            w.Sum().Backward();
        }),
        ("NoHistory", "Autograd.Grad", () => Autograd.Grad(Tensor.Zeros([]), [Parameter()])),
        ("BackwardOfMany", "", () => (Parameter() * 2).Backward()),
        ("BackwardOfMany", "Autograd.Grad", () => Autograd.Grad(Parameter() * 2, [Parameter()])),
        ("InputWithoutGrad", "", () => Autograd.Grad(Parameter().Sum(), [Tensor.Zeros([2])])),
        ("GradientMismatch", "first", () => GradCheck.Check(x => x[0] * x[0].Detach(), [Tensor.From([1.5])])),
        ("GradientMismatch", "second", () => GradCheck.Check(
            x => x[0].Detach().Square() + 2 * x[0].Detach() * (x[0] - x[0].Detach()), [Tensor.From([1.5])], order: 2)),
    ];
}
