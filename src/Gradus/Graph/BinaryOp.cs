using System.Reflection;
using System.Runtime.CompilerServices;

namespace Gradus.Graph;

/// <summary>Reads the formula of <typeparamref name="TOp"/> in each way the backends need it.</summary>
internal sealed class BinaryOp<TOp> : MapOp where TOp : struct, IBinary
{
    public static readonly BinaryOp<TOp> Instance = new();

    private BinaryOp() : base(typeof(TOp).Name, 2)
    {
    }

    public override ResultKind Result => TOp.Result;

    public override Domain Domain => TOp.Domain;

    public override bool IsCommutative => TOp.IsCommutative;

    public override double RightIdentity => TOp.RightIdentity;

    public override bool GivesMask => TOp.Result == ResultKind.Bool;

    public override bool IsDifferentiable => TOp.Result != ResultKind.Bool;

    public override Tensor? Gradient(int input, Tensor cotangent, Node node)
    {
        Tensor a = new(node.Input(0)), b = new(node.Input(1)), y = new(node);
        return input == 0 ? TOp.GradientLeft(cotangent, a, b, y) : TOp.GradientRight(cotangent, a, b, y);
    }

    public override void Walk(
        Lane lane, ref byte result, ref byte a, nint stepA, ref byte b, nint stepB, ref byte c, nint stepC, nint bytes)
    {
        switch (lane.Number)
        {
            case Lane.Float32: Walk<float>(ref result, ref a, stepA, ref b, stepB, bytes); break;
            case Lane.Float64: Walk<double>(ref result, ref a, stepA, ref b, stepB, bytes); break;
            case Lane.Int32: Walk<int>(ref result, ref a, stepA, ref b, stepB, bytes); break;
            default: Walk<long>(ref result, ref a, stepA, ref b, stepB, bytes); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Walk<T>(ref byte result, ref byte a, nint stepA, ref byte b, nint stepB, nint bytes) where T : unmanaged
    {
        for (nint at = 0, inA = 0, inB = 0; at < bytes; at += 64, inA += stepA, inB += stepB)
        {
            TOp.Formula(Lanes<T>.Load(ref Unsafe.Add(ref a, inA)), Lanes<T>.Load(ref Unsafe.Add(ref b, inB)))
                .Store(ref Unsafe.Add(ref result, at));
        }
    }

    public override int Weight => TOp.Formula<Weight>(default, default).Value;

    public override MethodInfo Formula(Lane lane) => lane.Number switch
    {
        Lane.Float32 => ((Func<Lanes<float>, Lanes<float>, Lanes<float>>)TOp.Formula).Method,
        Lane.Float64 => ((Func<Lanes<double>, Lanes<double>, Lanes<double>>)TOp.Formula).Method,
        Lane.Int32 => ((Func<Lanes<int>, Lanes<int>, Lanes<int>>)TOp.Formula).Method,
        _ => ((Func<Lanes<long>, Lanes<long>, Lanes<long>>)TOp.Formula).Method,
    };

    public override double Exact(double a, double b, double c) => TOp.Formula(new Real(a), new Real(b)).Value;

    public override Text Print(Node node, ReadOnlySpan<Text> inputs) => TOp.Formula(inputs[0], inputs[1]);
}
