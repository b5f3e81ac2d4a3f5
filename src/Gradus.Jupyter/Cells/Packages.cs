using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Gradus.Jupyter;

/// <summary>
/// Fetches packages for cells with the SDK's own restore, so that sources, caches and passwords are those that the user has set
/// up. All packages of a session are restored together, so that they agree on what they share.
/// </summary>
internal sealed class Packages(CellLoader loader)
{
    private readonly List<PackageRequest> requests = [];

    /// <summary>Whether the same was asked for before.</summary>
    public bool Has(PackageRequest request) => requests.Contains(request);

    /// <summary>The assemblies to compile against, of the package and of all that it needs.</summary>
    /// <exception cref="PackageException">It cannot be had.</exception>
    public IReadOnlyList<string> Resolve(PackageRequest request)
    {
        var together = requests.Where(other => !Is(other, request)).Append(request).ToList();
        var assets = PackageAssets.Read(Restore(together));
        foreach (var (name, path) in assets.Files) loader.AddFile(name, path);
        requests.RemoveAll(other => Is(other, request));
        requests.Add(request);
        return assets.Compile;
    }

    private static bool Is(PackageRequest one, PackageRequest other) =>
        one.Name.Equals(other.Name, StringComparison.OrdinalIgnoreCase);

    // Returns the path of the file that says what was found where.
    private static string Restore(List<PackageRequest> packages)
    {
        var project = $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
                <SelfContained>false</SelfContained>
                <UseAppHost>false</UseAppHost>
                <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
              </PropertyGroup>
              <ItemGroup>
            {string.Join('\n', packages.Select(Line))}
              </ItemGroup>
            </Project>
            """;
        var folder = Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
            "gradus-jupyter", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(project)))[..16]);
        var assets = Path.Combine(folder, "obj", "project.assets.json");
        // A floating version is looked for again.
        if (File.Exists(assets) && packages.TrueForAll(package => !package.Version.Contains('*'))) return assets;
        Directory.CreateDirectory(folder);
        // Settings of folders above must not reach in.
        File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(folder, "Directory.Build.targets"), "<Project />");
        var path = Path.Combine(folder, "packages.csproj");
        File.WriteAllText(path, project);
        List<string> arguments = ["restore", path, "--nologo", "--verbosity", "quiet"];
        if (Configuration() is { } configuration) arguments.AddRange(["--configfile", configuration]);
        Run(arguments);
        return assets;
    }

    private static string Line(PackageRequest package) =>
        $"    <PackageReference Include=\"{package.Name}\" Version=\"{package.Version}\" />";

    // The settings of the notebook's folder, or of one above it, as they would hold for a project there.
    private static string? Configuration()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
            if (folder.EnumerateFiles().FirstOrDefault(IsConfiguration) is { } file) return file.FullName;
        return null;

        static bool IsConfiguration(FileInfo file) => file.Name.Equals("nuget.config", StringComparison.OrdinalIgnoreCase);
    }

    private static void Run(List<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var process = Start(start);
        var texts = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            process.WaitForExitAsync(Interruption.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        if (process.ExitCode == 0) return;
        var lines = string.Concat(texts.Result).Split('\n', StringSplitOptions.TrimEntries);
        var error = lines.Select(line => (Line: line, At: line.IndexOf("error ", StringComparison.Ordinal)))
            .Where(found => found.At >= 0).Select(found => found.Line[found.At..]);
        throw new PackageException($"The packages cannot be had: {string.Join("; ", error.Distinct())}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new PackageException("Packages are fetched by the .NET SDK, but there is no 'dotnet' in the path. Install it.");
        }
    }
}
