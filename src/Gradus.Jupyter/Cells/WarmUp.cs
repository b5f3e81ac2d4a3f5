namespace Gradus.Jupyter;

/// <summary>
/// Runs cells that nobody sees, on a thread of its own, as soon as the kernel listens: the compiler and the library are then
/// ready when the first cell comes.
/// </summary>
internal static class WarmUp
{
    // What notebooks begin with: variables, a loop, a function, an await, a gradient, each kind of display.
    private static readonly string[] Cells =
    [
        "var x = Tensor.Rand([3, 3], seed: 0); for (var i = 0; i < 2; i++) x = x + 1; x",
        "int Twice(int a) => 2 * a; await Task.Yield(); $\"{Twice(3):0.0}\"",
        "var w = Tensor.From([1f, 2f]).RequiresGrad(); (x[.., 0..2].MatMul(w) - 1).Square().Mean().Backward(); w.Grad",
        "new Figure(\"\").Line([1, 2, 3])",
        "new List<double> { 1, 2 }.Select(a => a * 2).ToArray()",
    ];

    public static void Start(References references) => new Thread(() => Run(references)) { IsBackground = true }.Start();

    private static void Run(References references)
    {
        var runner = new CellRunner(new Stopping(), references);
        foreach (var cell in Cells) runner.Run(cell, "warm-up", _ => { }, value => Displays.Of(value));
    }
}
