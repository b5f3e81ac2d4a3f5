namespace Gradus.Tests;

/// <summary>Random inputs for an op.</summary>
internal static class Points
{
    /// <summary>Numbers in the op's domain, both signs where it has them, none larger than <paramref name="size"/>.</summary>
    public static Tensor Inside(OpCase op, Shape shape, DType dtype, uint seed, double size = 4)
    {
        var random = new RandomState(seed);
        var values = new double[shape.Elements];
        double low = Math.Max(op.Domain.Low, -size), high = Math.Min(op.Domain.High, size);
        for (var i = 0; i < values.Length; i++) values[i] = low + (high - low) * (0.01 + 0.98 * random.RandomSample());
        return Tensor.From(values, shape).To(dtype).Realize();
    }

    /// <summary>Whole numbers from -9 to 9, or truths.</summary>
    public static Tensor Whole(Shape shape, DType dtype, uint seed)
    {
        var random = new RandomState(seed);
        var values = new double[shape.Elements];
        for (var i = 0; i < values.Length; i++) values[i] = Math.Floor(random.RandomSample() * (dtype == DType.Bool ? 2 : 19)) - (dtype == DType.Bool ? 0 : 9);
        return Tensor.From(values, shape).To(dtype).Realize();
    }

    public static Tensor Any(OpCase op, Shape shape, DType dtype, uint seed) =>
        dtype.IsFloating ? Inside(op, shape, dtype, seed) : Whole(shape, dtype, seed);

    /// <summary>The shape of a vector along one axis of several.</summary>
    public static Shape Along(int axis, int rank, int length)
    {
        var extents = new int[rank];
        Array.Fill(extents, 1);
        extents[axis] = length;
        return Shape.Create(extents);
    }

    /// <summary>
    /// Sets of numbers, one for each input, where every piecewise op is smooth: no input near a multiple of a half, no two
    /// inputs near each other or near a whole quotient, and nothing near the edge of the domain or the point it leaves out.
    /// </summary>
    public static Tensor[] Smooth(OpCase op, int count, uint seed)
    {
        var random = new RandomState(seed);
        double low = Math.Max(op.Domain.Low, -3), high = Math.Min(op.Domain.High, 3);
        var columns = Enumerable.Range(0, op.Arity).Select(_ => new double[count]).ToArray();
        for (var i = 0; i < count; i++)
        {
            do
                foreach (var column in columns) column[i] = low + (high - low) * random.RandomSample();
            while (!IsSmooth(Array.ConvertAll(columns, column => column[i])));
        }
        return Array.ConvertAll(columns, column => Tensor.From(column));

        bool IsSmooth(double[] set) => set.All(x => IsFar(x * 2, Math.Round(x * 2)) && IsFar(x, op.Domain.Exclude) && x - low > 0.1 && high - x > 0.1)
            && set.Index().All(a => set.Index().All(b => a.Index == b.Index
                || (IsFar(a.Item, b.Item) && IsFar(a.Item / b.Item, Math.Round(a.Item / b.Item)))));

        static bool IsFar(double x, double? point) => point is not { } kink || Math.Abs(x - kink) > 0.02;
    }
}
