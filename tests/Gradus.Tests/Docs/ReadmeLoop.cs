namespace Gradus.Tests.Docs;

/// <summary>The loop that the README shows.</summary>
internal static class ReadmeLoop
{
    public static void Run(TextWriter Console)
    {
        // <loop>
        var x = Tensor.Rand([30, 2], seed: 0);
        var y = x.MatMul(Tensor.From([2f, -3f])) + 1f;
        var w = Tensor.Rand([2], seed: 1).RequiresGrad();
        var b = Tensor.Rand([], seed: 2).RequiresGrad();
        for (var epoch = 0; epoch < 100; epoch++)
        {
            var loss = (x.MatMul(w) + b - y).Square().Mean();
            loss.Backward();
            using (Autograd.NoGrad()) { w -= 0.5f * w.Grad; b -= 0.5f * b.Grad; }
            w.ZeroGrad(); b.ZeroGrad();
            if (epoch % 33 == 0) Console.WriteLine($"epoch {epoch}: loss {loss.Item():0.000000}");
        }
        Console.WriteLine($"w = {w.Detach()}, b = {b.Detach()}");
        // </loop>
    }
}
