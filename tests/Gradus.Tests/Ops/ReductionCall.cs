namespace Gradus.Tests;

/// <summary>The reduction that a record of a table stands for.</summary>
internal static class ReductionCall
{
    /// <summary>Null if the op is not a reduction.</summary>
    public static Tensor? Of(TableRecord record, Tensor x)
    {
        int[] axes = record.Has("axes") ? record.Ints("axes") : [];
        var keepDim = record.Has("keepdim") && record.Bool("keepdim");
        int? axis = record.Has("axis") ? record.Int("axis") : null;
        return record.Op switch
        {
            "Sum" => x.Sum(axes, keepDim),
            "Mean" => x.Mean(axes, keepDim),
            "Max" => x.Max(axes, keepDim),
            "Min" => x.Min(axes, keepDim),
            "Prod" => x.Prod(axes, keepDim),
            "Any" => x.Any(axes, keepDim),
            "All" => x.All(axes, keepDim),
            "ArgMax" => x.ArgMax(axis, keepDim),
            "ArgMin" => x.ArgMin(axis, keepDim),
            "Var" => x.Var(axes, keepDim, record.Has("correction") ? record.Int("correction") : 1),
            "Std" => x.Std(axes, keepDim, record.Has("correction") ? record.Int("correction") : 1),
            "LogSumExp" => x.LogSumExp(axes, keepDim),
            "Norm" => x.Norm(axes, keepDim),
            "Softmax" => x.Softmax(axis!.Value),
            "LogSoftmax" => x.LogSoftmax(axis!.Value),
            _ => null,
        };
    }
}
