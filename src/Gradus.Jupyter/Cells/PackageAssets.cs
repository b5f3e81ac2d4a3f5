using System.Text.Json;

namespace Gradus.Jupyter;

/// <summary>What a restore has found: a part of <c>project.assets.json</c>.</summary>
/// <param name="Compile">Assemblies to compile against.</param>
/// <param name="Files">Assemblies and native libraries to load, with the names that they are asked for by.</param>
internal sealed record PackageAssets(IReadOnlyList<string> Compile, IReadOnlyList<(string Name, string Path)> Files)
{
    public static PackageAssets Read(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = json.RootElement;
        var folders = root.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
        var (compile, files) = (new List<string>(), new List<(string, string)>());
        // The target with a platform follows the one without.
        foreach (var library in root.GetProperty("targets").EnumerateObject().Last().Value.EnumerateObject())
        {
            if (library.Value.GetProperty("type").GetString() != "package") continue;
            var place = root.GetProperty("libraries").GetProperty(library.Name).GetProperty("path").GetString()!;
            compile.AddRange(Paths("compile"));
            foreach (var file in Paths("runtime").Concat(Paths("native")))
                files.Add((Path.GetFileNameWithoutExtension(file), file));

            // A file called _._ says that there is nothing on purpose.
            IEnumerable<string> Paths(string kind) => library.Value.TryGetProperty(kind, out var assets)
                ? assets.EnumerateObject().Where(asset => Path.GetFileName(asset.Name) != "_._")
                    .Select(asset => Find(folders, place, asset.Name))
                : [];
        }
        return new PackageAssets(compile, files);
    }

    private static string Find(List<string> folders, string place, string file)
    {
        var paths = folders.Select(folder => Path.GetFullPath(Path.Combine(folder, place, file))).ToList();
        return paths.Find(File.Exists) ?? paths[0];
    }
}
