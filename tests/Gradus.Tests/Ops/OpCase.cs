using System.Reflection;

namespace Gradus.Tests;

/// <summary>An op found by reflection in this library or in a user's assembly, called through the public door.</summary>
public abstract class OpCase
{
    private static readonly Assembly[] Assemblies = [typeof(Tensor).Assembly, typeof(UserOps.Softshrink).Assembly];

    /// <summary>Every struct that says a formula.</summary>
    public static readonly IReadOnlyList<OpCase> All =
    [
        .. Find(typeof(IUnary), typeof(UnaryCase<>)),
        .. Find(typeof(IBinary), typeof(BinaryCase<>)),
        .. Find(typeof(ITernary), typeof(TernaryCase<>)),
        .. Find(typeof(IReduction), typeof(ReductionCase<>)),
    ];

    public static OpCase Named(string name) => All.Single(op => op.Name == name);

    public static TheoryData<string> Names(Func<OpCase, bool> isWanted) => [.. All.Where(isWanted).Select(op => op.Name)];

    public abstract Type Type { get; }

    public string Name => Type.Name;

    /// <summary>How many tensors it takes.</summary>
    public abstract int Arity { get; }

    public virtual bool IsReduction => false;

    public virtual bool FirstIsMask => false;

    public abstract ResultKind Result { get; }

    public abstract Domain Domain { get; }

    public abstract Tensor Call(params Tensor[] inputs);

    public virtual Tensor Reduce(Tensor x, int[] axes, bool keepDim) => throw new InvalidOperationException($"{Name} does not reduce.");

    /// <summary>Whether it computes on the dtype itself rather than on one that it promotes to.</summary>
    public bool Takes(DType dtype) => Result switch
    {
        ResultKind.Floating => dtype.IsFloating,
        ResultKind.Logical => dtype == DType.Bool,
        ResultKind.Wide => dtype.IsFloating || dtype == DType.Int64,
        _ => dtype != DType.Bool,
    };

    public override string ToString() => Name;

    private static IEnumerable<OpCase> Find(Type contract, Type caseOf) =>
        from assembly in Assemblies
        from type in assembly.GetTypes()
        where type.IsValueType && contract.IsAssignableFrom(type)
        orderby type.Name
        select (OpCase)Activator.CreateInstance(caseOf.MakeGenericType(type))!;
}
