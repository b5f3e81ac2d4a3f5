using System.Reflection;
using System.Text.RegularExpressions;

namespace Gradus.Tests;

/// <summary>The rules that keep the house as it is drawn in MAP.md.</summary>
public partial class HouseRulesTests
{
    private static readonly string[] Below = ["Passes", "Loops", "Backends"];

    [Fact]
    public void TheFlowGoesOneWay()
    {
        var ops = Source.Core.Where(file => file.Room == "Ops").SelectMany(file => DeclaredTypes(file.Code))
            .Where(name => !name.EndsWith("Methods") && !OwnWords.Contains(name)).Distinct().Append("Tensor");
        // Neither Math.Max( nor View.Slice( is an op: ops are named as types.
        var forbidden = new Regex($@"(?<![.\w])({string.Join('|', ops)})\b(?!\s*[(<])");
        var broken = from file in Source.Core
                     where Below.Contains(file.Room)
                     from line in file.Code.Split('\n').Index()
                     where forbidden.IsMatch(line.Item)
                     select $"{file}:{line.Index + 1}: {line.Item.Trim()}";
        Assert.Empty(broken);
    }

    // Declared below under the same word: a kind of step, and a direction of reduction.
    private static readonly string[] OwnWords = ["Place", "All"];

    [Fact]
    public void AnOpIsOneFile()
    {
        foreach (var op in OpCase.All.Where(op => op.Type.Assembly == typeof(Tensor).Assembly))
        {
            var mentions = Source.Core.Where(file => Regex.IsMatch(file.Code, $@"\bstruct {op.Name}\b")).ToList();
            var file = Assert.Single(mentions);
            Assert.Equal("Ops", file.Room);
            Assert.EndsWith($"/{op.Name}.cs", file.Path);
        }
        // A user's op is one file of the user's, and nothing in this library knows it.
        foreach (var op in OpCase.All.Where(op => op.Type.Assembly != typeof(Tensor).Assembly))
        {
            var file = Assert.Single(Source.Read("tests/Gradus.UserOps"), file => file.Path.EndsWith($"/{op.Name}.cs"));
            Assert.Contains($"struct {op.Name} ", file.Code);
            Assert.DoesNotContain(Source.All, source => source.Text.Contains(op.Name));
        }
    }

    [Fact]
    public void TheCoreIsSmall() => Assert.InRange(
        Source.Core.Sum(file => file.Code.Split('\n').Count(line => !string.IsNullOrWhiteSpace(line))), 1000, 13_500);

    [Fact]
    public void FilesAreShortAndLinesNarrow()
    {
        var broken = from file in Source.All
                     from complaint in Complaints(file)
                     select $"{file}: {complaint}";
        Assert.Empty(broken);

        static IEnumerable<string> Complaints(Source file)
        {
            if (file.Lines.Length >= 400) yield return $"{file.Lines.Length} lines";
            foreach (var (index, line) in file.Lines.Index())
                if (line.Length > 130) yield return $"line {index + 1} has {line.Length} columns";
        }
    }

    // One type a file, named after it; an op may bring its methods and a partial type its parts.
    [Fact]
    public void OneTypeAFile()
    {
        var broken = from file in Source.All
                     let types = TopLevelTypes(file.Code)
                     let name = Path.GetFileNameWithoutExtension(file.Path)
                     let ownTypes = file.Path.StartsWith("src/Gradus/Ops/") ? types.Where(type => type != name + "Methods" && type != "Tensor") : types
                     where ownTypes.Count() > 1 || (ownTypes.FirstOrDefault() is { } type && !name.StartsWith(type))
                     select $"{file}: {string.Join(", ", types)}";
        Assert.Empty(broken);
    }

    [Fact]
    public void NothingIsLeftForLater()
    {
        var broken = from file in Source.All
                     from Match match in Leftover().Matches(file.Text)
                     select $"{file}: {match.Value}";
        Assert.Empty(broken);
    }

    [Fact]
    public void TheCoreNeedsNoPackage()
    {
        Assert.DoesNotContain("PackageReference", Source.ReadFile("src/Gradus/Gradus.csproj"));
        Assert.DoesNotContain("ProjectReference", Source.ReadFile("src/Gradus/Gradus.csproj"));
        Assert.All(typeof(Tensor).Assembly.GetReferencedAssemblies(), name => Assert.StartsWith("System.", name.Name));
    }

    // Errors are made in one place; elsewhere only what a user cannot reach is thrown.
    [Fact]
    public void ErrorsComeFromOnePlace() => Assert.DoesNotContain(
        Source.Core, file => file.Room != "Debug" && file.Code.Contains("new GradusException"));

    private static IEnumerable<string> DeclaredTypes(string code) => DeclaredType().Matches(code).Select(match => match.Groups[1].Value);

    private static List<string> TopLevelTypes(string code) =>
        [.. TopLevelType().Matches(code).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"\b(?:class|struct|interface|enum) (\w+)")]
    private static partial Regex DeclaredType();

    [GeneratedRegex(@"^(?:public |internal |file |static |sealed |abstract |partial |readonly |ref |unsafe )*(?:class|struct|interface|enum|record struct|record class|record|delegate [\w<>?\[\]]+) (\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX|NotImplementedException)\b")]
    private static partial Regex Leftover();
}
