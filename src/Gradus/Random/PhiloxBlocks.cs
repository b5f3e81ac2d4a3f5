using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Gradus;

/// <summary>
/// Philox4x32-10: four words from a counter of four and a key of two, without state. Salmon, Moraes, Dror and Shaw, "Parallel
/// random numbers: as easy as 1, 2, 3" (SC 2011); multipliers and key steps are the paper's.
/// </summary>
internal static class PhiloxBlocks
{
    public const int WordsPerBlock = 4;

    private const int Rounds = 10;
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint KeyStep0 = 0x9E3779B9; // The golden ratio.
    private const uint KeyStep1 = 0xBB67AE85; // The square root of 3, less 1.

    /// <summary>
    /// The words of whole consecutive blocks: the counter is (block low, block high, stream, 0), the key is the seed.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Or the first large tensor is drawn by unoptimized code.
    public static void Fill(Span<uint> words, ulong seed, PhiloxStream stream, ulong firstBlock)
    {
        var (key0, key1) = ((uint)seed, (uint)(seed >> 32));
        ref var first = ref MemoryMarshal.GetReference(words);
        var i = 0;
        if (Avx2.IsSupported)
        {
            for (; i <= words.Length - 8 * WordsPerBlock; i += 8 * WordsPerBlock, firstBlock += 8)
            {
                EightBlocks(ref Unsafe.Add(ref first, i), key0, key1, (uint)stream, firstBlock);
            }
        }
        for (; i < words.Length; i += WordsPerBlock, firstBlock++)
        {
            (words[i], words[i + 1], words[i + 2], words[i + 3]) =
                Block((uint)firstBlock, (uint)(firstBlock >> 32), (uint)stream, 0, key0, key1);
        }
    }

    public static (uint, uint, uint, uint) Block(uint c0, uint c1, uint c2, uint c3, uint key0, uint key1)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (high0, low0) = Product(c0, Multiplier0);
            var (high1, low1) = Product(c2, Multiplier1);
            (c0, c1, c2, c3) = (high1 ^ c1 ^ key0, low1, high0 ^ c3 ^ key1, low0);
            key0 += KeyStep0;
            key1 += KeyStep1;
        }
        return (c0, c1, c2, c3);
    }

    /// <summary>The same for eight blocks side by side; integers only, so that no bit can differ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EightBlocks(ref uint words, uint key0, uint key1, uint stream, ulong firstBlock)
    {
        var low = Vector256.Create(firstBlock) + Vector256<ulong>.Indices;
        var high = low + Vector256.Create(4UL);
        var c0 = Vector256.Narrow(low, high);
        var c1 = Vector256.Narrow(low >>> 32, high >>> 32);
        var c2 = Vector256.Create(stream);
        var c3 = Vector256<uint>.Zero;
        for (var round = 0; round < Rounds; round++)
        {
            var (high0, low0) = Product(c0, Multiplier0);
            var (high1, low1) = Product(c2, Multiplier1);
            (c0, c1, c2, c3) = (high1 ^ c1 ^ Vector256.Create(key0), low1, high0 ^ c3 ^ Vector256.Create(key1), low0);
            key0 += KeyStep0;
            key1 += KeyStep1;
        }

        // From one vector a word to one run of four words a block.
        var (start01, start23) = (Avx2.UnpackLow(c0, c1).AsUInt64(), Avx2.UnpackLow(c2, c3).AsUInt64());
        var (end01, end23) = (Avx2.UnpackHigh(c0, c1).AsUInt64(), Avx2.UnpackHigh(c2, c3).AsUInt64());
        Store(Avx2.UnpackLow(start01, start23), ref words, 0);
        Store(Avx2.UnpackHigh(start01, start23), ref words, 1);
        Store(Avx2.UnpackLow(end01, end23), ref words, 2);
        Store(Avx2.UnpackHigh(end01, end23), ref words, 3);
    }

    /// <summary>The halves hold a block and the fourth one after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<ulong> blocks, ref uint words, nuint block)
    {
        blocks.GetLower().AsUInt32().StoreUnsafe(ref words, block * WordsPerBlock);
        blocks.GetUpper().AsUInt32().StoreUnsafe(ref words, (block + 4) * WordsPerBlock);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (uint High, uint Low) Product(uint x, uint multiplier)
    {
        var product = (ulong)x * multiplier;
        return ((uint)(product >> 32), (uint)product);
    }

    /// <summary>The upper and lower halves of the 64-bit products, from the even and the odd lanes' ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<uint> High, Vector256<uint> Low) Product(Vector256<uint> x, uint multiplier)
    {
        var factor = Vector256.Create(multiplier);
        var even = Avx2.Multiply(x, factor);
        var odd = Avx2.Multiply((x.AsUInt64() >>> 32).AsUInt32(), factor);
        return (Avx2.Blend((even >>> 32).AsUInt32(), odd.AsUInt32(), 0b10101010),
            Avx2.Blend(even.AsUInt32(), (odd << 32).AsUInt32(), 0b10101010));
    }
}
