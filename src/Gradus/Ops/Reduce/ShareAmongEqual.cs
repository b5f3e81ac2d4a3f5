namespace Gradus;

/// <summary>
/// The gradient of a maximum or minimum: it goes to the elements that equal it, in equal parts, as PyTorch's amax does.
/// </summary>
internal static class ShareAmongEqual
{
    public static Tensor Of(Tensor g, Tensor x, Tensor y, int[] axes)
    {
        var isExtreme = x.Equal(y).To(x.DType);
        return g * isExtreme / isExtreme.Sum(axes, keepDim: true);
    }
}
