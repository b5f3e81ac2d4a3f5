using System.Reflection;

namespace Gradus.Tests.Programs;

/// <summary>The library's elementwise ops and reductions, found by reflection: a new op is tested by being there.</summary>
internal static class OpCatalog
{
    public static readonly ElementwiseOp[] Unary = Find(typeof(IUnary), nameof(ApplyUnary), nameof(DescribeUnary));
    public static readonly ElementwiseOp[] Binary = Find(typeof(IBinary), nameof(ApplyBinary), nameof(DescribeBinary));
    public static readonly ElementwiseOp[] Ternary = Find(typeof(ITernary), nameof(ApplyTernary), nameof(DescribeTernary));

    public static readonly (string Name, ResultKind Kind, Func<Tensor, int[], bool, Tensor> Apply)[] Reductions =
    [
        .. Types(typeof(IReduction)).Select(type => (
            type.Name, (ResultKind)Generic(nameof(DescribeReduction), type).Invoke(null, null)!,
            Generic(nameof(ApplyReduction), type).CreateDelegate<Func<Tensor, int[], bool, Tensor>>())),
    ];

    internal sealed record ElementwiseOp(string Name, Domain Domain, ResultKind Kind, Func<Tensor[], Tensor> Apply);

    // By name, so that a seed stays the same program whatever order reflection finds the types in.
    private static IEnumerable<Type> Types(Type contract) => typeof(Tensor).Assembly.GetTypes()
        .Where(type => type.IsValueType && contract.IsAssignableFrom(type)).OrderBy(type => type.Name, StringComparer.Ordinal);

    private static ElementwiseOp[] Find(Type contract, string apply, string describe) =>
    [
        .. Types(contract).Select(type =>
        {
            var (domain, kind) = ((Domain, ResultKind))Generic(describe, type).Invoke(null, null)!;
            return new ElementwiseOp(type.Name, domain, kind, Generic(apply, type).CreateDelegate<Func<Tensor[], Tensor>>());
        }),
    ];

    private static MethodInfo Generic(string name, Type type) =>
        typeof(OpCatalog).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type);

    private static Tensor ApplyUnary<TOp>(Tensor[] x) where TOp : struct, IUnary => x[0].Map<TOp>();

    private static Tensor ApplyBinary<TOp>(Tensor[] x) where TOp : struct, IBinary => x[0].Map<TOp>(x[1]);

    private static Tensor ApplyTernary<TOp>(Tensor[] x) where TOp : struct, ITernary => x[0].Map<TOp>(x[1], x[2]);

    private static Tensor ApplyReduction<TOp>(Tensor x, int[] axes, bool keepDim) where TOp : struct, IReduction =>
        x.Reduce<TOp>(axes, keepDim);

    private static (Domain, ResultKind) DescribeUnary<TOp>() where TOp : struct, IUnary => (TOp.Domain, TOp.Result);

    private static (Domain, ResultKind) DescribeBinary<TOp>() where TOp : struct, IBinary => (TOp.Domain, TOp.Result);

    private static (Domain, ResultKind) DescribeTernary<TOp>() where TOp : struct, ITernary => (TOp.Domain, TOp.Result);

    private static ResultKind DescribeReduction<TOp>() where TOp : struct, IReduction => TOp.Result;
}
