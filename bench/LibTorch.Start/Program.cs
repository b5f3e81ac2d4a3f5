using System.Globalization;
using Gradus.Bench;
using TorchSharp;

// The twin of Gradus.Start.
var x = torch.tensor(Numbers.Uniform(60, seed: 1), [30, 2]);
var y = torch.tensor(Numbers.Uniform(30, seed: 2), [30, 1]);
var w = torch.zeros([2, 1], requires_grad: true);
var b = torch.zeros([1, 1], requires_grad: true);
var losses = new List<double>();
for (var epoch = 0; epoch < 100; epoch++)
{
    using var scope = torch.NewDisposeScope();
    var loss = (x.matmul(w) + b - y).square().mean();
    loss.backward();
    using (torch.no_grad())
    {
        w.sub_(0.5f * w.grad!);
        b.sub_(0.5f * b.grad!);
    }
    w.grad!.zero_();
    b.grad!.zero_();
    losses.Add(loss.item<float>());
}
var weights = w.data<float>().ToArray();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{losses[^1]} {weights[0]} {weights[1]} {b.item<float>()}"));
if (args.Contains("wait"))
{
    Console.WriteLine();
    Console.ReadLine();
}
