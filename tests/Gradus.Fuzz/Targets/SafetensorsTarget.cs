using Gradus.Data;

namespace Gradus.Fuzz;

/// <summary>Tensors as safetensors; what was read is written, and reads the same.</summary>
internal sealed class SafetensorsTarget : Target
{
    public override long MostBytes(int length) => (1 << 20) + 256L * length;

    public override void Read(byte[] bytes)
    {
        if (Safetensors.Parse(bytes) is not { } file) return;
        if (file.Vectors.Values.Any(vector => vector.Length * sizeof(double) > bytes.Length))
            throw new DefectException("a vector is larger than its file");
        var written = file.ToBytes();
        var again = Safetensors.Parse(written) ?? throw new DefectException("what was read cannot be written and read again");
        if (!again.ToBytes().AsSpan().SequenceEqual(written)) throw new DefectException("what was written reads otherwise");
    }
}
