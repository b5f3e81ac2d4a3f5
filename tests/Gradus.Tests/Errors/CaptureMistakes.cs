namespace Gradus.Tests;

/// <summary>Mistakes with captured steps.</summary>
internal static class CaptureMistakes
{
    private static Tensor Parameter() => Tensor.From([1f, 2f]).RequiresGrad();

    public static readonly (string, string, Action)[] All =
    [
        ("ReadWhileRecording", "a number", () => Capture.Step((Tensor x, Scalar s) => x * ((Tensor)s).Item())(Tensor.Ones([2]), 2)),
        ("ReadWhileRecording", "", () => Capture.Step(x => x * (float)x.Sum().Item())(Tensor.Ones([2]))),
        ("CaptureOfNothing", "", () => Capture.Step(x => x)(Tensor.Ones([2]))),
        ("CaptureInsideCapture", "", () =>
        {
            var inner = Capture.Step((Tensor x) => x + 1);
            Capture.Step((Tensor x) => inner(x) * 2)(Tensor.Ones([2]));
        }),
        ("CaptureInsideCapture", "recorded before", () =>
        {
            var w = Tensor.Ones([2]);
            var inner = Capture.Step(() => w * 2);
            inner();
            Capture.Step((Tensor x) => inner() * x)(Tensor.Ones([2]));
        }),
        ("CaptureWithGradient", "before", () =>
        {
            var w = Parameter();
            w.Sum().Backward();
            Capture.Step(() => Trained(w, forgets: true))();
        }),
        ("CaptureWithGradient", "after", () =>
        {
            var w = Parameter();
            Capture.Step(() => Trained(w, forgets: false))();
        }),
        ("CaptureUpdatesArgument", "by its name in the step", () => Capture.Step((Tensor x) => x += 1)(Tensor.Ones([2]))),
        ("CaptureUpdatesArgument", "by its name outside", () =>
        {
            Tensor w = Parameter().Detach(), one = Tensor.Ones([2]);
            var step = Capture.Step((Tensor x, Tensor y) => w += x * y);
            step(one, one);
            step(one, w);
        }),
        ("CaptureUpdatesArgument", "by its name outside, at once", () =>
        {
            var w = Tensor.Ones([2]);
            Capture.Step((Tensor x) => w += x)(w);
        }),
        ("CaptureWithGradient", "between calls", () =>
        {
            var w = Parameter();
            var step = Capture.Step(() => Trained(w, forgets: true));
            step();
            w.Sum().Backward();
            step();
        }),
        ("CaptureArgumentWithGrad", "", () => Capture.Step((Tensor x) => x * 2)(Parameter())),
        ("CaptureChangesVariable", "", () =>
        {
            var epoch = 4;
            Capture.Step((Tensor x) => x / ++epoch)(Tensor.Ones([2]));
        }),
        ("CaptureChangesVariable", "assigned anew", () =>
        {
            var w = Tensor.Ones([2]);
            Capture.Step((Tensor x) => w = w - 0.1f * x)(Tensor.Ones([2]));
        }),
        ("CaptureChanged", "", () =>
        {
            var rate = 0.5f;
            var step = Capture.Step((Tensor x) => x * rate);
            step(Tensor.Ones([2]));
            rate = 0.25f;
            step(Tensor.Ones([2]));
        }),
    ];

    private static Tensor Trained(Tensor w, bool forgets)
    {
        var loss = w.Square().Sum();
        loss.Backward();
        using (Autograd.NoGrad()) w -= 0.1f * w.Grad;
        if (forgets) w.ZeroGrad();
        return loss;
    }
}
