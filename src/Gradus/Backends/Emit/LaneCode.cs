using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Gradus.Graph;

namespace Gradus.Backends.Emit;

/// <summary>
/// The methods emitted code calls for one kind of lane. Found through delegates, so that nothing is looked up by name.
/// </summary>
internal sealed class LaneCode
{
    private delegate Lanes<T> Reads<T>(ref byte at) where T : unmanaged;

    private unsafe delegate Lanes<T> ReadsPinned<T>(byte* at) where T : unmanaged;

    private unsafe delegate Lanes<T> ReadsFirst<T>(byte* at, int count) where T : unmanaged;

    private unsafe delegate Lanes<T> ReadsStrided<T>(byte* at, nint stride) where T : unmanaged;

    private unsafe delegate Lanes<T> ReadsFirstStrided<T>(byte* at, nint stride, int count) where T : unmanaged;

    private delegate void Writes<T>(Lanes<T> lanes, ref byte at) where T : unmanaged;

    private unsafe delegate void WritesFirst<T>(Lanes<T> lanes, byte* at, int count) where T : unmanaged;

    public required Type Type;
    public required MethodInfo Load, LoadFirst, Store, StoreFirst, Repeat, RepeatBool, RepeatBits;
    public required MethodInfo LoadBools, LoadFirstBools, StoreBools, StoreFirstBools;
    public required MethodInfo Evens, Odds, LoadUpper, LoadFirstLower, LoadFirstUpper;
    public required MethodInfo Keep, LoadPairs, LoadFirstPairs, LoadStrided, LoadFirstStrided;

    /// <summary>To the other type of this width: floating point to integer and back.</summary>
    public required MethodInfo Reinterpret;

    private static readonly Lazy<LaneCode> Single = new(() => Create<float, int>());
    private static readonly Lazy<LaneCode> Double = new(() => Create<double, long>());
    private static readonly Lazy<LaneCode> Int = new(() => Create<int, float>());
    private static readonly Lazy<LaneCode> Long = new(() => Create<long, double>());

    public static LaneCode Of(Lane lane) => lane.Number switch
    {
        Lane.Float32 => Single.Value,
        Lane.Float64 => Double.Value,
        Lane.Int32 => Int.Value,
        _ => Long.Value,
    };

    /// <summary>Asks for a line of memory that will be read or written soon, into the second level of cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch(byte* at)
    {
        if (Sse.IsSupported) Sse.Prefetch1(at);
    }

    private static unsafe LaneCode Create<T, TOther>() where T : unmanaged where TOther : unmanaged => new()
    {
        Type = typeof(Lanes<T>),
        Load = ((Reads<T>)Vectors<T>.Load).Method,
        LoadFirst = ((ReadsFirst<T>)Vectors<T>.LoadFirst).Method,
        Store = ((Writes<T>)Vectors<T>.Store).Method,
        StoreFirst = ((WritesFirst<T>)Vectors<T>.StoreFirst).Method,
        Repeat = ((Reads<T>)Vectors<T>.Repeat).Method,
        RepeatBits = ((Func<long, Lanes<T>>)Vectors<T>.RepeatBits).Method,
        RepeatBool = ((Reads<T>)Vectors<T>.RepeatBool).Method,
        LoadBools = ((Reads<T>)Vectors<T>.LoadBools).Method,
        LoadFirstBools = ((ReadsFirst<T>)Vectors<T>.LoadFirstBools).Method,
        StoreBools = ((Writes<T>)Vectors<T>.StoreBools).Method,
        StoreFirstBools = ((WritesFirst<T>)Vectors<T>.StoreFirstBools).Method,
        Keep = ((Func<Lanes<T>, Lanes<T>, int, Lanes<T>>)Vectors<T>.Keep).Method,
        Evens = ((Func<Lanes<T>, Lanes<T>, Lanes<T>>)Lanes<T>.Evens).Method,
        Odds = ((Func<Lanes<T>, Lanes<T>, Lanes<T>>)Lanes<T>.Odds).Method,
        LoadUpper = ((ReadsPinned<T>)Vectors<T>.LoadUpper).Method,
        LoadFirstLower = ((ReadsFirst<T>)Vectors<T>.LoadFirstLower).Method,
        LoadFirstUpper = ((ReadsFirst<T>)Vectors<T>.LoadFirstUpper).Method,
        LoadPairs = ((ReadsPinned<T>)Vectors<T>.LoadPairs).Method,
        LoadFirstPairs = ((ReadsFirst<T>)Vectors<T>.LoadFirstPairs).Method,
        LoadStrided = ((ReadsStrided<T>)Vectors<T>.LoadStrided).Method,
        LoadFirstStrided = ((ReadsFirstStrided<T>)Vectors<T>.LoadFirstStrided).Method,
        Reinterpret = ((Func<Lanes<T>, Lanes<TOther>>)Unsafe.BitCast<Lanes<T>, Lanes<TOther>>).Method,
    };
}
