using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gradus.Mutants;

/// <summary>Draws mutants from all that are found in some folders of a project; only what compiles counts.</summary>
internal sealed class Sample
{
    private const string Usings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly CSharpParseOptions Syntax = new(LanguageVersion.CSharp14);

    private readonly Dictionary<string, SyntaxTree> trees;
    private readonly CSharpCompilation compilation;

    public Sample(string project)
    {
        trees = Sources(project).ToDictionary(file => file, file => Parse(File.ReadAllText(Path.Combine(project, file))));
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        compilation = CSharpCompilation.Create(
            "Gradus", [.. trees.Values, Parse(Usings), Parse(SwitchWriter.Switch)],
            platform.Select(path => MetadataReference.CreateFromFile(path)),
            new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        if (compilation.GetDiagnostics().FirstOrDefault(IsError) is { } error)
            throw new InvalidOperationException($"the sources do not compile as they are: {error}");
    }

    public static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(project, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith("obj/", StringComparison.Ordinal))
            .Where(path => !path.StartsWith("bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>How many mutants there are to draw from.</summary>
    public int Found { get; private set; }

    public List<Mutant> Draw(string[] folders, int seed, int count)
    {
        var candidates = trees.Keys.Where(file => folders.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal).SelectMany(file => Finder.Find(file, trees[file])).ToArray();
        Found = candidates.Length;
        new Random(seed).Shuffle(candidates);
        return [.. candidates.Where(Compiles).Take(count).Select((mutant, i) => mutant with { Number = i + 1 })];
    }

    private bool Compiles(Mutant mutant)
    {
        var tree = trees[mutant.File];
        var switched = Parse(SwitchWriter.Write(tree.ToString(), [mutant]));
        var model = compilation.ReplaceSyntaxTree(tree, switched).GetSemanticModel(switched);
        return !switched.GetDiagnostics().Concat(model.GetDiagnostics()).Any(IsError);
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, Syntax);
}
