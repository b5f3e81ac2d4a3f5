namespace Gradus.Jupyter.Tests;

[Collection(SharedKernel.Name)]
public class CellTests(KernelProcess kernel) : IDisposable
{
    private readonly JupyterClient client = kernel.Connect();

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("1 + 2", "3")]
    [InlineData("\"text\"", "\"text\"")]
    [InlineData("1.5", "1.5")]
    [InlineData("null as string", "null")]
    [InlineData("new[] { 1, 2 }", "int[2] { 1, 2 }")]
    [InlineData("(1, \"a\")", "(1, a)")]
    [InlineData("Tensor.From([1f, 2f])", "tensor([1., 2.])")]
    [InlineData("Tensor.Arange(3)[^1].Item()", "2")]
    [InlineData("Tensor.Ones([2, 3]).Shape", "(2, 3)")]
    [InlineData("Tensor.Ones([2]).DType", "float32")]
    [InlineData("record Pair(int A, int B); new Pair(1, 2)", "Pair { A = 1, B = 2 }")]
    [InlineData("record Item(int A); new List<Item> { new(1) }", "List<Item>(1) { [Item { A = 1 }] }")]
    [InlineData("await Task.FromResult(5)", "5")]
    [InlineData("int Half(int n) => n / 2; Half(8)", "4")]
    public void TheLastExpressionIsShown(string code, string shown) => Assert.Equal(shown, client.Run(code).Result);

    [Theory]
    [InlineData("Math.Sin(1);")]
    [InlineData("var a = 5;")]
    [InlineData("Console.Write(\"\")")]
    [InlineData("")]
    [InlineData("// words")]
    [InlineData("using System.Xml;")]
    [InlineData("void F() { } F()")]
    [InlineData("await Task.Yield()")]
    public void WhatHasNoValueShowsNothing(string code)
    {
        var run = client.Run(code);
        Assert.Equal(("ok", null), (run.Status, run.Result));
    }

    [Fact]
    public void ACellSeesThoseBeforeIt()
    {
        client.Run("using System.Numerics; var n = 3; int Add(int a) => a + n; record Box(int N); enum Kind { A, B }");
        client.Run("using System.Globalization;");
        Assert.Equal("\"\"", client.Run("CultureInfo.InvariantCulture.Name").Result);
        Assert.Equal("8", client.Run("n = 5; Add(3)").Result);
        Assert.Equal("Box { N = 5 }", client.Run("new Box(n)").Result);
        Assert.Equal("B", client.Run("Kind.B").Result);
        Assert.Equal("True", client.Run("BigInteger.Pow(2, 100) > 1").Result?.Replace("true", "True"));
        Assert.Equal("\"now text\"", client.Run("var n = \"now text\"; n").Result);
    }

    [Fact]
    public void VariablesKeepWhatAFailedCellGaveThem()
    {
        Assert.Equal("error", client.Run("var half = 7; throw new Exception(); var other = 8;").Status);
        Assert.Equal("7", client.Run("half").Result);
        Assert.Equal("error", client.Run("var never = 1; this is no code").Status);
        Assert.Equal("error", client.Run("never").Status);
    }

    [Fact]
    public void AwaitComesBackToTheCellsThread()
    {
        client.Run("var thread = Environment.CurrentManagedThreadId;");
        Assert.Equal("True", client.Run(
            "await Task.Run(() => { }); await Task.Delay(5); Environment.CurrentManagedThreadId == thread").Result?.Replace("true", "True"));
    }

    [Fact]
    public void ATaskMayOutliveItsCell()
    {
        var id = client.BeginCell("var late = Task.Run(async () => { await Task.Delay(200); Console.Write(\"late\"); }); 1");
        client.Reply(client.Shell, id);
        client.Published(id);
        // Its output belongs to the cell that started it.
        var message = client.NextPublished();
        while (message is not { Type: "stream" }) message = client.NextPublished();
        Assert.Equal(("late", id), (message.Text("text"), message.ParentId));
    }

    [Theory]
    [InlineData("new Thread(() => throw new Exception(\"from a thread\")).Start(); Thread.Sleep(300);", "from a thread")]
    [InlineData("async void Bad() { await Task.Yield(); throw new Exception(\"from async void\"); } Bad(); await Task.Delay(100);", "from async void")]
    [InlineData("ThreadPool.QueueUserWorkItem(_ => throw new Exception(\"from the pool\")); Thread.Sleep(300);", "from the pool")]
    public void AFailureElsewhereIsSaidAndEndsNothing(string code, string text)
    {
        client.Run("var stays = 3;");
        Assert.Contains(text, client.Run(code).ErrorOutput);
        Assert.Equal("3", client.Run("stays").Result);
    }

    [Fact]
    public void ARecursionWithoutEndIsAnException()
    {
        Assert.Contains("InsufficientExecutionStackException", client.Run("int Down(int n) => Down(n + 1) + 1; Down(0)").Traceback);
        Assert.Equal("2", client.Run("1 + 1").Result);
    }

    [Fact]
    public void ManyLinesMakeFewMessages()
    {
        var run = client.Run("for (var i = 0; i < 20_000; i++) Console.WriteLine(i);");
        Assert.Equal(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i}\n")), run.Output);
        Assert.InRange(run.Published.Count(message => message.Type == "stream"), 1, 200);
    }

    [Fact]
    public void AnyTextCanBeWritten()
    {
        var run = client.Run("""Console.Write("\0\a\e[31m\u2028\"\\<&>é漢"); foreach (var half in "😀") Console.Write(half); Console.Write("\ud800|")""");
        Assert.Equal("\0\a\e[31m\u2028\"\\<&>é漢😀\ufffd|", run.Output);
    }

    [Fact]
    public void ACompilersWarningIsSaid() =>
        Assert.Matches(@"cell \d+, line 2: warning CS4014: ", client.Run("async Task F() => await Task.Yield();\nF();").ErrorOutput);

    // Each form of a method gets a call that looks for an interruption, and must mean what it meant.
    [Theory]
    [InlineData("void F() => Console.Write(1); F(); 2", "2")]
    [InlineData("async Task F() => await Task.Yield(); await F(); 2", "2")]
    [InlineData("async Task<int> F() => await Task.FromResult(2); await F()", "2")]
    [InlineData("async ValueTask F() => await Task.Yield(); await F(); 2", "2")]
    [InlineData("async ValueTask<int> F() { await Task.Yield(); return 2; } await F()", "2")]
    [InlineData("async System.Threading.Tasks.Task F() => await Task.Yield(); await F(); 2", "2")]
    [InlineData("int F() => throw new Exception(); try { F(); } catch (Exception) { } 2", "2")]
    [InlineData("var a = new[] { 1, 2 }; ref int F() => ref a[1]; F()", "2")]
    [InlineData("class C { public int P { get => 2; set => Console.Write(value); } } var c = new C(); c.P = 3; c.P", "2")]
    [InlineData("class C { public static C operator +(C a, C b) => b; } (new C() + null) is null ? 2 : 3", "2")]
    [InlineData("class C { ~C() { while (false) { } } static C() { for (var i = 0; i < 3; i++) { } } public int N = 2; } new C().N", "2")]
    [InlineData("abstract class C { public abstract int F(); } class D : C { public override int F() => 2; } new D().F()", "2")]
    [InlineData("interface I { int F(); } class C : I { int I.F() => 2; } ((I)new C()).F()", "2")]
    [InlineData("T F<T>(T value) where T : struct => value; F(2)", "2")]
    [InlineData("static int F(int n) { return n switch { 0 => 2, _ => F(n - 1) }; } F(3)", "2")]
    [InlineData("Func<int, int> f = n => n; Func<int, int> g = delegate (int n) { return n; }; f(1) + g(1)", "2")]
    [InlineData("int i = 0; if (i == 0) while (i < 2) i++; else while (true) i++; i", "2")]
    [InlineData("int i = 0; for (;;) { if (i == 2) break; i++; continue; } i", "2")]
    [InlineData("foreach (var (a, b) in new[] { (1, 2) }) Console.Write(b); 2", "2")]
    [InlineData("switch (1) { case 1: goto case 2; case 2: break; } 2", "2")]
    [InlineData("int n = 0; start: n++; if (n < 2) goto start; n", "2")]
    [InlineData("var t = await (await Task.FromResult(Task.FromResult(2))); t", "2")]
    [InlineData("await (true ? Task.Yield() : Task.Yield()); 2", "2")]
    [InlineData("await Task.FromResult(1).ConfigureAwait(false) + 1", "2")]
    [InlineData("{ await using var d = new MemoryStream(); } 2", "2")]
    [InlineData("System.Linq.Expressions.Expression<Func<int, int>> e = n => n + 1; e.ToString() == \"n => (n + 1)\" ? 2 : 3", "2")]
    [InlineData("partial class P { partial void F(); } new P() is null ? 3 : 2", "2")]
    [InlineData("unsafe int F() { var p = stackalloc int[2]; p[1] = 2; return p[1]; } F()", "2")]
    [InlineData("#if false\nwhile (\n#endif\nvar after = 2; after", "2")]
    [InlineData("dynamic d = Task.FromResult(2); (int)await d", "2")]
    public void LookingForAnInterruptionChangesNothing(string code, string shown)
    {
        var run = client.Run(code);
        Assert.Equal(("ok", shown), (run.Status, run.Result));
    }
}
