using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Gradus.Jupyter;

/// <summary>
/// The assemblies that cells see: .NET, Gradus and Gradus.Plot from the start, and those that a cell names in <c>#r "path.dll"</c>,
/// <c>#r "System.Xml"</c> or <c>#r "nuget: Name, Version"</c>.
/// </summary>
internal sealed class References : MetadataReferenceResolver
{
    private static readonly string[] Own = ["Gradus", "Gradus.Plot", "Gradus.Jupyter"];

    private readonly ConcurrentDictionary<string, PortableExecutableReference> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> platform;
    private readonly Lazy<IReadOnlyList<MetadataReference>> initial;

    public References()
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        // What the kernel itself is made of (the compiler, say) is no business of cells.
        platform = trusted.Where(path => Path.GetDirectoryName(path) == folder || Own.Contains(Path.GetFileNameWithoutExtension(path)))
            .DistinctBy(Path.GetFileNameWithoutExtension).ToDictionary(path => Path.GetFileNameWithoutExtension(path));
        initial = new(() => [.. platform.Values.Select(Reference)]);
    }

    public IReadOnlyList<MetadataReference> Initial => initial.Value;

    /// <summary>Finds at run time what was found here.</summary>
    public CellLoader Loader { get; } = new();

    public override bool ResolveMissingAssemblies => true;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        if (platform.TryGetValue(reference, out var path)) return [Reference(path)];
        path = Path.GetFullPath(reference);
        if (!File.Exists(path)) return [];
        Loader.AddFolder(Path.GetDirectoryName(path)!);
        return [Reference(path)];
    }

    // An assembly that another one needs, beside it.
    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity identity) =>
        platform.TryGetValue(identity.Name, out var path) || Loader.TryFind(identity.Name, out path) ? Reference(path) : null;

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
