using System.Globalization;

namespace Gradus.Mutants;

/// <summary>The tests of the copy: their classes, how long each takes, and which mutants it reaches.</summary>
internal sealed class TestProgram(string copy, string work)
{
    /// <summary>What takes minutes, or judges the text of the sources.</summary>
    private static readonly string[] LeftOut = ["LargeSumTests", "LongLoopTests", "PhiloxStatisticsTests", "HouseRulesTests"];

    private readonly string path = Directory
        .EnumerateFiles(Path.Combine(copy, "tests/Gradus.Tests/bin/Release"), "Gradus.Tests.dll", SearchOption.AllDirectories)
        .Select(dll => Path.ChangeExtension(dll, null)).First();

    public sealed record TestClass(string Name, double Seconds, HashSet<int> Reached);

    public Runner.Result Run(IEnumerable<string> classes, double seconds, params (string Name, string Value)[] variables) =>
        Runner.Run(
            Path.GetDirectoryName(path)!, path,
            [.. classes.SelectMany(name => new[] { "-class", name }), "-parallelMode", "none", "-stopOnFail",
                "-noColor", "-noLogo"],
            seconds, [.. variables, ("DOTNET_DbgEnableMiniDump", "0")]);

    /// <summary>Runs each class by itself, as it is, and notes which mutants it reached; what is noted already is read.</summary>
    public List<TestClass> Classes(int workers)
    {
        var folder = Directory.CreateDirectory(Path.Combine(work, "reached")).FullName;
        var names = Runner.Run(Path.GetDirectoryName(path)!, path, ["-list", "classes"], 60).Output
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(name => name.StartsWith("Gradus.", StringComparison.Ordinal))
            .Where(name => !LeftOut.Any(name.EndsWith));
        var classes = new List<TestClass>();
        Parallel.ForEach(names, new ParallelOptions { MaxDegreeOfParallelism = workers }, name =>
        {
            var file = Path.Combine(folder, name);
            if (!File.Exists(file)) Note(name, file);
            var lines = File.ReadAllLines(file);
            var seconds = double.Parse(lines[0], CultureInfo.InvariantCulture);
            lock (classes) classes.Add(new(name, seconds, [.. lines.Skip(1).Select(int.Parse)]));
        });
        return [.. classes.OrderBy(test => test.Seconds)];
    }

    private void Note(string name, string file)
    {
        var record = file + ".record";
        var result = Run([name], 300, ("MUTANT_RECORD", record));
        if (result.Code != 0) Console.WriteLine($"{name} fails with no mutant, and is left out:\n{result.Output}");
        var reached = result.Code == 0 ? File.ReadAllLines(record) : [];
        File.Delete(record);
        File.WriteAllLines(file, [result.Seconds.ToString("0.0", CultureInfo.InvariantCulture), .. reached]);
        Console.WriteLine($"{name}: {result.Seconds:0.0} s, {reached.Length} mutants reached");
    }
}
