using Gradus.Backends.Emit;
namespace Gradus.Tests.Lanes;

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

public class LanesMemoryTests
{
    private static T[] Ramp<T>(int length) where T : unmanaged
        => [.. Enumerable.Range(1, length).Select(i => (T)Convert.ChangeType(i, typeof(T)))];

    private static ref byte Bytes<T>(T[] array) where T : unmanaged
        => ref Unsafe.As<T, byte>(ref MemoryMarshal.GetArrayDataReference(array));

    [Fact]
    public void LoadAndStoreNeedNoAlignment()
    {
        CheckLoadAndStore<float>();
        CheckLoadAndStore<double>();
        CheckLoadAndStore<int>();
        CheckLoadAndStore<long>();
    }

    private static void CheckLoadAndStore<T>() where T : unmanaged
    {
        var source = Ramp<T>(Lanes<T>.Count + 1);
        var target = new T[Lanes<T>.Count + 2];
        var lanes = Lanes<T>.Load(ref Unsafe.Add(ref Bytes(source), Unsafe.SizeOf<T>()));
        lanes.Store(ref Unsafe.Add(ref Bytes(target), Unsafe.SizeOf<T>()));
        Assert.Equal([default, .. source[1..], default], target);
        Assert.Equal(64 / Unsafe.SizeOf<T>(), Lanes<T>.Count);
    }

    [Fact]
    public void TailsTouchNothingBeyond()
    {
        CheckTails<float>();
        CheckTails<double>();
        CheckTails<int>();
        CheckTails<long>();
    }

    private static unsafe void CheckTails<T>() where T : unmanaged
    {
        for (var n = 0; n <= Lanes<T>.Count; n++)
        {
            var source = Ramp<T>(n);
            Lanes<T> lanes;
            fixed (T* at = source) lanes = Lanes<T>.LoadFirst((byte*)at, n);
            var mask = Lanes<T>.First(n);
            var selected = Lanes<T>.Select(mask, Lanes<T>.Of(1), Lanes<T>.Of(0));
            for (var i = 0; i < Lanes<T>.Count; i++)
            {
                Assert.Equal(i < n ? source[i] : default, lanes[i]);
                Assert.Equal(i < n ? Lanes<T>.Of(1)[0] : default, selected[i]);
            }
            var target = new T[n + 1];
            target[n] = Lanes<T>.Of(77)[0];
            fixed (T* at = target) lanes.StoreFirst((byte*)at, n);
            Assert.Equal([.. source, Lanes<T>.Of(77)[0]], target);
            var bools = new byte[n + 1];
            bools[n] = 77;
            fixed (byte* at = bools) mask.StoreFirstBools(at, n);
            Assert.Equal([.. Enumerable.Repeat((byte)1, n), 77], bools);
            fixed (byte* at = bools) mask = Lanes<T>.LoadFirstBools(at, n);
            Assert.Equal(Lanes<T>.First(n).Value, mask.Value);
        }
    }

    [Fact]
    public void ElementsAStrideApartAreReadInOrder()
    {
        CheckStrides<float>();
        CheckStrides<double>();
        CheckStrides<int>();
        CheckStrides<long>();
    }

