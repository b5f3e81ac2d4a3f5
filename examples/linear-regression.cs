#:project ../src/Gradus/Gradus.csproj
#:project ../src/Gradus.Plot/Gradus.Plot.csproj

// notebooks/01-linear-regression.ipynb as a plain program: dotnet run examples/linear-regression.cs [FOLDER FOR FIGURES]
using Gradus;
using Gradus.Plot;

const int points = 30;
const int epochs = 100;

// The data: points of the plane y = 2 x1 - 3 x2 + 1, and where every training starts.
var random = new RandomState(0);
var x = Draw([points, 2]);
var startW = Draw([2]);
var startB = Draw([1]);
var y = 2 * x[.., 0] - 3 * x[.., 1] + 1;
var column = y.Unsqueeze(1);

var routes = new (string Name, Func<(Tensor W, Tensor B, List<double> Losses)> Train)[]
{
    ("stochastic, by hand", Stochastic),
    ("by hand", ByHand),
    ("with tensors", WithTensors),
    ("autograd", ByAutograd),
    ("captured", Captured),
};
var figure = new Figure("the loss of every way") { XLabel = "epoch", YLabel = "loss", LogY = true };
var found = new Dictionary<string, (Tensor W, Tensor B, List<double> Losses)>();
Console.WriteLine($"{"way",-20} {"w1",9} {"w2",9} {"b",9}   last loss");
foreach (var (name, train) in routes)
{
    var (w, b, losses) = found[name] = train();
    Console.WriteLine(FormattableString.Invariant(
        $"{name,-20} {w[0].Item(),9:0.000000} {w[1].Item(),9:0.000000} {b.Item(),9:0.000000}   {losses[^1]:0.000e+00}"));
    figure.Line(losses, label: name, width: 12 - 2 * found.Count);
}

// All but the first did the same mathematics: they agree up to rounding.
var byHand = found["by hand"];
foreach (var name in new[] { "with tensors", "autograd", "captured" })
{
    var (w, b, losses) = found[name];
    var weights = Largest(w.ToDoubles(), byHand.W.ToDoubles());
    var bias = Largest(b.ToDoubles(), byHand.B.ToDoubles());
    var loss = Largest(losses, byHand.Losses);
    if (!(weights < 1e-12 && bias < 1e-12 && loss < 1e-12))
        throw new InvalidOperationException($"{name}: weights differ by {weights}, bias by {bias}, losses by {loss}.");
}
Console.WriteLine("With tensors, by autograd and captured: the same as by hand, to 12 digits.");

if (args is [var folder])
{
    Directory.CreateDirectory(folder);
    var edge = Tensor.Linspace(0, 1, 2, DType.Float64);
    var (w, b, _) = found["autograd"];
    var plane = new Figure3D("after gradient descent, by autograd")
    { Elevation = 10, Azimuth = -110, XLabel = "x_1", YLabel = "x_2", ZLabel = "y" };
    plane.Scatter(x[.., 0], x[.., 1], y, label: "points")
        .Surface(edge, edge, w[0] * edge.Unsqueeze(0) + w[1] * edge.Unsqueeze(1) + b, label: "plane");
    figure.SavePng(Path.Combine(folder, "losses.png"));
    plane.SavePng(Path.Combine(folder, "plane.png"));
    plane.SaveHtml(Path.Combine(folder, "plane.html"));
}

// The numbers that NumPy's RandomState(0) gives.
Tensor Draw(Shape shape)
{
    var values = new double[shape.Elements];
    random.RandomSample(values);
    return Tensor.From(values, shape);
}

static double Largest(IEnumerable<double> one, IEnumerable<double> other) => one.Zip(other, (a, b) => Math.Abs(a - b)).Max();

static Tensor Predict(Tensor x, Tensor w, Tensor b) => x.Dot(w) + b;

static Tensor Loss(Tensor x, Tensor y, Tensor w, Tensor b) => (Predict(x, w, b) - y).Square();

