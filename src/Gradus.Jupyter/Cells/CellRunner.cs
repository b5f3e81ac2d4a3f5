using System.Collections.Concurrent;
using System.Reflection;

namespace Gradus.Jupyter;

/// <summary>Compiles and runs cells, one after the other, on the thread that calls.</summary>
internal sealed class CellRunner
{
    // A cell that was told to stop and still awaits something after this time is left where it is.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(140);

    private readonly Stopping stopping;
    private readonly References references;
    private readonly CellFailures failures;
    private readonly ConcurrentDictionary<string, string[]> lines = new();
    private object?[] submissions = new object?[16];
    private int started;

    public CellRunner(Stopping stopping, References references)
    {
        this.stopping = stopping;
        this.references = references;
        Compiler = new CellCompiler(references);
        failures = new CellFailures(
            (cell, line) => lines.TryGetValue(cell, out var text) && line >= 1 && line <= text.Length ? text[line - 1] : null);
    }

    public CellCompiler Compiler { get; }

    /// <param name="name">The name of the cell in messages, such as "cell 3".</param>
    /// <param name="warn">Takes what the compiler warns of, and failures that do not end the cell.</param>
    /// <param name="show">Takes the value of the expression at the cell's end; looking at it can take long, and fail, like the
    /// rest.</param>
    /// <returns>Why the cell did not come to its end, or null if it did.</returns>
    public CellFailure? Run(string code, string name, Action<string> warn, Action<object?> show)
    {
        lines[name] = code.ReplaceLineEndings("\n").Split('\n');
        try
        {
            var cell = Compiler.Compile(code, name, Interruption.Token);
            foreach (var warning in cell.Warnings)
                warn($"{CellFailures.Place(warning.Location)}: warning {warning.Id}: {warning.GetMessage()}\n");
            if (cell.IsEmpty) Compiler.Accept(cell, code);
            else Run(cell, Load(cell, code), warn, show);
            return null;
        }
        catch (CompilationException failure)
        {
            return failures.Of(failure);
        }
        catch (Exception failure)
        {
            return failures.Of(failure, Interruption.IsRequested);
        }
    }

    // The cell's variables are there from now on, even if it fails half-way.
    private Func<object?[], Task<object?>> Load(CompiledCell cell, string code)
    {
        var assembly = references.Loader.Load(cell);
        Compiler.Accept(cell, code);
        if (++started >= submissions.Length) Array.Resize(ref submissions, 2 * submissions.Length);
        var entry = cell.Compilation.GetEntryPoint(CancellationToken.None)!;
        var type = assembly.GetType(entry.ContainingType.MetadataName, throwOnError: true)!;
        return type.GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object?[], Task<object?>>>();
    }

    private void Run(CompiledCell cell, Func<object?[], Task<object?>> code, Action<string> warn, Action<object?> show)
    {
        var context = new CellContext();
        SynchronizationContext.SetSynchronizationContext(context);
        stopping.Enter(context);
        try
        {
            using var scope = Execution.CancelWith(Interruption.Token);
            var task = code(submissions);
            if (!context.Run(task, () => stopping.IsOverdue(Patience), failure => warn($"{failure}\n")))
                throw new InterruptedException();
            var value = task.GetAwaiter().GetResult();
            if (cell.Result is not null && (value is not null || !cell.IsResultVoid)) show(value);
        }
        finally
        {
            stopping.Leave();
            SynchronizationContext.SetSynchronizationContext(null);
        }
    }
}