    // What is read behind the last element may be anything, but for the first n of a vector, where it is zero.
    private static unsafe void CheckStrides<T>() where T : unmanaged
    {
        for (var n = 1; n <= Lanes<T>.Count; n++)
        {
            var pairs = Ramp<T>(2 * n);
            T[] evens = Every(pairs, 2, n), odds = Every(pairs[1..], 2, n);
            fixed (T* at = pairs)
            {
                AssertStart(evens, Vectors<T>.LoadFirstPairs((byte*)at, n));
                var (lower, upper) = (Vectors<T>.LoadFirstLower((byte*)at, n), Vectors<T>.LoadFirstUpper((byte*)at, n));
                AssertStart(evens, Lanes<T>.Evens(lower, upper));
                AssertStart(odds, Lanes<T>.Odds(lower, upper));
            }
            var thirds = Ramp<T>(3 * n);
            fixed (T* at = thirds) AssertStart(Every(thirds, 3, n), Vectors<T>.LoadFirstStrided((byte*)at, 3 * sizeof(T), n));
            if (n < Lanes<T>.Count) continue;
            fixed (T* at = pairs) AssertStart(evens, Vectors<T>.LoadPairs((byte*)at));
            fixed (T* at = thirds) AssertStart(Every(thirds, 3, n), Vectors<T>.LoadStrided((byte*)at, 3 * sizeof(T)));
        }

        static T[] Every(T[] values, int step, int count) => [.. Enumerable.Range(0, count).Select(i => values[i * step])];

        static void AssertStart(T[] expected, Lanes<T> lanes)
        {
            for (var i = 0; i < Lanes<T>.Count; i++) Assert.Equal(i < expected.Length ? expected[i] : default, lanes[i]);
        }
    }

    [Fact]
    public void SwapExchangesLanesAHalfAway()
    {
        CheckSwap<float>();
        CheckSwap<double>();
        CheckSwap<int>();
        CheckSwap<long>();
    }

    private static void CheckSwap<T>() where T : unmanaged
    {
        var ramp = Ramp<T>(Lanes<T>.Count);
        var lanes = Lanes<T>.Load(ref Bytes(ramp));
        for (var half = Lanes<T>.Count / 2; half > 0; half /= 2)
        {
            var swapped = lanes.Swap(half);
            for (var i = 0; i < Lanes<T>.Count; i++) Assert.Equal(ramp[i ^ half], swapped[i]);
        }
        foreach (var wrong in new[] { 0, 3, Lanes<T>.Count, -1 })
            Assert.Throws<ArgumentOutOfRangeException>(() => lanes.Swap(wrong));
    }

    [Fact]
    public void AFoldAddsInItsFixedOrder()
    {
        float[] values = [1e8f, 1, 3, -5, 1e-3f, 7, -1e8f, 2, -1e8f, 4, 1e8f, 6, 0.1f, -7, 3, 1];
        var sum = Lanes<float>.Load(ref Bytes(values));
        for (var half = 8; half > 0; half /= 2) sum += sum.Swap(half);
        var tree = values;
        for (var half = 8; half > 0; half /= 2) tree = [.. Enumerable.Range(0, half).Select(i => tree[i] + tree[i + half])];
        Assert.Equal(tree[0], sum[0]);
    }

    [Fact]
    public void AWrongHalfIsNamed()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Lanes<float>.Of(0).Swap(3));
        Assert.StartsWith("Swap: half is 3; lanes of Single swap at a power of two from 1 to 8.", error.Message);
    }

    [Fact]
    public void BoolsBecomeMasksAndReturn()
    {
        CheckBools<float>();
        CheckBools<double>();
        CheckBools<int>();
        CheckBools<long>();
    }

    private static void CheckBools<T>() where T : unmanaged
    {
        var random = new Random(3);
        for (var round = 0; round < 50; round++)
        {
            var bools = Enumerable.Range(0, Lanes<T>.Count).Select(_ => random.Next(2) == 1).ToArray();
            var mask = Lanes<T>.LoadBools(ref Bytes(bools));
            var selected = Lanes<T>.Select(mask, Lanes<T>.Of(5), Lanes<T>.Of(3));
            for (var i = 0; i < Lanes<T>.Count; i++) Assert.Equal(Lanes<T>.Of(bools[i] ? 5 : 3)[i], selected[i]);
            var target = new byte[Lanes<T>.Count + 1];
            target[^1] = 9;
            mask.StoreBools(ref target[0]);
            Assert.Equal([.. bools.Select(b => b ? (byte)1 : (byte)0), (byte)9], target);
        }
    }
}
