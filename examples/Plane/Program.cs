using Gradus;

// A plane through 30 noisy points, found by gradient descent: y = 2 x1 - 3 x2 + 1.
var x = Tensor.Rand([30, 2], seed: 0);
var y = x.MatMul(Tensor.From([2f, -3f])) + 1f + 0.05f * Tensor.RandN([30], seed: 1);
var w = Tensor.Zeros([2]).RequiresGrad();
var b = Tensor.Zeros([]).RequiresGrad();
for (var epoch = 0; epoch < 200; epoch++)
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
    if (epoch % 50 == 49) Console.WriteLine($"epoch {epoch + 1}: loss {loss.Item():0.000000}");
}
Console.WriteLine($"w = {w.Detach()}, b = {b.Detach()}");
