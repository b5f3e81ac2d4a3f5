namespace Gradus;

/// <summary>Compares gradients with finite differences.</summary>
public static class GradCheck
{
    /// <summary>
    /// Checks the gradient of <c>sum(function(inputs) * weights)</c>, with fixed random weights, along random directions against
    /// central differences; with <paramref name="order"/> 2 also the gradient of that gradient. Inputs are used as float64.
    /// </summary>
    /// <param name="function">Any expression of the inputs.</param>
    /// <param name="inputs">Where to differentiate: points at which the function is smooth.</param>
    /// <param name="order">1 or 2.</param>
    /// <param name="tolerance">Largest difference relative to the larger of 1 and the derivative's size.</param>
    /// <returns>The largest relative difference found.</returns>
    /// <exception cref="GradusException">The difference exceeds the tolerance; the message names the input and both
    /// numbers.</exception>
    public static double Check(Func<Tensor[], Tensor> function, Tensor[] inputs, int order = 1, double tolerance = 1e-6)
    {
        var points = Array.ConvertAll(inputs, x => x.Detach().To(DType.Float64));
        var worst = Compare(Weighted(function, 1), points, tolerance, 1);
        return order < 2 ? worst : Math.Max(worst, Compare(x => SlopeOf(Weighted(function, 1), x), points, tolerance * 10, 2));
    }

    // A scalar from any result: fixed weights of both signs, none near zero, so that no element's error can cancel.
    private static Func<Tensor[], Tensor> Weighted(Func<Tensor[], Tensor> function, int seed) => inputs =>
    {
        var result = function(inputs);
        return (result * Direction(result.Shape, seed)).Sum();
    };

    // The derivative along a fixed direction, itself differentiable.
    private static Tensor SlopeOf(Func<Tensor[], Tensor> scalar, Tensor[] inputs)
    {
        var tracked = Array.ConvertAll(inputs, x => x.NeedsGrad ? x : x.Detach().RequiresGrad());
        var value = scalar(tracked);
        if (!value.NeedsGrad) return Tensor.Zeros([], DType.Float64);
        var gradients = Autograd.Grad(value, tracked, createGraph: true);
        var slope = Tensor.Zeros([], DType.Float64);
        for (var i = 0; i < gradients.Length; i++) slope += (gradients[i] * Direction(gradients[i].Shape, 101 + i)).Sum();
        return slope;
    }

    private static double Compare(Func<Tensor[], Tensor> scalar, Tensor[] points, double tolerance, int order)
    {
        var tracked = Array.ConvertAll(points, x => x.Detach().RequiresGrad());
        var value = scalar(tracked);
        var gradients = value.NeedsGrad
            ? Autograd.Grad(value, tracked)
            : Array.ConvertAll(points, Tensor.ZerosLike);
        var worst = 0.0;
        for (var i = 0; i < points.Length; i++)
        {
            if (points[i].Elements == 0) continue;
            var direction = Direction(points[i].Shape, 11 + i);
            var expected = Difference(scalar, points, i, direction);
            var found = (gradients[i] * direction).Sum().Item();
            var difference = Math.Abs(found - expected) / Math.Max(1, Math.Abs(expected));
            if (!(difference <= tolerance)) throw Errors.GradientMismatch(order, i, found, expected, tolerance);
            worst = Math.Max(worst, difference);
        }
        return worst;
    }

    // Central differences at two steps, extrapolated (Richardson): error O(h^4), so that h can stay clear of rounding.
    private static double Difference(Func<Tensor[], Tensor> scalar, Tensor[] points, int input, Tensor direction)
    {
        const double h = 1e-3;
        return (4 * Slope(h / 2) - Slope(h)) / 3;

        double Slope(double step) => (At(step) - At(-step)) / (2 * step);

        double At(double step)
        {
            var moved = (Tensor[])points.Clone();
            moved[input] = points[input] + step * direction;
            return scalar(moved).Item();
        }
    }

    private static Tensor Direction(Shape shape, int seed)
    {
        var values = new double[shape.Elements];
        var random = new RandomState((uint)seed);
        for (var i = 0; i < values.Length; i++) values[i] = (0.5 + 0.5 * random.RandomSample()) * (i % 2 == 0 ? 1 : -1);
        return Tensor.From(values, shape);
    }
}
