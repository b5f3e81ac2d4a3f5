#:project ../src/Gradus/Gradus.csproj

// What notebooks/03-autograd.ipynb shows, as a plain program: dotnet run examples/autograd.cs
using Gradus;

// One number: the derivative of x^3 - 2x at 2 is 10.
var x = Tensor.From([2.0]).RequiresGrad();
(x * x * x - 2 * x).Backward();
Console.WriteLine($"3 x^2 - 2 at x = 2 is {x.Grad.Item()}");

// A whole curve: the third derivative of sin is -cos.
var s = Tensor.Linspace(0, 6.3, 127, DType.Float64).RequiresGrad();
var wave = s.Sin();
for (var order = 1; order <= 3; order++) wave = Autograd.Grad(wave.Sum(), [s], createGraph: true)[0];
Console.WriteLine($"the third derivative of sin plus cos is at most {(wave + s.Cos()).Abs().Max().Detach().Item():0.0e+00}");

// Newton's method by two derivatives.
var z = Tensor.From([1.0]);
for (var i = 0; i < 6; i++)
{
    z = z.Detach().RequiresGrad();
    var slope = Autograd.Grad((z.Exp() - 3 * z).Sum(), [z], createGraph: true)[0];
    var bend = Autograd.Grad(slope.Sum(), [z])[0];
    z = z - slope / bend;
}
Console.WriteLine($"the minimum of e^z - 3z is at {z.Item():0.000000000000}, and ln 3 is {Math.Log(3):0.000000000000}");

// A small network that follows a wave.
var input = Tensor.Linspace(-3, 3, 60).Unsqueeze(1);
var target = (2 * input).Sin() * 0.8 + 0.05 * Tensor.RandN([60, 1], seed: 4);
var w = Tensor.RandN([1, 16], seed: 1).RequiresGrad();
var b = Tensor.RandN([16], seed: 2).RequiresGrad();
var v = (Tensor.RandN([16, 1], seed: 3) * 0.25).Detach().RequiresGrad();
var c = Tensor.Zeros([1]).RequiresGrad();
for (var epoch = 0; epoch <= 4000; epoch++)
{
    var loss = ((input.MatMul(w) + b).Tanh().MatMul(v) + c - target).Square().Mean();
    loss.Backward();
    using (Autograd.NoGrad())
    {
        w -= 0.1 * w.Grad;
        b -= 0.1 * b.Grad;
        v -= 0.1 * v.Grad;
        c -= 0.1 * c.Grad;
    }
    w.ZeroGrad();
    b.ZeroGrad();
    v.ZeroGrad();
    c.ZeroGrad();
    if (epoch % 1000 == 0) Console.WriteLine($"epoch {epoch,4}: loss {loss.Item():0.000000}");
}

// An operation of one's own, and its gradient checked.
var far = GradCheck.Check(inputs => inputs[0].Map<Mish>(), [Tensor.RandN([20], seed: 7)], order: 2);
Console.WriteLine(far < 1e-5 ? "The gradient of mish is right." : $"The gradient of mish is off by {far}.");

/// <summary>x tanh(log(1 + e^x)).</summary>
public readonly struct Mish : IUnary
{
    public static ResultKind Result => ResultKind.Floating;

    public static V Formula<V>(V x) where V : struct, ILanes<V> => x * V.Tanh(V.Log1p(V.Exp(x)));

    public static Tensor? Gradient(Tensor g, Tensor x, Tensor y)
    {
        var bent = x.Softplus().Tanh();
        return g * (bent + x * (1 - bent.Square()) * x.Sigmoid());
    }
}
