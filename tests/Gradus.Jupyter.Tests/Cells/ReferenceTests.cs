using System.IO.Compression;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gradus.Jupyter.Tests;

/// <summary>Assemblies and packages that a cell names.</summary>
public sealed class ReferenceTests : IDisposable
{
    private readonly KernelProcess kernel;
    private readonly JupyterClient client;

    public ReferenceTests()
    {
        var cache = Directory.CreateTempSubdirectory("gradus-jupyter-packages-").FullName;
        // Caches of its own: the packages made here must not stay on the machine, nor be found from an earlier run.
        kernel = new KernelProcess("k", start =>
        {
            start.Environment["NUGET_PACKAGES"] = Path.Combine(cache, "packages");
            start.Environment["XDG_DATA_HOME"] = cache;
            start.Environment["LOCALAPPDATA"] = cache;
        });
        client = kernel.Connect();
    }

    public void Dispose()
    {
        client.Dispose();
        kernel.Dispose();
    }

    [Fact]
    public void AnAssemblyIsLoadedFromItsPath()
    {
        var path = Compile("Colors", "namespace Colors; public class Red { public static int Shade => 7; }");
        Assert.Equal("7", client.Run($"#r \"{path}\"\nColors.Red.Shade").Result);
        Assert.Equal("14", client.Run("using Colors; Red.Shade * 2").Result);
        Assert.Equal("21", client.Run($"#r \"{Path.GetFileName(path)}\"\nRed.Shade * 3").Result);
    }

    [Fact]
    public void WhatItNeedsIsFoundBesideIt()
    {
        var part = Compile("Part", "public class Part { public int Size => 3; }");
        var whole = Compile("Whole", "public class Whole { public Part Part => new(); }", part);
        Assert.Equal("3", client.Run($"#r \"{whole}\"\nnew Whole().Part.Size").Result);
    }

    [Fact]
    public void AnAssemblyOfTheFrameworkIsKnownByName() =>
        Assert.Equal("3", client.Run("#r \"System.Private.Xml.Linq\"\nSystem.Xml.Linq.XElement.Parse(\"<a>3</a>\").Value.Length + 2").Result);

    [Fact]
    public void AnAssemblyThatIsNotThereIsAnError() => Assert.Contains(
        "Metadata file 'none.dll' could not be found", client.Run("#r \"none.dll\"\n1").Traceback);

    [Fact]
    public void AScriptIsLoaded()
    {
        File.WriteAllText(Path.Combine(kernel.Folder, "part.csx"), "int FromFile() => 9;");
        Assert.Equal("9", client.Run("#load \"part.csx\"\nFromFile()").Result);
    }

    [Fact]
    public void APackageIsFetchedWithWhatItNeeds()
    {
        Pack("Leaf", "1.0.0", "public class Leaf { public static string Name => \"old\"; }");
        Pack("Leaf", "1.1.0", "public class Leaf { public static string Name => \"leaf\"; }");
        Pack("Tree", "2.0.0", "public class Tree { public static string Name => Leaf.Name + \" of a tree\"; }", "Leaf");
        UseOwnSource();
        var tree = client.Run("#r \"nuget: Tree, 2.0.0\"\nTree.Name");
        Assert.True(tree.Status == "ok", tree.Status == "ok" ? "" : tree.Traceback);
        Assert.Equal("\"leaf of a tree\"", tree.Result);
        Assert.Equal("\"leaf\"", client.Run("Leaf.Name").Result);
        Assert.Equal("\"leaf\"", client.Run("#r \"nuget:Leaf\"\nLeaf.Name").Result);
    }

    [Fact]
    public void APackageThatIsNotThereIsAnError()
    {
        UseOwnSource();
        Assert.Contains("NoSuchPackage", client.Run("#r \"nuget: NoSuchPackage, 1.0.0\"\n1").Traceback);
        Assert.Contains("names no package", client.Run("#r \"nuget: a b c\"\n1").Traceback);
        Assert.Equal("2", client.Run("1 + 1").Result);
    }

    private string Compile(string name, string code, params string[] references)
    {
        var path = Path.Combine(kernel.Folder, name + ".dll");
        var compilation = CSharpCompilation.Create(
            name, [CSharpSyntaxTree.ParseText(code)],
            references.Append(typeof(object).Assembly.Location).Append(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System.Runtime.dll"))
                .Select(reference => MetadataReference.CreateFromFile(reference)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var emitted = compilation.Emit(path);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        return path;
    }

    private void Pack(string name, string version, string code, string? dependency = null)
    {
        string[] references = dependency is null ? [] : [Path.Combine(kernel.Folder, dependency + ".dll")];
        var assembly = Compile(name, code, references);
        var source = Directory.CreateDirectory(Path.Combine(kernel.Folder, "source")).FullName;
        using var package = ZipFile.Open(Path.Combine(source, $"{name}.{version}.nupkg"), ZipArchiveMode.Create);
        package.CreateEntryFromFile(assembly, $"lib/net10.0/{name}.dll");
        using var nuspec = new StreamWriter(package.CreateEntry($"{name}.nuspec").Open());
        var needs = dependency is null ? "" : $"<dependency id=\"{dependency}\" version=\"1.1.0\" />";
        nuspec.Write($"""
            <?xml version="1.0"?>
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata>
                <id>{name}</id><version>{version}</version><authors>tests</authors><description>For tests.</description>
                <dependencies><group targetFramework="net10.0">{needs}</group></dependencies>
              </metadata>
            </package>
            """);
    }

    // A source in the notebook's folder, as a project there would find it.
    private void UseOwnSource()
    {
        var source = Directory.CreateDirectory(Path.Combine(kernel.Folder, "source")).FullName;
        File.WriteAllText(Path.Combine(kernel.Folder, "NuGet.Config"), $"""
            <configuration><packageSources><clear /><add key="own" value="{source}" /></packageSources></configuration>
            """);
    }
}
