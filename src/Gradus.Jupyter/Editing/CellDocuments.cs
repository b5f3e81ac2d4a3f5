using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;

namespace Gradus.Jupyter;

/// <summary>The cells as the editor's services see them: a chain of documents, the last of which is being written.</summary>
internal sealed class CellDocuments(References references, CellCompiler compiler)
{
    // As the compiler has them: a cell has those of the cells before it.
    private readonly HashSet<MetadataReference> given = [];
    private Solution? solution;
    private ProjectId? last;
    private int known;

    /// <summary>The code as if it were the next cell.</summary>
    /// <exception cref="CompilationException">It is nested too deep.</exception>
    public Document Open(string code)
    {
        Nesting.Parse(code);
        // Finding the services takes the better part of a second, the first time.
        solution ??= new AdhocWorkspace(MefHostServices.DefaultHost).CurrentSolution;
        foreach (var cell in compiler.Accepted.Skip(known))
        {
            var document = Add(solution, cell.Code, cell.References);
            (solution, last) = (document.Project.Solution, document.Project.Id);
            given.UnionWith(document.Project.MetadataReferences);
        }
        known = compiler.Accepted.Count;
        return Add(solution, code, []);
    }

    private Document Add(Solution solution, string code, IEnumerable<MetadataReference> found)
    {
        var id = ProjectId.CreateNewId();
        var name = $"Cell{id.Id:N}";
        var info = ProjectInfo.Create(
            id, VersionStamp.Create(), name, name, LanguageNames.CSharp, parseOptions: CellCompiler.Parsing,
            // What the last line names is still being typed: nothing is fetched for it.
            compilationOptions: CellCompiler.Options("Script", references: null), isSubmission: true,
            metadataReferences: references.Usual.Union(found).Where(reference => !given.Contains(reference)),
            projectReferences: last is null ? [] : [new ProjectReference(last)]);
        var document = DocumentInfo.Create(
            DocumentId.CreateNewId(id), "cell.csx", sourceCodeKind: SourceCodeKind.Script,
            loader: TextLoader.From(TextAndVersion.Create(SourceText.From(code), VersionStamp.Create())));
        return solution.AddProject(info.WithDocuments([document])).GetDocument(document.Id)!;
    }
}
