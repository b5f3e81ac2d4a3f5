namespace Gradus.Mutants;

/// <summary>Writes the sources and their tests somewhere else, with all mutants behind their switch, and builds them.</summary>
internal static class Copying
{
    private static readonly string[] Needed =
        ["src/Gradus", "tests/Gradus.Tests", "tests/Gradus.SameBits", "tests/Gradus.UserOps", "tests/Tables"];

    public static Runner.Result Write(string copy, List<Mutant> mutants)
    {
        foreach (var file in Directory.EnumerateFiles(".").Append("tests/Directory.Build.props")
            .Concat(Needed.SelectMany(Files)))
        {
            var target = Path.Combine(copy, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        foreach (var group in mutants.GroupBy(mutant => mutant.File))
        {
            var path = Path.Combine(copy, "src/Gradus", group.Key);
            File.WriteAllText(path, SwitchWriter.Write(File.ReadAllText(path), group));
        }
        File.WriteAllText(Path.Combine(copy, "src/Gradus/Mutant.cs"), SwitchWriter.Switch);
        return Runner.Run(
            copy, "dotnet",
            [
                "build", "-c", "Release", "tests/Gradus.Tests", "-nodeReuse:false", "-p:TreatWarningsAsErrors=false",
                "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:IsAotCompatible=false",
            ],
            1200);
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/") && !path.Contains("/bin/"));
}
