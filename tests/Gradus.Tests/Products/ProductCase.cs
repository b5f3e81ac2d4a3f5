using System.Numerics;
using System.Runtime.Intrinsics;
using Gradus.Backends;
using Gradus.Backends.Products;
using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Tests.Products;

/// <summary>
/// One product of operands that lie in larger arrays in all ways a view can, and its elements as plain chains over k.
/// </summary>
internal sealed class ProductCase<T> where T : unmanaged, INumber<T>
{
    private const int Margin = 7;

    private readonly ProductStep step;
    private readonly Binding binding;
    private readonly T[] expected;
    private readonly T outside;

    public ProductCase(Shape batch, int m, int k, int n, Layout left, Layout right, int seed)
    {
        var random = new System.Random(seed);
        // What must be neither read nor written.
        outside = T.IsInteger(T.One / (T.One + T.One)) ? T.CreateChecked(99) : T.Zero / T.Zero;
        var (a, arrayA) = Place(batch, m, k, left, random);
        var (b, arrayB) = Place(batch, k, n, right, random);
        Shape shape = [.. batch, m, n];
        var c = new T[shape.Elements + 2 * Margin];
        Array.Fill(c, outside);
        step = new(MatMul.Instance, DTypes.Of<T>(), shape, new(0, 0, a), new(1, 0, b), 2, Margin);
        binding = new() { Arrays = [arrayA, arrayB, c], Numbers = [], Starts = [] };
        expected = new T[c.Length];
        Array.Fill(expected, outside);
        for (var matrix = 0; matrix < batch.Elements; matrix++)
            for (var row = 0; row < m; row++)
                for (var column = 0; column < n; column++)
                    expected[Margin + (matrix * m + row) * n + column] = Chain(a, b, arrayA, arrayB, matrix, row, column, k);
    }

    /// <summary>The product as the machine runs it and with either width of vector.</summary>
    public void Check(string what)
    {
        Check(what, "", () => Product.Run(step, binding));
        Check(what, "512 bits", () => ProductRun<T, Vector512<T>>.Run(step, binding));
        Check(what, "256 bits", () => ProductRun<T, Vector256<T>>.Run(step, binding));
    }

    public long Allocated()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Product.Run(step, binding);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private void Check(string what, string width, Action run)
    {
        var found = (T[])binding.Arrays[2];
        Array.Fill(found, outside);
        run();
        for (var i = 0; i < found.Length; i++)
        {
            // Bits, so that NaN is NaN and -0 is not 0.
            if (!EqualityComparer<T>.Default.Equals(found[i], expected[i]) || T.IsNegative(found[i]) != T.IsNegative(expected[i]))
                Assert.Fail($"{what} {typeof(T).Name} {width}: element {i - Margin} is {found[i]}, not {expected[i]}");
        }
    }

    private static T Chain(View a, View b, T[] arrayA, T[] arrayB, int matrix, int row, int column, int k)
    {
        var sum = T.Zero;
        for (var i = 0; i < k; i++) sum = MultiplyAdd(arrayA[At(a, matrix, row, i)], arrayB[At(b, matrix, i, column)], sum);
        return sum;
    }

    private static T MultiplyAdd(T a, T b, T c) => (a, b, c) switch
    {
        (float x, float y, float z) => (T)(object)MathF.FusedMultiplyAdd(x, y, z),
        (double x, double y, double z) => (T)(object)Math.FusedMultiplyAdd(x, y, z),
        _ => unchecked(a * b + c),
    };

    private static int At(View view, int matrix, int row, int column)
    {
        var at = view.Offset.Constant + row * view.Strides[^2] + column * view.Strides[^1];
        for (var axis = view.Shape.Rank - 3; axis >= 0; axis--)
        {
            at += matrix % view.Shape[axis] * view.Strides[axis];
            matrix /= view.Shape[axis];
        }
        return (int)at;
    }

    // A view of random numbers inside an array that holds nothing else.
    private (View View, T[] Array) Place(Shape batch, int rows, int columns, Layout layout, System.Random random)
    {
        var (row, column) = layout switch
        {
            Layout.Rows => (columns, 1),
            Layout.Columns => (1, rows),
            Layout.Sliced => (columns + 3, 1),
            Layout.SlicedColumns => (1, rows + 5),
            Layout.Spread => (2 * columns + 1, 2),
            Layout.Flipped => (-columns, -1),
            Layout.FlippedColumns => (1, -rows),
            Layout.OneRow => (0, 1),
            _ => (1, 0),
        };
        var size = Math.Max(rows - 1, 0) * Math.Abs(row) + Math.Max(columns - 1, 0) * Math.Abs(column) + 1;
        var strides = new int[batch.Rank + 2];
        (strides[^2], strides[^1]) = (row, column);
        var stride = size + 1;
        for (var axis = batch.Rank - 1; axis >= 0; axis--)
        {
            // Every second one is the same matrix again and again.
            strides[axis] = layout == Layout.Rows || axis % 2 == 0 ? stride : 0;
            stride *= batch[axis];
        }
        var first = Margin + Math.Max(0, -row * (rows - 1)) + Math.Max(0, -column * (columns - 1));
        var array = new T[stride + 2 * Margin];
        Array.Fill(array, outside);
        var view = new View([.. batch, rows, columns], strides, Offset.Zero.Plus(first));
        for (var matrix = 0; matrix < batch.Elements; matrix++)
            for (var i = 0; i < rows; i++)
                for (var j = 0; j < columns; j++) array[At(view, matrix, i, j)] = Number(random);
        return (view, array);
    }

    private static T Number(System.Random random) => T.Zero switch
    {
        int => T.CreateChecked(random.Next()),
        long => T.CreateChecked(random.NextInt64()),
        _ => T.CreateChecked(random.NextDouble() - 0.5),
    };
}
