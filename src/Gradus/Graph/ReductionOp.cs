using System.Reflection;
using System.Runtime.CompilerServices;

namespace Gradus.Graph;

/// <summary>Reads the combining formula of <typeparamref name="TOp"/> in each way the backends need it.</summary>
internal sealed class ReductionOp<TOp> : ReduceOp where TOp : struct, IReduction
{
    public static readonly ReductionOp<TOp> Instance = new();

    private ReductionOp() : base(typeof(TOp).Name)
    {
    }

    public override bool IsDifferentiable => TOp.Result is not (ResultKind.Bool or ResultKind.Logical);

    public override Tensor? Gradient(int input, Tensor cotangent, Node node)
    {
        var x = new Tensor(node.Input(0));
        var y = new Tensor(node);
        var kept = Axes.Keep(x.Shape, node.Facts!);
        return TOp.Gradient(cotangent.Reshape(kept), x, y.Reshape(kept), node.Facts!)?.Expand(x.Shape);
    }

    public override void Clear(Lane lane, ref byte accumulator, nint bytes)
    {
        switch (lane.Number)
        {
            case Lane.Float32: Clear<float>(ref accumulator, bytes); break;
            case Lane.Float64: Clear<double>(ref accumulator, bytes); break;
            case Lane.Int32: Clear<int>(ref accumulator, bytes); break;
            default: Clear<long>(ref accumulator, bytes); break;
        }
    }

    private static void Clear<T>(ref byte accumulator, nint bytes) where T : unmanaged
    {
        for (nint at = 0; at < bytes; at += 64) TOp.Identity<Lanes<T>>().Store(ref Unsafe.Add(ref accumulator, at));
    }

    public override void Accumulate(Lane lane, ref byte accumulator, ref byte values, nint bytes)
    {
        switch (lane.Number)
        {
            case Lane.Float32: Accumulate<float>(ref accumulator, ref values, bytes); break;
            case Lane.Float64: Accumulate<double>(ref accumulator, ref values, bytes); break;
            case Lane.Int32: Accumulate<int>(ref accumulator, ref values, bytes); break;
            default: Accumulate<long>(ref accumulator, ref values, bytes); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Accumulate<T>(ref byte accumulator, ref byte values, nint bytes) where T : unmanaged
    {
        for (nint at = 0; at < bytes; at += 64)
        {
            ref var place = ref Unsafe.Add(ref accumulator, at);
            TOp.Combine(Lanes<T>.Load(ref place), Lanes<T>.Load(ref Unsafe.Add(ref values, at))).Store(ref place);
        }
    }

    public override void Run(Lane lane, ref byte lanes, ref byte values, nint count)
    {
        switch (lane.Number)
        {
            case Lane.Float32: Run<float>(ref lanes, ref values, count); break;
            case Lane.Float64: Run<double>(ref lanes, ref values, count); break;
            case Lane.Int32: Run<int>(ref lanes, ref values, count); break;
            default: Run<long>(ref lanes, ref values, count); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Run<T>(ref byte lanes, ref byte values, nint count) where T : unmanaged
    {
        var sum = Lanes<T>.Load(ref lanes);
        var whole = count * sizeof(T) & ~(nint)63;
        for (nint at = 0; at < whole; at += 64) sum = TOp.Combine(sum, Lanes<T>.Load(ref Unsafe.Add(ref values, at)));
        var rest = (int)(count - whole / sizeof(T));
        if (rest > 0)
        {
            // The block behind the values is padded to a whole vector, so reading past the count is safe; the mask drops it.
            var last = Lanes<T>.Load(ref Unsafe.Add(ref values, whole));
            sum = TOp.Combine(sum, Lanes<T>.Select(Lanes<T>.First(rest), last, TOp.Identity<Lanes<T>>()));
        }
        sum.Store(ref lanes);
    }

    public override void Fold(Lane lane, ref byte lanes, ref byte total)
    {
        switch (lane.Number)
        {
            case Lane.Float32:
                Combine<double>(ref total, Tree<float>(ref lanes));
                break;
            case Lane.Float64:
                Combine<double>(ref total, Tree<double>(ref lanes));
                break;
            case Lane.Int32:
                Combine<long>(ref total, Tree<int>(ref lanes));
                break;
            default:
                Combine<long>(ref total, Tree<long>(ref lanes));
                break;
        }
    }

    private static T Tree<T>(ref byte lanes) where T : unmanaged
    {
        var sum = Lanes<T>.Load(ref lanes);
        for (var half = Lanes<T>.Count / 2; half > 0; half /= 2) sum = TOp.Combine(sum, sum.Swap(half));
        TOp.Identity<Lanes<T>>().Store(ref lanes);
        return sum[0];
    }

    private static void Combine<T>(ref byte total, double value) where T : unmanaged =>
        Unsafe.WriteUnaligned(ref total, TOp.Combine(new Real(Unsafe.ReadUnaligned<double>(ref total)), new Real(value)).Value);

    private static void Combine<T>(ref byte total, long value) where T : unmanaged =>
        Unsafe.WriteUnaligned(
            ref total,
            TOp.Combine(Lanes<long>.All(Unsafe.ReadUnaligned<long>(ref total)), Lanes<long>.All(value))[0]);

    public override void ClearTotal(Lane lane, ref byte total)
    {
        if (lane is Lane.Float32 or Lane.Float64) Unsafe.WriteUnaligned(ref total, TOp.Identity<Real>().Value);
        else Unsafe.WriteUnaligned(ref total, TOp.Identity<Lanes<long>>()[0]);
    }

    public override void CombineTotals(Lane lane, ref byte total, ref byte other)
    {
        if (lane is Lane.Float32 or Lane.Float64) Combine<double>(ref total, Unsafe.ReadUnaligned<double>(ref other));
        else Combine<long>(ref total, Unsafe.ReadUnaligned<long>(ref other));
    }

    public override MethodInfo Formula(Lane lane) => lane.Number switch
    {
        Lane.Float32 => ((Func<Lanes<float>, Lanes<float>, Lanes<float>>)TOp.Combine).Method,
        Lane.Float64 => ((Func<Lanes<double>, Lanes<double>, Lanes<double>>)TOp.Combine).Method,
        Lane.Int32 => ((Func<Lanes<int>, Lanes<int>, Lanes<int>>)TOp.Combine).Method,
        _ => ((Func<Lanes<long>, Lanes<long>, Lanes<long>>)TOp.Combine).Method,
    };

    public override MethodInfo Identity(Lane lane) => lane.Number switch
    {
        Lane.Float32 => ((Func<Lanes<float>>)TOp.Identity<Lanes<float>>).Method,
        Lane.Float64 => ((Func<Lanes<double>>)TOp.Identity<Lanes<double>>).Method,
        Lane.Int32 => ((Func<Lanes<int>>)TOp.Identity<Lanes<int>>).Method,
        _ => ((Func<Lanes<long>>)TOp.Identity<Lanes<long>>).Method,
    };

    public override double Exact(double a, double b) => TOp.Combine(new Real(a), new Real(b)).Value;

    public override double ExactIdentity => TOp.Identity<Real>().Value;
}
