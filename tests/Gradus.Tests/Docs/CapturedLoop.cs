namespace Gradus.Tests.Docs;

/// <summary>The captured step that docs/training.md shows.</summary>
internal static class CapturedLoop
{
    public static void Run(Tensor x, Tensor y, Tensor w, Tensor b, List<double> losses)
    {
        // <loop>
        var step = Capture.Step((Tensor inputs, Tensor targets, Scalar rate) =>
        {
            var loss = (inputs.MatMul(w) + b - targets).Square().Mean();
            loss.Backward();
            using (Autograd.NoGrad()) { w -= rate * w.Grad; b -= rate * b.Grad; }
            w.ZeroGrad(); b.ZeroGrad();
            return loss;
        });
        for (var epoch = 0; epoch < 100; epoch++) losses.Add(step(x, y, 0.5 / (1 + 0.01 * epoch)).Item());
        // </loop>
    }
}
