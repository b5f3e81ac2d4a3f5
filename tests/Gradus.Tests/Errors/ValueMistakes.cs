namespace Gradus.Tests;

/// <summary>Mistakes with element types, creation and reading.</summary>
internal static class ValueMistakes
{
    public static readonly (string, string, Action)[] All =
    [
        ("UnsupportedElementType", "", () => Tensor.From([(byte)1, (byte)2])),
        ("UnsupportedElementType", "an array of any rank", () => Tensor.From((Array)new string[2, 2])),
        ("WrongElementType", "ToArray", () => Tensor.Zeros([2]).ToArray<double>()),
        ("WrongElementType", "Item", () => Tensor.Arange(5).Sum().Item<int>()),
        ("WrongElementType", "CopyTo", () => Tensor.Zeros([2]).CopyTo(new int[2].AsSpan())),
        ("RandomDType", "Rand", () => Tensor.Rand([2], dtype: DType.Int64)),
        ("RandomDType", "RandN", () => Tensor.RandN([2], dtype: DType.Bool)),
        ("FloatingExpected", "Var", () => Tensor.Arange(5).Var()),
        ("FloatingExpected", "Std", () => Tensor.Arange(5).Std()),
        ("IndexDType", "", () => Tensor.Zeros([2, 3]).CrossEntropy(Tensor.Zeros([2]))),
        ("IndexDType", "IndexSelect", () => Tensor.Zeros([2, 3]).IndexSelect(0, Tensor.From([true, false]))),
        ("IndexDType", "IndexAdd", () => Tensor.Zeros([2]).IndexAdd(0, Tensor.Zeros([1]), Tensor.Zeros([1]))),
        ("BoolArithmetic", "IndexAdd", () => Tensor.From([true]).IndexAdd(0, Tensor.From([0]), Tensor.From([true]))),
        ("MaskExpected", "", () => Tensor.Zeros([2]).Where(Tensor.Ones([2]), 1)),
        ("BoolArithmetic", "", () => _ = Tensor.From([true]) - Tensor.From([false])),
        ("BoolArithmetic", "Max", () => Tensor.From([true]).Max()),
        ("BoolArithmetic", "MatMul", () => Tensor.From([true]).MatMul(Tensor.From([false]))),
        ("ItemOfMany", "", () => Tensor.Zeros([2, 3]).Item()),
        ("ItemOfMany", "none", () => _ = (float)Tensor.Zeros([0])),
        ("ShortSpan", "", () => Tensor.Zeros([2, 3]).CopyTo(new float[5].AsSpan())),
        ("WrongLength", "", () => Tensor.From([1f, 2f, 3f], [2, 2])),
        ("NestedScalar", "", () => Tensor.Zeros([]).ToNested()),
        ("NestedRank", "", () => Tensor.Zeros([1, 1, 1, 1, 1]).ToNested()),
        ("RowsOfScalar", "", () => { foreach (var _ in Tensor.Zeros([])) { } }),
        ("ArangeStep", "", () => Tensor.Arange(0, 10, -1)),
        ("ArangeStep", "no step", () => Tensor.Arange(0, 1, 0.0)),
        ("ArangeLength", "", () => Tensor.Arange(10_000_000_000)),
        ("ArangeLength", "real", () => Tensor.Arange(0, 1, 1e-12)),
        ("CastRange", "", () => _ = (int)Tensor.From([3e10])),
        ("CastRange", "NaN", () => _ = (long)Tensor.From([double.NaN])),
        ("RandIntRange", "", () => Tensor.RandInt(5, 5, [2])),
        ("UnknownDevice", "", () => Device.Parse("cuda")),
        ("ThreadCount", "", () => Flags.Threads = 0),
    ];
}
