using Gradus.Graph;

namespace Gradus;

public sealed partial class Tensor
{
    /// <summary>The numbers as PyTorch prints them; realizes the tensor.</summary>
    public override string ToString()
    {
        string[] suffix = current.RequiresGrad ? ["requires_grad=True"] : [];
        return DType switch
        {
            DType.Float32 => TensorText.Format<float>(Values<float>(), Shape.Extents, suffix),
            DType.Float64 => TensorText.Format<double>(Values<double>(), Shape.Extents, suffix),
            DType.Int32 => TensorText.Format<int>(Values<int>(), Shape.Extents, suffix),
            DType.Int64 => TensorText.Format<long>(Values<long>(), Shape.Extents, suffix),
            _ => TensorText.Format<bool>(Values<bool>(), Shape.Extents, suffix),
        };
    }

    private ReadOnlySpan<T> Values<T>() where T : unmanaged => Elements == 0 ? [] : Numbers().As<T>().AsSpan(0, Elements);
}
