using Gradus.Tests.Programs;

namespace Gradus.SameBits;

/// <summary>What is computed: every op that is found by reflection, and programs that hang together.</summary>
public static partial class Results
{
    private static IEnumerable<(string Name, Func<Tensor[]> Results)> Elementwise()
    {
        foreach (var (ops, arity) in new[] { (OpCatalog.Unary, 1), (OpCatalog.Binary, 2), (OpCatalog.Ternary, 3) })
        {
            foreach (var op in ops)
            {
                foreach (var dtype in Taken(op.Kind))
                {
                    yield return ($"{op.Name} {dtype}", () =>
                    {
                        var inputs = new Tensor[arity];
                        for (var i = 0; i < arity; i++)
                            inputs[i] = Points(op.Domain, op.Name == nameof(Where) && i == 0 ? DType.Bool : dtype, i, Odd);
                        return [op.Apply(inputs)];
                    }
                    );
                }
            }
        }
    }

    private static IEnumerable<(string Name, Func<Tensor[]> Results)> Reductions()
    {
        int[][] choices = [[], [0], [1], [2], [0, 1], [0, 2], [1, 2]];
        foreach (var op in OpCatalog.Reductions)
        {
            foreach (var dtype in Taken(op.Kind))
            {
                yield return ($"{op.Name} {dtype}", () =>
                {
                    var x = Points(new Domain(0.8, 1.2), dtype, 1, 5, 31, 23);
                    return Array.ConvertAll(choices, axes => op.Apply(x, axes, false));
                }
                );
            }
        }
        // Large enough for several stripes and folds.
        yield return ("long sums", () =>
        {
            var x = Normal(2, 300_007);
            return [x.Sum(), (x * 2 - 1).Square().Mean(), x[..300_000].Reshape(1000, 300).Sum(0), x[..300_000].Reshape(300, 1000).Sum(1)];
        }
        );
    }

    private static IEnumerable<(string Name, Func<Tensor[]> Results)> Products()
    {
        foreach (var dtype in Taken(ResultKind.SameAsInput))
        {
            foreach (var (m, k, n) in new[] { (1, 1, 1), (3, 2, 5), (17, 19, 23), (61, 131, 67), (1, 300, 40), (40, 300, 1), (7, 300, 1) })
            {
                yield return ($"product {dtype} {m} {k} {n}", () =>
                {
                    Tensor a = Points(Domain.Real, dtype, 3, m, k), b = Points(Domain.Real, dtype, 4, k, n);
                    return [a.MatMul(b), b.T.MatMul(a.T), a.Expand([2, m, k]).MatMul(b)];
                }
                );
            }
        }
    }

    private static IEnumerable<(string Name, Func<Tensor[]> Results)> Composites()
    {
        var x = Normal(5, 33, 257);
        var indices = Tensor.Arange(100) * 7 % 33;
        yield return ("softmax", () => [x.Softmax(1), x.Softmax(0), x.LogSoftmax(1), x.LogSumExp(0), x.LogSumExp(1)]);
        yield return ("norms", () => [x.Norm(), x.Norm(1), x.Var(1), x.Std(0), (x - x.Mean([1], keepDim: true)) / (x.Var([1], keepDim: true) + 1e-5f).Sqrt()]);
        yield return ("extremes", () => [x.ArgMax(1), x.ArgMin(0), x.CrossEntropy(Tensor.Arange(33))]);
        yield return ("moves", () => [x.T + 1, x[1..^1, 3..].Flip(0), x.Roll(5, 1), x.Pad([(1, 2), (3, 0)]), Tensor.Concat([x, x * 2], 1)]);
        yield return ("indices", () => [x[indices], x.IndexAdd(0, indices, Normal(6, 100, 257)), x.IndexSelect(1, indices)]);
    }

    private static IEnumerable<(string Name, Func<Tensor[]> Results)> Loops()
    {
        foreach (var rows in (int[])[30, 1003, 40_009])
        {
            yield return ($"regression {rows}", () =>
            {
                Tensor x = Normal(7, rows, 2), y = x.MatMul(Tensor.From([2f, -3f])) + 1f;
                Tensor w = Normal(8, 2).RequiresGrad(), b = Normal(9).RequiresGrad();
                var losses = Enumerable.Range(0, 12).Select(_ => Step(() => (x.MatMul(w) + b - y).Square().Mean(), w, b)).ToArray();
                return [.. losses, w.Detach(), b.Detach()];
            }
            );
        }
        yield return ("classifier", () =>
        {
            Tensor x = Normal(10, 37, 29), classes = Tensor.Arange(37) % 5;
            Tensor[] weights = [Normal(11, 29, 19).RequiresGrad(), Normal(12, 19).RequiresGrad(), Normal(13, 19, 5).RequiresGrad()];
            var losses = Enumerable.Range(0, 5).Select(_ => Step(
                () => (x.MatMul(weights[0]) + weights[1]).Tanh().MatMul(weights[2]).CrossEntropy(classes), weights)).ToArray();
            return [.. losses, .. weights.Select(weight => weight.Detach())];
        }
        );
    }

    // One step of gradient descent; the loss is read, as a training loop does.
    private static Tensor Step(Func<Tensor> loss, params Tensor[] parameters)
    {
        var value = loss();
        value.Backward();
        using (Autograd.NoGrad())
            foreach (var parameter in parameters) parameter.SubtractInPlace(0.1f * parameter.Grad);
        foreach (var parameter in parameters) parameter.ZeroGrad();
        return value.Realize();
    }
}
