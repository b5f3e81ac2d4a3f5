namespace Gradus.Graph;

/// <summary>
/// A C# number in an expression. Its value is bound at run time, so that a changing learning rate needs no new plan.
/// </summary>
internal sealed class NumberOp : Op
{
    private static readonly NumberOp Instance = new();

    private NumberOp() : base("number")
    {
    }

    // Not the 0 that schedules and gradients write: its sign matters.
    private const long NegativeZero = long.MinValue;

    /// <summary>
    /// 0, 1, -1 and 2 are written by rules of algebra and gradients, not by schedules: only they are part of a key.
    /// </summary>
    public static bool IsKeyed(Node node) => node.IsNumber && node.Facts is null && (node.DType.IsFloating
        ? BitConverter.Int64BitsToDouble(node.Bits) is 0 or 1 or -1 or 2 && node.Bits != NegativeZero
        : node.Bits is 0 or 1 or -1 or 2);

    /// <summary>
    /// The argument of a captured step: its number comes at every call, so no rule may look at the one it has now.
    /// </summary>
    public static Node Argument(double value, int index, DType dtype = DType.Float32) =>
        new(Instance, dtype, BitConverter.DoubleToInt64Bits(value), [index]);

    /// <summary>All digits of a floating number, or nothing of any other node.</summary>
    public static double? Digits(Node node) =>
        node.IsNumber && node.DType.IsFloating ? BitConverter.Int64BitsToDouble(node.Bits) : null;

    public static bool IsArgument(Node node) => node.IsNumber && node.Facts is not null;

    /// <summary>The graph of the plan that nodes are being written out for; its numbers come with every run.</summary>
    [ThreadStatic] public static Subgraph? Planned;

    /// <summary>
    /// Whether the node may stand for another number when what is being built now is used: an argument, or a number that is no
    /// part of the key of the plan being made.
    /// </summary>
    public static bool MayChange(Node node) => node.IsNumber && (node.Facts is not null || (!IsKeyed(node) && IsPlanned(node)));

    // A formula's own number is never one of these, however equal: the program's is another one at the next run.
    private static bool IsPlanned(Node node) => Planned is { } graph && graph.HasNumber(node);

    /// <summary>Whether two nodes are the same number, which no argument is.</summary>
    public static bool AreEqual(Node a, Node b) =>
        a.IsNumber && b.IsNumber && a.Bits == b.Bits && a.DType == b.DType && a.Facts is null && b.Facts is null;

    /// <summary>Whether a conversion may be done at once.</summary>
    public static bool CanConvert(Node number, DType dtype) =>
        IsArgument(number) && Planned is null ? dtype.IsFloating : !MayChange(number);

    /// <summary>
    /// A floating number keeps all its digits, so that it can still become a float64; it is rounded when it is used.
    /// </summary>
    public static Node Create(DType dtype, double value)
    {
        if (!dtype.IsFloating) return Create(dtype, dtype == DType.Bool ? (value != 0 ? 1 : 0) : (long)value);
        var bits = BitConverter.DoubleToInt64Bits(value);
        ref var recent = ref Recent[(int)((ulong)(bits ^ (long)dtype) * 0x9E3779B97F4A7C15UL >> 56)];
        if (recent is { } known && known.Bits == bits && known.DType == dtype && !IsPlanned(known)) return known;
        return recent = new(Instance, dtype, bits);
    }

    // The same numbers come at every step of a loop. They have no state, so one node serves all.
    private static readonly Node?[] Recent = new Node?[256];

    public static Node Create(DType dtype, long value) => dtype switch
    {
        DType.Bool => new(Instance, dtype, value != 0 ? 1 : 0),
        DType.Int32 => new(Instance, dtype, (int)value),
        DType.Int64 => new(Instance, dtype, value),
        _ => Create(dtype, (double)value),
    };

    /// <summary>The same number in another dtype.</summary>
    public static Node Convert(Node number, DType dtype)
    {
        if (number.DType == dtype) return number;
        if (number.Facts is not null) return new(Instance, dtype, number.Bits, number.Facts);
        return number.DType.IsFloating ? Create(dtype, BitConverter.Int64BitsToDouble(number.Bits)) : Create(dtype, number.Bits);
    }

    public static double Value(Node number) => number.DType switch
    {
        DType.Float32 => (float)BitConverter.Int64BitsToDouble(number.Bits),
        DType.Float64 => BitConverter.Int64BitsToDouble(number.Bits),
        _ => number.Bits,
    };

    /// <summary>
    /// The number in the bits of its own element type, as a vector lane holds it; masks are all ones or all zeros.
    /// </summary>
    public static long LaneBits(Node number) => LaneBits(number.DType, number.Bits);

    public static long LaneBits(DType dtype, double value) => LaneBits(dtype, BitConverter.DoubleToInt64Bits(value));

    private static long LaneBits(DType dtype, long bits) => dtype switch
    {
        DType.Float32 => BitConverter.SingleToInt32Bits((float)BitConverter.Int64BitsToDouble(bits)),
        DType.Bool => -bits,
        _ => bits,
    };

    public override Text Print(Node node, ReadOnlySpan<Text> inputs) => Text.Of(Value(node));
}
