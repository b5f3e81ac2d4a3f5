using System.Globalization;
using Gradus;
using Gradus.Bench;

// A process as short as they come: 100 epochs of the tutorial's gd-autograd on 30 points, in float32, and the model is printed.
if (!args.Contains("nothing")) Fit();
if (args.Contains("wait"))
{
    // Its memory is looked at meanwhile.
    Console.WriteLine();
    Console.ReadLine();
}

static void Fit()
{
    var x = Tensor.From(Numbers.Uniform(60, seed: 1), [30, 2]);
    var y = Tensor.From(Numbers.Uniform(30, seed: 2), [30, 1]);
    var w = Tensor.From([0f, 0f], [2, 1]).RequiresGrad();
    var b = Tensor.From([0f], [1, 1]).RequiresGrad();
    var losses = new List<double>();
    for (var epoch = 0; epoch < 100; epoch++)
    {
        var loss = (x.MatMul(w) + b - y).Square().Mean();
        loss.Backward();
        using (Autograd.NoGrad())
        {
            w -= 0.5f * w.Grad;
            b -= 0.5f * b.Grad;
        }
        w.ZeroGrad();
        b.ZeroGrad();
        losses.Add(loss.Item());
    }
    var weights = w.ToArray<float>();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{losses[^1]} {weights[0]} {weights[1]} {b.Item()}"));
}
