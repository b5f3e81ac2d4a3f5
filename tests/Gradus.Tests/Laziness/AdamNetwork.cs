namespace Gradus.Tests.Laziness;

/// <summary>Two layers trained by Adam, as a user writes it: plainly, or as a captured step.</summary>
internal sealed class AdamNetwork
{
    private const int Inputs = 12;
    private const int Classes = 4;

    private readonly Tensor x;
    private readonly Tensor classes;
    private readonly Tensor[] parameters;
    private readonly Tensor[] means;
    private readonly Tensor[] squares;
    private readonly Func<Tensor, Tensor, Scalar, Scalar, Tensor>? captured;

    public AdamNetwork(int rows, int hidden, DType dtype, int seed, bool isCaptured)
    {
        var numbers = Numbers.Uniform(rows * Inputs, seed);
        x = Numbers.Tensor(numbers, [rows, Inputs], dtype);
        // A rule to learn: which of four sums of three inputs is largest.
        classes = Tensor.From(Enumerable.Range(0, rows).Select(row => (long)Enumerable.Range(0, Classes)
            .MaxBy(c => Enumerable.Range(0, 3).Sum(i => numbers[row * Inputs + c * 3 + i]))).ToArray());
        Shape[] shapes = [[Inputs, hidden], [hidden], [hidden, Classes], [Classes]];
        parameters = [.. shapes.Select((shape, i) =>
            Numbers.Tensor(Numbers.Uniform(shape.Elements, seed + i + 1), shape, dtype).RequiresGrad())];
        means = Array.ConvertAll(parameters, parameter => Tensor.ZerosLike(parameter));
        squares = Array.ConvertAll(parameters, parameter => Tensor.ZerosLike(parameter));
        if (isCaptured) captured = Capture.Step((Tensor inputs, Tensor labels, Scalar first, Scalar second) =>
            StepOf(inputs, labels, first, second));
    }

    /// <param name="steps">The steps taken before.</param>
    public Tensor Step(int steps)
    {
        double first = 1 - Math.Pow(0.9, steps + 1), second = 1 - Math.Pow(0.999, steps + 1);
        return captured is null ? StepOf(x, classes, first, second) : captured(x, classes, first, second);
    }

    /// <summary>Every number that training changes.</summary>
    public IEnumerable<double> State() => parameters.Concat(means).Concat(squares).SelectMany(state => state.ToDoubles());

    private Tensor StepOf(Tensor inputs, Tensor labels, Scalar first, Scalar second)
    {
        var hidden = (inputs.MatMul(parameters[0]) + parameters[1]).Tanh();
        var loss = (hidden.MatMul(parameters[2]) + parameters[3]).CrossEntropy(labels);
        loss.Backward();
        using var mode = Autograd.NoGrad();
        for (var i = 0; i < parameters.Length; i++)
        {
            var gradient = parameters[i].Grad;
            means[i] *= 0.9;
            means[i] += 0.1 * gradient;
            squares[i] *= 0.999;
            squares[i] += 0.001 * gradient.Square();
            parameters[i] -= 0.02 * (means[i] / first) / ((squares[i] / second).Sqrt() + 1e-8);
            parameters[i].ZeroGrad();
        }
        return loss;
    }
}
