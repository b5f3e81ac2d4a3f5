using System.Reflection;

namespace Gradus.Tests;

/// <summary>The public method that a record of a table stands for.</summary>
internal static class TableCall
{
    public static Tensor ToTensor(TableArray array) => array.Values switch
    {
        float[] values => Tensor.From(values, Shape.Create(array.Shape)),
        double[] values => Tensor.From(values, Shape.Create(array.Shape)),
        int[] values => Tensor.From(values, Shape.Create(array.Shape)),
        long[] values => Tensor.From(values, Shape.Create(array.Shape)),
        var values => Tensor.From((bool[])values, Shape.Create(array.Shape)),
    };

    /// <summary>The op of the inputs and the record's arguments; an error if Tensor has no such method.</summary>
    public static Tensor Of(TableRecord record, params Tensor[] inputs) =>
        ReductionCall.Of(record, inputs[0]) ?? MoveCall.Of(record, inputs) ?? Elementwise(record, inputs)
            ?? throw new InvalidOperationException($"There is no method {record.Op}.");

    private static Tensor? Elementwise(TableRecord record, Tensor[] inputs)
    {
        var x = inputs[0];
        switch (record.Op)
        {
            case "Where" when record.Has("condition"): return x.Where(Tensor.From(record.Bools("condition")), inputs[1]);
            case "Where": return inputs[1].Where(x, inputs[2]);
            case "LeakyRelu": return x.LeakyRelu(record.Double("negativeSlope"));
            case "Elu": return x.Elu(record.Double("alpha"));
            case "Lerp": return x.Lerp(inputs[1], inputs.Length == 3 ? inputs[2] : Number(record, "weight", x.DType));
            case "Clamp" when !record.Has("max"): return x.Clamp(low: Number(record, "min", x.DType));
            case "Clamp" when !record.Has("min"): return x.Clamp(high: Number(record, "max", x.DType));
            case "Clamp": return x.Clamp(Number(record, "min", x.DType), Number(record, "max", x.DType));
            case "PowNumber": return x.Pow(record.Double("exponent"));
        }
        // An op's method is in the class named after it.
        var method = typeof(Tensor).Assembly.GetType($"Gradus.{record.Op}Methods")
            ?.GetMethod(record.Op, [.. inputs.Select(_ => typeof(Tensor))]);
        return (Tensor?)method?.Invoke(null, BindingFlags.DoNotWrapExceptions, null, inputs, null);
    }

    private static Tensor Number(TableRecord record, string argument, DType dtype) =>
        dtype.IsFloating ? (Tensor)record.Double(argument) : record.Long(argument);
}