// With e = x . w + b - y the loss is e^2, so its derivatives are 2 e x and 2 e.
static (Tensor W, Tensor B) Gradient(Tensor x, Tensor y, Tensor w, Tensor b)
{
    var error = Predict(x, w, b) - y;
    return (2 * error * x, 2 * error);
}

// A step after every point.
(Tensor W, Tensor B, List<double> Losses) Stochastic()
{
    var (w, b, losses) = (startW, startB, new List<double>());
    for (var epoch = 0; epoch < epochs; epoch++)
    {
        var total = 0.0;
        for (var i = 0; i < points; i++)
        {
            var (gradW, gradB) = Gradient(x[i], y[i], w, b);
            w = w - 0.01 * gradW;
            b = b - 0.01 * gradB;
            total += Loss(x[i], y[i], w, b).Item();
        }
        losses.Add(total / points);
    }
    return (w, b, losses);
}

// A step along the mean gradient of all points.
(Tensor W, Tensor B, List<double> Losses) ByHand()
{
    var (w, b, losses) = (startW, startB, new List<double>());
    for (var epoch = 0; epoch < epochs; epoch++)
    {
        Tensor sumW = Tensor.ZerosLike(w), sumB = Tensor.ZerosLike(b);
        var total = 0.0;
        for (var i = 0; i < points; i++)
        {
            var (gradW, gradB) = Gradient(x[i], y[i], w, b);
            sumW = sumW + gradW;
            sumB = sumB + gradB;
            total += Loss(x[i], y[i], w, b).Item();
        }
        w = w - 0.5 * sumW / points;
        b = b - 0.5 * sumB / points;
        losses.Add(total / points);
    }
    return (w, b, losses);
}

// The same for all points at once.
(Tensor W, Tensor B, List<double> Losses) WithTensors()
{
    var (w, b, losses) = (startW.Unsqueeze(1), startB, new List<double>());
    for (var epoch = 0; epoch < epochs; epoch++)
    {
        var error = x.MatMul(w) + b - column;
        losses.Add(error.Square().Mean().Item());
        w = w - 0.5 * (2.0 / points) * x.T.MatMul(error);
        b = b - 0.5 * (2.0 / points) * error.Sum(0);
    }
    return (w.Flatten(), b, losses);
}

// No gradient written down.
(Tensor W, Tensor B, List<double> Losses) ByAutograd()
{
    var w = startW.Clone().Unsqueeze(1).RequiresGrad();
    var b = startB.Clone().RequiresGrad();
    var losses = new List<double>();
    for (var epoch = 0; epoch < epochs; epoch++)
    {
        var loss = (x.MatMul(w) + b - column).Square().Mean();
        loss.Backward();
        using (Autograd.NoGrad())
        {
            w -= 0.5 * w.Grad;
            b -= 0.5 * b.Grad;
        }
        w.ZeroGrad();
        b.ZeroGrad();
        losses.Add(loss.Item());
    }
    return (w.Detach().Flatten(), b.Detach(), losses);
}

// The same step, recorded once and replayed.
(Tensor W, Tensor B, List<double> Losses) Captured()
{
    var w = startW.Clone().Unsqueeze(1).RequiresGrad();
    var b = startB.Clone().RequiresGrad();
    var step = Capture.Step((Tensor x, Tensor y, Scalar rate) =>
    {
        var loss = (x.MatMul(w) + b - y).Square().Mean();
        loss.Backward();
        using (Autograd.NoGrad())
        {
            w -= rate * w.Grad;
            b -= rate * b.Grad;
        }
        w.ZeroGrad();
        b.ZeroGrad();
        return loss;
    });
    var losses = new List<double>();
    for (var epoch = 0; epoch < epochs; epoch++) losses.Add(step(x, column, 0.5).Item());
    return (w.Detach().Flatten(), b.Detach(), losses);
}
