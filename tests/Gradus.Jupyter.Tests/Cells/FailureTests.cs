namespace Gradus.Jupyter.Tests;

/// <summary>A failure shows its message and the lines of the cells, and nothing of the kernel.</summary>
[Collection(SharedKernel.Name)]
public class FailureTests(KernelProcess kernel) : IDisposable
{
    private readonly JupyterClient client = kernel.Connect();

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("\nthrow new Exception(\"oops\");", "Exception: oops", "line 2:  throw new Exception(\"oops\");")]
    [InlineData("var a = new int[3];\n\nvar b = 1;\na[7] = b;", "IndexOutOfRangeException: ", "line 4:  a[7] = b;")]
    [InlineData("var zero = 0;\nvar c = 1 / zero;", "DivideByZeroException: ", "line 2:  var c = 1 / zero;")]
    [InlineData("string s = null;\n\ns.Trim()", "NullReferenceException: ", "line 3:  s.Trim()")]
    [InlineData("var one = 1;\nawait Task.Run(() =>\n    int.Parse(\"x\"));", "FormatException: ", "line 3:  int.Parse(\"x\"));")]
    [InlineData("Tensor.Ones([2, 3])\n    .MatMul(Tensor.Ones([2]));", "GradusException: MatMul: inner sizes differ", "line 1:  Tensor.Ones([2, 3])")]
    [InlineData("// first\nTask.Run(() => throw new Exception(\"inside\")).Wait();", "Exception: inside", "line 2:  Task.Run")]
    public void AnExceptionNamesItsLine(string code, string message, string line)
    {
        var run = client.Run(code);
        Assert.Equal("error", run.Status);
        Assert.StartsWith(message, run.Traceback);
        Assert.Contains(line, run.Traceback);
        Assert.DoesNotContain("Gradus.Jupyter", run.Traceback);
        Assert.DoesNotContain("   at ", run.Traceback);
        Assert.StartsWith(run.Reply.Text("evalue"), message[(message.IndexOf(": ", StringComparison.Ordinal) + 2)..].Length == 0
            ? run.Reply.Text("evalue") : run.Traceback[(message.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
    }

    [Fact]
    public void EveryCellOnTheWayIsNamed()
    {
        var first = (int)client.Run("int Third(int[] a)\n{\n    return a[3];\n}").Reply.Content["execution_count"]!;
        var run = client.Run("var a = new int[1];\nThird(a)");
        Assert.Equal(
            $"""
            IndexOutOfRangeException: Index was outside the bounds of the array.
              cell {first}, line 3:  return a[3];
              cell {first + 1}, line 2:  Third(a)
            """.ReplaceLineEndings("\n"), run.Traceback);
    }

    [Fact]
    public void ACauseIsNamedToo()
    {
        var text = client.Run("try { int.Parse(\"x\"); }\ncatch (Exception e) { throw new Exception(\"outer\", e); }").Traceback;
        Assert.Matches("""^Exception: outer\n  cell \d+, line 2:  .*\ncaused by FormatException: .*\n  cell \d+, line 1:  .*$""", text);
    }

    [Fact]
    public void WhatIsNoCodeIsPointedAt()
    {
        var run = client.Run("var fine = 1;\n    var wrong = fine + nothing;");
        Assert.Equal("CompilationError", run.Reply.Text("ename"));
        var lines = run.Traceback.Split('\n');
        Assert.Equal("error CS0103: The name 'nothing' does not exist in the current context", lines[0]);
        Assert.Matches(@"^  cell \d+, line 2:  var wrong = fine \+ nothing;$", lines[1]);
        Assert.Equal(lines[1].IndexOf("nothing", StringComparison.Ordinal), lines[2].IndexOf('^'));
        Assert.Equal("^^^^^^^", lines[2].Trim());
    }

    [Theory]
    [InlineData("while (true) { await 5; }", "'int' does not contain a definition for 'GetAwaiter'")]
    [InlineData("for (;;) { undefined(); }", "The name 'undefined' does not exist")]
    [InlineData("int F() => \"text\";", "Cannot implicitly convert type 'string' to 'int'")]
    [InlineData("await Console.Out;", "'TextWriter' does not contain a definition for 'GetAwaiter'")]
    [InlineData("await Thread.Sleep(1);", "Cannot await 'void'")]
    public void AnErrorSpeaksOfTheCellAsItWasWritten(string code, string text)
    {
        var run = client.Run(code);
        Assert.Contains(text, run.Traceback);
        Assert.DoesNotContain("Interruption", run.Traceback);
    }
}
