using System.Reflection;
using System.Runtime.CompilerServices;

namespace Gradus.Graph;

/// <summary>Reads the formula of <typeparamref name="TOp"/> in each way the backends need it.</summary>
internal sealed class UnaryOp<TOp> : MapOp where TOp : struct, IUnary
{
    public static readonly UnaryOp<TOp> Instance = new();

    private UnaryOp() : base(typeof(TOp).Name, 1)
    {
    }

    public override ResultKind Result => TOp.Result;

    public override Domain Domain => TOp.Domain;

    public override bool GivesMask => TOp.Result == ResultKind.Bool;

    public override bool IsDifferentiable => TOp.Result != ResultKind.Bool;

    public override Tensor? Gradient(int input, Tensor cotangent, Node node) =>
        TOp.Gradient(cotangent, new Tensor(node.Input(0)), new Tensor(node));

    public override void Walk(
        Lane lane, ref byte result, ref byte a, nint stepA, ref byte b, nint stepB, ref byte c, nint stepC, nint bytes)
    {
        switch (lane.Number)
        {
            case Lane.Float32: Walk<float>(ref result, ref a, stepA, bytes); break;
            case Lane.Float64: Walk<double>(ref result, ref a, stepA, bytes); break;
            case Lane.Int32: Walk<int>(ref result, ref a, stepA, bytes); break;
            default: Walk<long>(ref result, ref a, stepA, bytes); break;
        }
    }

    // Compiled at once and fully: a block loop would otherwise run its first thousands of vectors unoptimized.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Walk<T>(ref byte result, ref byte a, nint stepA, nint bytes) where T : unmanaged
    {
        for (nint at = 0, inA = 0; at < bytes; at += 64, inA += stepA)
            TOp.Formula(Lanes<T>.Load(ref Unsafe.Add(ref a, inA))).Store(ref Unsafe.Add(ref result, at));
    }

    public override int Weight => TOp.Formula<Weight>(default).Value;

    public override MethodInfo? Inlined(Lane lane) => TOp.Inlined(lane.Number);

    public override MethodInfo Formula(Lane lane) => lane.Number switch
    {
        Lane.Float32 => ((Func<Lanes<float>, Lanes<float>>)TOp.Formula).Method,
        Lane.Float64 => ((Func<Lanes<double>, Lanes<double>>)TOp.Formula).Method,
        Lane.Int32 => ((Func<Lanes<int>, Lanes<int>>)TOp.Formula).Method,
        _ => ((Func<Lanes<long>, Lanes<long>>)TOp.Formula).Method,
    };

    public override double Exact(double a, double b, double c) => TOp.Formula(new Real(a)).Value;

    public override Text Print(Node node, ReadOnlySpan<Text> inputs) => TOp.Formula(inputs[0]);
}
