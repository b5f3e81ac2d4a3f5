using System.Diagnostics;

namespace Gradus.Jupyter.Tests;

[Collection(SharedKernel.Name)]
public class InterruptionTests(KernelProcess kernel) : IDisposable
{
    private const string Begun = "Console.Error.Write(\"begun\"); ";
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Promised = TimeSpan.FromMilliseconds(200);

    private readonly JupyterClient client = kernel.Connect();

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("while (true) kept++;")]
    [InlineData("do { } while (true);")]
    [InlineData("for (;;) ;")]
    [InlineData("foreach (var i in Enumerable.Repeat(1, int.MaxValue)) kept += i;")]
    [InlineData("again: kept++; goto again;")]
    [InlineData("long Slow(int n) => n < 2 ? n : Slow(n - 1) + Slow(n - 2); Slow(90)")]
    [InlineData("class Walker { public int Next { get { return 1; } } } var walker = new Walker(); while (true) kept += walker.Next;")]
    [InlineData("Action spin = () => { while (true) { } }; spin();")]
    [InlineData("await Task.Run(() => { while (true) { } });")]
    [InlineData("IEnumerable<int> Ones() { while (true) yield return 1; } Ones().Count()")]
    [InlineData("Thread.Sleep(60_000);")]
    [InlineData("Task.Delay(60_000).Wait();")]
    [InlineData("new ManualResetEvent(false).WaitOne();")]
    [InlineData("await Task.Delay(60_000);")]
    [InlineData("await new TaskCompletionSource().Task;")]
    [InlineData("await new TaskCompletionSource<int>().Task.ConfigureAwait(false);")]
    [InlineData("await foreach (var i in Slowly()) { } async IAsyncEnumerable<int> Slowly() { while (true) { await Task.Delay(20); yield return 1; } }")]
    [InlineData("Console.ReadLine()")]
    [InlineData("while (true) Console.WriteLine(\"again\");")]
    [InlineData("foreach (var i in Progress(int.MaxValue)) { }")]
    [InlineData("Parallel.For(0, int.MaxValue, new() { CancellationToken = Interrupted }, i => { });")]
    [InlineData("var x = Tensor.Rand([10_000_000], seed: 0); for (var i = 0; i < 10_000; i++) x = x.Sin().Exp(); x.Sum().Item()")]
    [InlineData("var big = Tensor.Rand([5000, 5000], seed: 0); while (true) big.MatMul(big).Sum().Item();")]
    [InlineData("try { while (true) { try { while (true) { } } catch (Exception) { } } } finally { kept = 5; }")]
    public void AnInterruptionStopsACellAndKeepsTheVariables(string code)
    {
        Assert.Equal("ok", client.Run("var kept = 5; var x = Tensor.Ones([3]);").Status);
        StopsWithin(Promised, code);
        Assert.Equal("True", client.Run("kept >= 5 || kept < 0").Result?.Replace("true", "True"));
        Assert.Equal("3", client.Run("Tensor.Ones([3]).Sum().Item()").Result);
    }

    [Fact]
    public void TheLineThatWasStoppedIsSaid()
    {
        var (_, run) = Interrupt("var a = 1;\nwhile (true)\n    a++;");
        Assert.Matches(@"^Interrupted: the cell was stopped.\n  cell \d+, line 3:  a\+\+;$", run.Traceback);
    }

    [Fact]
    public void ATaskOfAnInterruptedCellDoesNotBeginLater()
    {
        Interrupt("var late = Task.Delay(1000).ContinueWith(_ => { while (true) Thread.Sleep(1); }); await late;");
        Assert.Equal("True", client.Run(
            "Thread.Sleep(1200); try { late.Wait(5000); } catch (Exception) { } late.IsCompleted").Result?.Replace("true", "True"));
    }

    [Fact]
    public void CodeCleansUpBehindItself()
    {
        // It has a short time for that, in which other programs may hold this machine up.
        var output = "";
        for (var attempt = 0; attempt < 5 && output != "012"; attempt++)
        {
            (_, var run) = Interrupt(
                """
                async Task Work()
                {
                    try { await Task.Delay(60_000); }
                    finally { for (var i = 0; i < 3; i++) Console.Write(i); }
                }
                await Work();
                """);
            output = run.Output;
        }
        Assert.Equal("012", output);
    }

    [Fact]
    public void TheNextCellIsNotInterrupted()
    {
        Interrupt("Thread.Sleep(60_000);");
        Assert.Equal("1", client.Run("Thread.Sleep(200); await Task.Delay(50); for (var i = 0; i < 10; i++) { } 1").Result);
    }

    [Fact]
    public void AnInterruptionBetweenCellsIsForgotten()
    {
        client.Reply(client.Control, client.Begin(client.Control, "interrupt_request"));
        Assert.Equal("1", client.Run("for (var i = 0; i < 10; i++) { } Thread.Sleep(1); 1").Result);
    }

    [Fact]
    public void ABusyThreadPoolHoldsNothingUp()
    {
        const string sixty = "await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Task.Run(() => { while (true) { } })));";
        StopsWithin(TimeSpan.FromSeconds(2), sixty);
    }

    [Fact]
    public void CellsSentBehindAnInterruptedOneAreNotRun()
    {
        var first = client.BeginCell(Begun + "while (true) { }");
        var second = client.BeginCell("var notRun = 1;");
        WaitForBegun(client, first);
        client.Begin(client.Control, "interrupt_request");
        Assert.Equal("error", client.Reply(client.Shell, first).Text("status"));
        Assert.Equal("aborted", client.Reply(client.Shell, second).Text("status"));
    }

    [Fact]
    public void WhatDoesNotListenIsSaidToNeedARestart()
    {
        using var own = new KernelProcess();
        using var page = own.Connect();
        var id = page.BeginCell(Begun + "Enumerable.Range(0, int.MaxValue).Sum(i => Math.Sin(i))");
        WaitForBegun(page, id);
        Assert.Equal("interrupt_reply", page.Reply(page.Control, page.Begin(page.Control, "interrupt_request")).Type);
        while (true)
        {
            var message = page.NextPublished() ?? throw new TimeoutException();
            if (message.ParentId != id || message.Type != "stream") continue;
            Assert.Contains("Restart the kernel", message.Text("text"));
            break;
        }
    }

    // Other programs may hold this machine up, for seconds too: the best of many tries counts.
    private void StopsWithin(TimeSpan promised, string code)
    {
        var best = TimeSpan.MaxValue;
        for (var began = Stopwatch.StartNew(); best > promised && began.Elapsed < Longest;)
        {
            var (took, run) = Interrupt(code);
            Assert.Equal("Interrupted", run.Reply.Text("ename"));
            if (took < best) best = took;
        }
        Assert.True(best <= promised, $"the fastest interruption took {best.TotalMilliseconds:0} ms");
    }

    private (TimeSpan Took, CellRun Run) Interrupt(string code)
    {
        var id = client.BeginCell(Begun + code);
        WaitForBegun(client, id);
        // Into the midst of it.
        Thread.Sleep(100);
        var clock = Stopwatch.StartNew();
        client.Begin(client.Control, "interrupt_request");
        var reply = client.Reply(client.Shell, id);
        var took = clock.Elapsed;
        return (took, new CellRun(reply, client.Published(id)));
    }

    // A cell that is still being compiled has not begun.
    private static void WaitForBegun(JupyterClient page, string id)
    {
        while (page.NextPublished() is var message)
            if (message!.ParentId == id && message.Type == "stream" && message.Text("text").Contains("begun")) break;
    }
}
