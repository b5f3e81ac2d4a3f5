#:project ../src/Gradus/Gradus.csproj

// What notebooks/02-tensors.ipynb shows, as a plain program: dotnet run examples/tensors.cs
using Gradus;

// From numbers in brackets, from a rule, or by chance.
Tensor table = [[1, 2, 3], [4, 5, 6]];
Print("table", table);
Print("even numbers", Tensor.Arange(0, 10, 2));
Print("uniform numbers, the same on every machine", Tensor.Rand([2, 4], seed: 0));

// Indices and ranges are C#'s own.
var board = Tensor.Arange(24).Reshape(4, 6);
Print("a window of board", board[1..3, 2..4]);
Print("its last column", board[.., ^1]);

// A column and a row meet in a table.
Print("products", Tensor.Arange(1, 4).Unsqueeze(1) * Tensor.Arange(1, 6));

// All distances between points, without a loop.
var p = Tensor.Rand([4, 2], seed: 3);
Print("distances", (p.Unsqueeze(1) - p.Unsqueeze(0)).Square().Sum(2).Sqrt());

// Columns of mean 0 and deviation 1.
var data = Tensor.RandN([200, 3], seed: 1) * Tensor.From([1f, 5f, 0.1f]) + Tensor.From([10f, -3f, 0f]);
var standard = (data - data.Mean([0], keepDim: true)) / data.Std([0], keepDim: true);
Print("deviations", standard.Std(0));

// A mistake says what is wrong with which axis.
try
{
    var a = Tensor.Rand([30, 2], seed: 0);
    a.MatMul(Tensor.Ones([3, 1]));
}
catch (GradusException error)
{
    Console.WriteLine(error.Message);
}

// Nothing is computed before somebody looks, and then in one pass.
var x = Tensor.Rand([10_000_000], seed: 0);
var lazy = ((x - 0.5) * 2).Square().Mean();
Print("a mean over ten million numbers, near 1/3", lazy);

static void Print(string name, Tensor tensor) => Console.WriteLine($"{name} {tensor.Shape}:\n{tensor}\n");
