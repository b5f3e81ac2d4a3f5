using System.Numerics;
using Gradus.Tests.Laziness;

namespace Gradus.Tests.Products;

/// <summary>
/// Every element of a product is one chain of fused multiply-adds over k in order, to the bit, whatever the shape, the
/// strides, the threads and the width of the vectors.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class ProductTests
{
    private static readonly Layout[] Layouts = Enum.GetValues<Layout>();

    private static void OnThreads(Action body)
    {
        var before = Flags.Threads;
        try
        {
            for (var threads = 1; threads <= 3; threads++)
            {
                Flags.Threads = threads;
                body();
            }
        }
        finally
        {
            Flags.Threads = before;
        }
    }

    private static void Check<T>(Shape batch, int m, int k, int n, Layout left, Layout right, int seed)
        where T : unmanaged, INumber<T>
    {
        var product = new ProductCase<T>(batch, m, k, n, left, right, seed);
        OnThreads(() => product.Check($"{batch} {left} ({m}, {k}) x {right} ({k}, {n}) on {Flags.Threads} threads"));
    }

    private static void CheckAllTypes(Shape batch, int m, int k, int n, Layout left, Layout right, int seed)
    {
        Check<float>(batch, m, k, n, left, right, seed);
        Check<double>(batch, m, k, n, left, right, seed);
        Check<int>(batch, m, k, n, left, right, seed);
        Check<long>(batch, m, k, n, left, right, seed);
    }

    // Around the heights and widths of the tiles of all types.
    [Fact]
    public void SmallShapes()
    {
        var random = new System.Random(1);
        int[] extents = [1, 2, 3, 5, 6, 7, 8, 9, 11, 12, 13, 15, 16, 17, 23, 25, 31, 32, 33, 40, 65];
        for (var i = 0; i < 400; i++)
        {
            int Extent() => extents[random.Next(extents.Length)];
            Layout Any() => Layouts[random.Next(Layouts.Length)];
            CheckAllTypes([], Extent(), Extent(), Extent(), Any(), Any(), i);
        }
    }

    [Fact]
    public void EveryLayoutWithEveryOther()
    {
        foreach (var left in Layouts)
            foreach (var right in Layouts) CheckAllTypes([], 53, 41, 47, left, right, 1);
    }

    // Cut along k, into blocks of rows and columns, and among threads.
    [Theory]
    [InlineData(64, 784, 128)]
    [InlineData(784, 64, 128)]
    [InlineData(7, 5000, 9)]
    [InlineData(3, 2100, 700)]
    [InlineData(30, 2100, 33)]
    [InlineData(520, 37, 530)]
    [InlineData(133, 1030, 129)]
    [InlineData(2, 3, 5000)]
    [InlineData(5000, 3, 2)]
    public void LargeShapes(int m, int k, int n)
    {
        foreach (var (left, right) in ((Layout, Layout)[])[
            (Layout.Rows, Layout.Rows), (Layout.Columns, Layout.Rows), (Layout.Rows, Layout.Columns),
            (Layout.Columns, Layout.Columns), (Layout.Sliced, Layout.Spread), (Layout.Spread, Layout.Sliced)])
        {
            Check<float>([], m, k, n, left, right, 1);
            Check<double>([], m, k, n, left, right, 2);
        }
        Check<int>([], m, k, n, Layout.Columns, Layout.Rows, 3);
        Check<long>([], m, k, n, Layout.Rows, Layout.Columns, 4);
    }

    [Fact]
    public void Batches()
    {
        var random = new System.Random(2);
        Shape[] batches = [[1], [2], [3], [7], [40], [300], [2, 3], [3, 4], [2, 1, 5], [0], [2, 0]];
        foreach (var batch in batches)
        {
            foreach (var (m, k, n) in ((int, int, int)[])[(2, 3, 2), (8, 8, 8), (13, 17, 33), (33, 20, 18)])
            {
                Check<float>(batch, m, k, n, Layouts[random.Next(Layouts.Length)], Layouts[random.Next(Layouts.Length)], 5);
                Check<double>(batch, m, k, n, Layout.Rows, Layout.Rows, 6);
                Check<int>(batch, m, k, n, Layout.Columns, Layout.Sliced, 7);
            }
        }
        Check<float>([3], 70, 60, 50, Layout.Rows, Layout.Columns, 8);
        Check<float>([2], 200, 130, 140, Layout.Columns, Layout.Rows, 9);
    }

    [Fact]
    public void NothingToSumIsZero()
    {
        foreach (var (m, n) in ((int, int)[])[(1, 1), (7, 5), (40, 90)])
            CheckAllTypes([2], m, 0, n, Layout.Sliced, Layout.Sliced, 1);
    }

    [Fact]
    public void NoElements()
    {
        CheckAllTypes([], 0, 3, 4, Layout.Sliced, Layout.Rows, 1);
        CheckAllTypes([], 4, 3, 0, Layout.Rows, Layout.Sliced, 1);
    }

    [Fact]
    public void OnOneThreadNothingIsAllocatedAfterTheFirstRun()
    {
        var before = Flags.Threads;
        Flags.Threads = 1;
        try
        {
            foreach (var (m, k, n) in ((int, int, int)[])[(64, 10, 128), (64, 128, 10), (40, 1500, 70)])
            {
                var product = new ProductCase<float>([2], m, k, n, Layout.Rows, Layout.Columns, 1);
                product.Allocated();
                Assert.Equal(0, product.Allocated());
            }
        }
        finally
        {
            Flags.Threads = before;
        }
    }
}
