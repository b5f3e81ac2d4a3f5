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

    public override ResultKind Result => TOp.Result;

    public override Domain Domain => TOp.Domain;

    public override string Rule
    {
        get
        {
            var start = TOp.Result == ResultKind.Logical
                ? TOp.Identity<Real>().IsTrue ? "true" : "false"
                : $"{TOp.Identity<Text>()}";
            return $"{TOp.Combine(Text.Name("a"), Text.Name("b"))}, from {start}";
        }
    }

    public override bool IsDifferentiable => TOp.Result is not (ResultKind.Bool or ResultKind.Logical);

    public override Tensor? Gradient(int input, Tensor cotangent, Node node)
    {
        var x = node.Input(0);
        var kept = Axes.Keep(x.Shape, node.Facts!);
        // A bare number (what a backward pass starts from) broadcasts as it is, here and further down.
        if (!cotangent.Node.IsNumber) cotangent = cotangent.Reshape(kept);
        return TOp.Gradient(cotangent, new Tensor(x), new Tensor(node).Reshape(kept), node.Facts!) is { } gradient
            ? gradient.Node.IsNumber ? gradient : gradient.Expand(x.Shape)
            : null;
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
            case Lane.Float32: Fold<float>(ref lanes, ref total, FoldSingle); break;
            case Lane.Float64: Fold<double>(ref lanes, ref total, FoldDouble); break;
            case Lane.Int32: Fold<int>(ref lanes, ref total, FoldInt); break;
            default: Fold<long>(ref lanes, ref total, FoldLong); break;
        }
    }

    public override MethodInfo Fold(Lane lane) => lane.Number switch
    {
        Lane.Float32 => ((Func<Lanes<float>, double, double>)FoldSingle).Method,
        Lane.Float64 => ((Func<Lanes<double>, double, double>)FoldDouble).Method,
        Lane.Int32 => ((Func<Lanes<int>, long, long>)FoldInt).Method,
        _ => ((Func<Lanes<long>, long, long>)FoldLong).Method,
    };

    // Inlined into a kernel, the folds of several sums together would cost it its registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double FoldSingle(Lanes<float> lanes, double total) =>
        TOp.Combine(new Real(total), new Real(Tree(lanes))).Value;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double FoldDouble(Lanes<double> lanes, double total) =>
        TOp.Combine(new Real(total), new Real(Tree(lanes))).Value;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long FoldInt(Lanes<int> lanes, long total) =>
        TOp.Combine(Lanes<long>.All(total), Lanes<long>.All(Tree(lanes)))[0];

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long FoldLong(Lanes<long> lanes, long total) =>
        TOp.Combine(Lanes<long>.All(total), Lanes<long>.All(Tree(lanes)))[0];

    private delegate void Folding(ref byte lanes, int count, ref byte results);

    public override MethodInfo FoldMany(Lane lane) => lane.Number switch
    {
        Lane.Float32 => ((Folding)FoldMany<float>).Method,
        Lane.Float64 => ((Folding)FoldMany<double>).Method,
        Lane.Int32 => ((Folding)FoldMany<int>).Method,
        _ => ((Folding)FoldMany<long>).Method,
    };

    // The tree's first two steps leave a quarter of each vector, and four vectors in one; so the other steps do four at once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FoldMany<T>(ref byte lanes, int count, ref byte results) where T : unmanaged
    {
        for (nint at = 0; at < count; at += FoldedTogether)
        {
            ref var first = ref Unsafe.Add(ref lanes, at * 64);
            var (a, b) = (Lanes<T>.Load(ref first), Lanes<T>.Load(ref Unsafe.Add(ref first, 64)));
            var (c, d) = (Lanes<T>.Load(ref Unsafe.Add(ref first, 128)), Lanes<T>.Load(ref Unsafe.Add(ref first, 192)));
            var ab = TOp.Combine(Lanes<T>.Lower(a, b), Lanes<T>.Upper(a, b));
            var cd = TOp.Combine(Lanes<T>.Lower(c, d), Lanes<T>.Upper(c, d));
            var sums = TOp.Combine(Lanes<T>.LowerQuarters(ab, cd), Lanes<T>.UpperQuarters(ab, cd));
            if (Lanes<T>.Count == 16) sums = TOp.Combine(sums, sums.Swap(2));
            sums = TOp.Combine(sums, sums.Swap(1));
            ref var to = ref Unsafe.As<byte, T>(ref Unsafe.Add(ref results, at * Unsafe.SizeOf<T>()));
            var quarter = Lanes<T>.Count / 4;
            to = Finish(sums[0]);
            if (count - at > 1) Unsafe.Add(ref to, 1) = Finish(sums[quarter]);
            if (count - at > 2) Unsafe.Add(ref to, 2) = Finish(sums[2 * quarter]);
            if (count - at > 3) Unsafe.Add(ref to, 3) = Finish(sums[3 * quarter]);
        }
    }

    // What a total of nothing and one value give, in the precision of totals.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Finish<T>(T value) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return Unsafe.BitCast<float, T>((float)OfNothingAnd(Unsafe.BitCast<T, float>(value)));
        if (typeof(T) == typeof(double)) return Unsafe.BitCast<double, T>(OfNothingAnd(Unsafe.BitCast<T, double>(value)));
        var whole = typeof(T) == typeof(int) ? Unsafe.BitCast<T, int>(value) : Unsafe.BitCast<T, long>(value);
        var total = TOp.Combine(TOp.Identity<Lanes<long>>(), Lanes<long>.All(whole))[0];
        return typeof(T) == typeof(int) ? Unsafe.BitCast<int, T>((int)total) : Unsafe.BitCast<long, T>(total);
    }

    private static double OfNothingAnd(double value) => TOp.Combine(TOp.Identity<Real>(), new Real(value)).Value;

    private static void Fold<T>(ref byte lanes, ref byte total, Func<Lanes<T>, double, double> fold) where T : unmanaged
    {
        Unsafe.WriteUnaligned(ref total, fold(Lanes<T>.Load(ref lanes), Unsafe.ReadUnaligned<double>(ref total)));
        TOp.Identity<Lanes<T>>().Store(ref lanes);
    }

    private static void Fold<T>(ref byte lanes, ref byte total, Func<Lanes<T>, long, long> fold) where T : unmanaged
    {
        Unsafe.WriteUnaligned(ref total, fold(Lanes<T>.Load(ref lanes), Unsafe.ReadUnaligned<long>(ref total)));
        TOp.Identity<Lanes<T>>().Store(ref lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Tree<T>(Lanes<T> sum) where T : unmanaged
    {
        if (Lanes<T>.Count == 16) sum = TOp.Combine(sum, sum.Swap(8));
        sum = TOp.Combine(sum, sum.Swap(4));
        sum = TOp.Combine(sum, sum.Swap(2));
        return TOp.Combine(sum, sum.Swap(1))[0];
    }

    private static void Combine(ref byte total, double value) =>
        Unsafe.WriteUnaligned(ref total, TOp.Combine(new Real(Unsafe.ReadUnaligned<double>(ref total)), new Real(value)).Value);

    private static void Combine(ref byte total, long value) =>
        Unsafe.WriteUnaligned(
            ref total,
            TOp.Combine(Lanes<long>.All(Unsafe.ReadUnaligned<long>(ref total)), Lanes<long>.All(value))[0]);

    public override MethodInfo TotalIdentity(Lane lane) => lane is Lane.Float32 or Lane.Float64
        ? ((Func<double>)FloatingIdentity).Method
        : ((Func<long>)IntegerIdentity).Method;

    private static double FloatingIdentity() => TOp.Identity<Real>().Value;

    private static long IntegerIdentity() => TOp.Identity<Lanes<long>>()[0];

    public override void ClearTotal(Lane lane, ref byte total)
    {
        if (lane is Lane.Float32 or Lane.Float64) Unsafe.WriteUnaligned(ref total, FloatingIdentity());
        else Unsafe.WriteUnaligned(ref total, IntegerIdentity());
    }

    public override void CombineTotals(Lane lane, ref byte total, ref byte other)
    {
        if (lane is Lane.Float32 or Lane.Float64) Combine(ref total, Unsafe.ReadUnaligned<double>(ref other));
        else Combine(ref total, Unsafe.ReadUnaligned<long>(ref other));
    }

    public override void FoldColumns(Lane lane, ref byte values, ref byte totals, int columns)
    {
        var bytes = (nint)columns * lane.Size;
        switch (lane.Number)
        {
            case Lane.Float32: AccumulateWidened<double>(ref totals, ref values, bytes); break;
            case Lane.Int32: AccumulateWidened<long>(ref totals, ref values, bytes); break;
            default: Accumulate(lane, ref totals, ref values, bytes); break;
        }
        Clear(lane, ref values, bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AccumulateWidened<T>(ref byte totals, ref byte values, nint bytes) where T : unmanaged
    {
        for (nint at = 0; at < bytes; at += 32)
        {
            ref var place = ref Unsafe.Add(ref totals, at * 2);
            TOp.Combine(Lanes<T>.Load(ref place), Lanes<T>.LoadWidened(ref Unsafe.Add(ref values, at))).Store(ref place);
        }
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
