using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gradus.Jupyter;

/// <summary>
/// The assemblies that cells see: .NET, Gradus and Gradus.Plot from the start, and those that a cell names in <c>#r
/// "path.dll"</c>,
/// <c>#r "System.Xml"</c> or <c>#r "nuget: Name, Version"</c>.
/// </summary>
internal sealed class References : MetadataReferenceResolver
{
    private static readonly string[] Own = ["Gradus", "Gradus.Plot", "Gradus.Jupyter"];

    private readonly ConcurrentDictionary<string, PortableExecutableReference> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> trusted;
    private readonly Packages packages;
    private readonly ConcurrentDictionary<string, MetadataReference> fetched = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lazy<IReadOnlyList<MetadataReference>> initial;

    public References()
    {
        packages = new Packages(Loader);
        trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .DistinctBy(Path.GetFileNameWithoutExtension).ToDictionary(path => Path.GetFileNameWithoutExtension(path));
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location);
        initial = new(() =>
        [
            // What the kernel itself is made of (the compiler, say) is no business of cells.
            .. from assembly in trusted
               where Path.GetDirectoryName(assembly.Value) == folder || Own.Contains(assembly.Key)
               select Reference(assembly.Value),
        ]);
    }

    /// <summary>
    /// What a cell can use without naming it: what there is from the start, and the packages that cells have asked for.
    /// </summary>
    public IEnumerable<MetadataReference> Usual => initial.Value.Concat(fetched.Values);

    /// <summary>Finds at run time what was found here.</summary>
    public CellLoader Loader { get; } = new();

    public override bool ResolveMissingAssemblies => true;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        if (PackageRequest.Parse(reference) is { } request)
        {
            Fetch(request);
            // The compiler takes one assembly for a directive; a package may have none or many, and those are given to it as
            // usual ones.
            return [Reference(typeof(object).Assembly.Location)];
        }
        if (trusted.TryGetValue(reference, out var path)) return [Reference(path)];
        path = Path.GetFullPath(reference);
        if (!File.Exists(path)) return [];
        Loader.AddFolder(Path.GetDirectoryName(path)!);
        return [Reference(path)];
    }

    /// <summary>Gets the packages that a cell names, before it is compiled.</summary>
    /// <exception cref="PackageException">One cannot be had.</exception>
    public void Fetch(SyntaxTree cell)
    {
        foreach (var directive in cell.GetCompilationUnitRoot().GetReferenceDirectives())
            if (PackageRequest.Parse(directive.File.ValueText) is { } request) Fetch(request);
    }

    private void Fetch(PackageRequest request)
    {
        if (packages.Has(request)) return;
        foreach (var path in packages.Resolve(request))
            if (Path.GetFileNameWithoutExtension(path) is var name && !trusted.ContainsKey(name)) fetched[name] = Reference(path);
    }

    // An assembly that another one needs. What the kernel has is found from the start: an assembly whose needs are met later
    // becomes another assembly to the compiler, and its types others.
    public override PortableExecutableReference? ResolveMissingAssembly(
        MetadataReference definition, AssemblyIdentity identity) =>
        trusted.TryGetValue(identity.Name, out var path) || Loader.TryFind(identity.Name, out path) ? Reference(path) : null;

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private PortableExecutableReference Reference(string path) => known.GetOrAdd(path, Create);

    private static PortableExecutableReference Create(string path)
    {
        var words = Path.ChangeExtension(path, ".xml");
        return MetadataReference.CreateFromFile(
            path, documentation: File.Exists(words) ? XmlDocumentationProvider.CreateFromFile(words) : null);
    }
}
