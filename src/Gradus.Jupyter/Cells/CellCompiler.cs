using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Gradus.Jupyter;

/// <summary>Compiles cells, each of which sees the variables, types and usings of those before it.</summary>
internal sealed class CellCompiler(References references)
{
    /// <summary>What a cell can say without a using.</summary>
    public static readonly string[] Imports =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Text", "System.Threading",
        "System.Threading.Tasks", "Gradus", "Gradus.Plot", "Gradus.Jupyter", "Gradus.Jupyter.Notebook",
    ];

    public static readonly CSharpParseOptions Parsing = new(LanguageVersion.CSharp14, kind: SourceCodeKind.Script);

    // Line numbers in stack traces are right, and a recursion without end becomes an exception rather than the end of the
    // process.
    private static readonly EmitOptions Emitting = new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb)
        .WithInstrumentationKinds([InstrumentationKind.StackOverflowProbing]);

    // Assembly versions that differ and are unified, and nullable annotations, which notebooks do not check.
    private static readonly string[] Unsaid = ["CS1701", "CS1702", "CS1705", "CS8632", "CS8669"];

    // Names of assemblies are unique in the process, whoever compiles.
    private static int compiled;

    private readonly List<(string Code, IEnumerable<MetadataReference> References)> accepted = [];

    // A cell has the references of those before it. Given again to each, all of them would hold all of them once more: a few
    // hundred cells took a gigabyte.
    private readonly HashSet<MetadataReference> given = [];
    private CSharpCompilation? previous;

    /// <summary>The cells that were run, as they were written, and the assemblies that they named.</summary>
    public IReadOnlyList<(string Code, IEnumerable<MetadataReference> References)> Accepted => accepted;

    /// <param name="references">Finds what <c>#r</c> names; null leaves it unfound.</param>
    public static CSharpCompilationOptions Options(string className, References? references) => new(
        OutputKind.DynamicallyLinkedLibrary, scriptClassName: className, usings: Imports,
        optimizationLevel: OptimizationLevel.Debug, allowUnsafe: true, metadataReferenceResolver: references,
        nullableContextOptions: NullableContextOptions.Annotations,
        sourceReferenceResolver: new SourceFileResolver([], Environment.CurrentDirectory));

    /// <param name="name">The name of the cell in stack traces.</param>
    /// <exception cref="CompilationException">It is no C#, or nested too deep.</exception>
    public CompiledCell Compile(string code, string name, CancellationToken cancellation)
    {
        var tree = Nesting.Parse(code, name, cancellation);
        var text = tree.GetText(cancellation);
        references.Fetch(tree);
        var polled = StopPoints.AddTo(tree, text);
        // What is wrong with a cell is said about the cell as it was written.
        if (polled != text)
        {
            var polledTree = SyntaxFactory.ParseSyntaxTree(polled, Parsing, name, cancellation);
            if (Emit(polledTree, cancellation, out _) is { } cell) return cell;
        }
        return Emit(tree, cancellation, out var errors) ?? throw new CompilationException(errors);
    }

    /// <summary>From here on cells see this one too.</summary>
    public void Accept(CompiledCell cell, string code)
    {
        previous = cell.Compilation;
        given.UnionWith(previous.ExternalReferences);
        accepted.Add((code, previous.DirectiveReferences));
    }

    private CompiledCell? Emit(SyntaxTree tree, CancellationToken cancellation, out List<Diagnostic> errors)
    {
        var name = $"Submission#{Interlocked.Increment(ref compiled)}";
        var compilation = CSharpCompilation.CreateScriptCompilation(
            name, tree, references.Usual.Where(reference => !given.Contains(reference)), Options(name, references), previous,
            typeof(object));
        var (assembly, symbols) = (new MemoryStream(), new MemoryStream());
        EmitResult emitted;
        // One at a time: compilations that begin together would each make types of their own from one reference, and a cell could
        // not use what the cell before it made.
        lock (references) emitted = compilation.Emit(assembly, symbols, options: Emitting, cancellationToken: cancellation);
        errors = [.. emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        if (errors.Count > 0) return null;
        var warnings = emitted.Diagnostics
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning && !Unsaid.Contains(diagnostic.Id)).ToList();
        (assembly.Position, symbols.Position) = (0, 0);
        // The compiler makes nothing of a cell without a statement, and says so by no error.
        return new CompiledCell(compilation, assembly, symbols, warnings, IsEmpty: !emitted.Success);
    }
}
