using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;

namespace Gradus.Jupyter;

/// <summary>
/// Loads cells, and the assemblies that they name; what the kernel runs on, Gradus first of all, is the same for cells.
/// </summary>
internal sealed class CellLoader() : AssemblyLoadContext("cells")
{
    private readonly Dictionary<string, Assembly> cells = [];
    private readonly List<string> folders = [];
    private readonly Dictionary<string, string> files = new(StringComparer.OrdinalIgnoreCase);

    public Assembly Load(CompiledCell cell)
    {
        var assembly = LoadFromStream(cell.Assembly, cell.Symbols);
        lock (cells) cells[assembly.GetName().Name!] = assembly;
        return assembly;
    }

    /// <summary>Assemblies in the folder are found from now on.</summary>
    public void AddFolder(string folder)
    {
        lock (cells)
            if (!folders.Contains(folder)) folders.Add(folder);
    }

    /// <summary>An assembly of managed code, or a native library, under the name it is asked for.</summary>
    public void AddFile(string name, string path)
    {
        lock (cells) files[name] = path;
    }

    public bool TryFind(string name, [NotNullWhen(true)] out string? path)
    {
        lock (cells)
        {
            if (files.TryGetValue(name, out path)) return true;
            path = folders.Select(folder => Path.Combine(folder, name + ".dll")).FirstOrDefault(File.Exists);
            return path is not null;
        }
    }

    protected override Assembly? Load(AssemblyName name)
    {
        lock (cells)
            if (cells.TryGetValue(name.Name!, out var cell)) return cell;
        // What comes with the kernel goes first: a second Gradus would have tensors of its own.
        if (IsOfKernel(name)) return null;
        return TryFind(name.Name!, out var path) ? LoadFromAssemblyPath(path) : null;
    }

    protected override nint LoadUnmanagedDll(string name)
    {
        string? path;
        lock (cells)
            if (!files.TryGetValue(name, out path)
                && !files.TryGetValue(Path.GetFileNameWithoutExtension(name), out path)) return 0;
        return LoadUnmanagedDllFromPath(path);
    }

    private static bool IsOfKernel(AssemblyName name)
    {
        try
        {
            return Default.LoadFromAssemblyName(name) is not null;
        }
        catch (Exception missing) when (missing is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            return false;
        }
    }
}
