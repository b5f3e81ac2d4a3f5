using Gradus.Data;

namespace Gradus.Fuzz;

/// <summary>A model's file; a model that was read predicts, and is written and read again.</summary>
internal sealed class ModelTarget() : FileTarget("safetensors")
{
    private const int Rows = 2;

    public override long MostBytes(int length) => (1 << 20) + 256L * length;

    public override void Read(byte[] bytes)
    {
        var path = Write(bytes);
        FittedModel? model = null;
        if (!Reads(path, () => model = FittedModel.Load(path))) return;
        model!.PredictColumns(new double[Rows * model.Columns.Count], Rows, new double[Rows]);
        var written = model.ToBytes();
        if (!FittedModel.Load(Write(written)).ToBytes().AsSpan().SequenceEqual(written))
            throw new DefectException("what was written reads otherwise");
    }
}
