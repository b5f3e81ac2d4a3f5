using System.Reflection;
using System.Runtime.CompilerServices;

namespace Gradus.Graph;

/// <summary>Reads the formula of <typeparamref name="TOp"/> in each way the backends need it.</summary>
internal sealed class TernaryOp<TOp> : MapOp where TOp : struct, ITernary
{
    public static readonly TernaryOp<TOp> Instance = new();

    private TernaryOp() : base(typeof(TOp).Name, 3)
    {
    }

    public override ResultKind Result => TOp.Result;

    public override Domain Domain => TOp.Domain;

    public override bool FirstIsMask => TOp.FirstIsMask;

    public override bool GivesMask => false;

    public override Tensor? Gradient(int input, Tensor cotangent, Node node) =>
        TOp.Gradient(input, cotangent, new Tensor(node.Input(0)), new Tensor(node.Input(1)), new Tensor(node.Input(2)));

    public override void Walk(
        Lane lane, ref byte result, ref byte a, nint stepA, ref byte b, nint stepB, ref byte c, nint stepC, nint bytes)
    {
        switch (lane.Number)
        {
            case Lane.Float32: Walk<float>(ref result, ref a, stepA, ref b, stepB, ref c, stepC, bytes); break;
            case Lane.Float64: Walk<double>(ref result, ref a, stepA, ref b, stepB, ref c, stepC, bytes); break;
            case Lane.Int32: Walk<int>(ref result, ref a, stepA, ref b, stepB, ref c, stepC, bytes); break;
            default: Walk<long>(ref result, ref a, stepA, ref b, stepB, ref c, stepC, bytes); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Walk<T>(
        ref byte result, ref byte a, nint stepA, ref byte b, nint stepB, ref byte c, nint stepC, nint bytes) where T : unmanaged
    {
        for (nint at = 0, inA = 0, inB = 0, inC = 0; at < bytes; at += 64, inA += stepA, inB += stepB, inC += stepC)
        {
            TOp.Formula(
                Lanes<T>.Load(ref Unsafe.Add(ref a, inA)),
                Lanes<T>.Load(ref Unsafe.Add(ref b, inB)),
                Lanes<T>.Load(ref Unsafe.Add(ref c, inC))).Store(ref Unsafe.Add(ref result, at));
        }
    }

    public override int Weight => TOp.Formula<Weight>(default, default, default).Value;

    public override MethodInfo Formula(Lane lane) => lane.Number switch
    {
        Lane.Float32 => ((Func<Lanes<float>, Lanes<float>, Lanes<float>, Lanes<float>>)TOp.Formula).Method,
        Lane.Float64 => ((Func<Lanes<double>, Lanes<double>, Lanes<double>, Lanes<double>>)TOp.Formula).Method,
        Lane.Int32 => ((Func<Lanes<int>, Lanes<int>, Lanes<int>, Lanes<int>>)TOp.Formula).Method,
        _ => ((Func<Lanes<long>, Lanes<long>, Lanes<long>, Lanes<long>>)TOp.Formula).Method,
    };

    public override double Exact(double a, double b, double c) => TOp.Formula(new Real(a), new Real(b), new Real(c)).Value;

    public override Text Print(Node node, ReadOnlySpan<Text> inputs) => TOp.Formula(inputs[0], inputs[1], inputs[2]);
}
