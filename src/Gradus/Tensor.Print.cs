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
            DType.Float32 => Format<float>(suffix),
            DType.Float64 => Format<double>(suffix),
            DType.Int32 => Format<int>(suffix),
            DType.Int64 => Format<long>(suffix),
            _ => Format<bool>(suffix),
        };
    }

    private string Format<T>(string[] suffix) where T : unmanaged
    {
        var text = TensorText.Format<T>(Numbers(out var holder).As<T>().AsSpan(0, Elements), Shape.Extents, suffix);
        GC.KeepAlive(holder);
        return text;
    }
}
