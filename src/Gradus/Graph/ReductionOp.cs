using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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

    public override void FoldMany(Lane lane, ref byte lanes, int count, ref byte results)
    {
        switch (lane.Number)
        {
            case Lane.Float32: FoldMany<float>(ref lanes, count, ref results); break;
            case Lane.Float64: FoldMany<double>(ref lanes, count, ref results); break;
            case Lane.Int32: FoldMany<int>(ref lanes, count, ref results); break;
            default: FoldMany<long>(ref lanes, count, ref results); break;
        }
    }

    private delegate void Folding(ref byte lanes, int count, ref byte results);

    public override MethodInfo FoldMany(Lane lane) => lane.Number switch
    {
        Lane.Float32 => ((Folding)FoldMany<float>).Method,
        Lane.Float64 => ((Folding)FoldMany<double>).Method,
        Lane.Int32 => ((Folding)FoldMany<int>).Method,
        _ => ((Folding)FoldMany<long>).Method,
    };

    // Each step of the tree leaves half of the lanes of two vectors, and puts them into one: so all lanes work to the end.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FoldMany<T>(ref byte lanes, int count, ref byte results) where T : unmanaged
    {
        ref var to = ref results;
        for (; count > 0; count -= Lanes<T>.Count)
        {
            // The totals of a small loop are seldom more than four; anything may stand in for the rest.
            var a = FoldFour<T>(ref lanes);
            var b = count <= 4 ? a : FoldFour<T>(ref Unsafe.Add(ref lanes, 4 * 64));
            var folded = Halve<long, T>(a, b);
            if (Lanes<T>.Count == 16)
            {
                var upper = count <= 8 ? folded : Halve<long, T>(
                    FoldFour<T>(ref Unsafe.Add(ref lanes, 8 * 64)), FoldFour<T>(ref Unsafe.Add(ref lanes, 12 * 64)));
                folded = Halve<int, T>(folded, upper);
            }
            Finish(folded).Store(ref to);
            lanes = ref Unsafe.Add(ref lanes, Lanes<T>.Count * 64);
            to = ref Unsafe.Add(ref to, 64);
        }
    }

    // Four vectors, each to a quarter of one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<T> FoldFour<T>(ref byte first) where T : unmanaged
    {
        var (a, b) = (Lanes<T>.Load(ref first), Lanes<T>.Load(ref Unsafe.Add(ref first, 64)));
        var (c, d) = (Lanes<T>.Load(ref Unsafe.Add(ref first, 128)), Lanes<T>.Load(ref Unsafe.Add(ref first, 192)));
        var ab = TOp.Combine(Lanes<T>.Lower(a, b), Lanes<T>.Upper(a, b));
        var cd = TOp.Combine(Lanes<T>.Lower(c, d), Lanes<T>.Upper(c, d));
        return TOp.Combine(Lanes<T>.LowerQuarters(ab, cd), Lanes<T>.UpperQuarters(ab, cd));
    }

    // Combines lanes side by side, or pairs of them, of two vectors.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<T> Halve<TStep, T>(Lanes<T> a, Lanes<T> b) where T : unmanaged where TStep : unmanaged
    {
        var (p, q) = (Unsafe.BitCast<Lanes<T>, Lanes<TStep>>(a), Unsafe.BitCast<Lanes<T>, Lanes<TStep>>(b));
        return TOp.Combine(
            Unsafe.BitCast<Lanes<TStep>, Lanes<T>>(Lanes<TStep>.Evens(p, q)),
            Unsafe.BitCast<Lanes<TStep>, Lanes<T>>(Lanes<TStep>.Odds(p, q)));
    }

    // What a total of nothing and a value give, in the precision of totals.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes<T> Finish<T>(Lanes<T> values) where T : unmanaged
    {
        if (typeof(T) != typeof(float)) return TOp.Combine(TOp.Identity<Lanes<T>>(), values);
        var nothing = TOp.Identity<Lanes<double>>();
        var (low, high) = (Vector512.WidenLower(values.Value.AsSingle()), Vector512.WidenUpper(values.Value.AsSingle()));
        var (p, q) = (TOp.Combine(nothing, new(low)), TOp.Combine(nothing, new(high)));
        return new(Vector512.Narrow(p.Value, q.Value).As<float, T>());
    }

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
