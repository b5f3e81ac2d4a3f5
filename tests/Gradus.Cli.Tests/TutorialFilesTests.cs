using System.Globalization;
using System.Xml.Linq;

namespace Gradus.Cli.Tests;

public class TutorialFilesTests
{
    private static readonly string[] Routes =
    [
        "sgd-by-hand-float64", "gd-by-hand-float64", "gd-autograd-float32", "gd-autograd-float64",
        "gd-captured-float32", "gd-captured-float64",
    ];

    [Fact]
    public void EveryFigureIsThereAsPngAndSvgBesideTheLossesAndTheReport()
    {
        using var folder = new TestFolder();
        var ran = Ran.Here("tutorial", "--json", "--out", folder["tour"]);
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        var ofRoutes = Routes.SelectMany(route => new[] { $"{route}-plane", $"{route}-loss" });
        string[] figures = ["truth-plane", "start-plane", "all-losses", .. ofRoutes];
        var pictures = figures.SelectMany(figure => new[] { $"{figure}.png", $"{figure}.svg" });
        var found = Directory.GetFiles(folder["tour"]).Select(file => Path.GetFileName(file)!);
        Assert.Equal(pictures.Append("losses.csv").Append("report.html").Order(), found.Order());
        foreach (var figure in figures)
        {
            Assert.Equal([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], File.ReadAllBytes(folder[$"tour/{figure}.png"])[..8]);
            Assert.Equal("svg", XDocument.Load(folder[$"tour/{figure}.svg"]).Root!.Name.LocalName);
        }
        var loss = File.ReadAllText(folder["tour/gd-by-hand-float64-loss.svg"]);
        Assert.Contains("training loss", loss);
        Assert.Contains("epochs", loss);
    }

    [Fact]
    public void LossesInTheFileAreThoseOfTheJson()
    {
        using var folder = new TestFolder();
        var ran = Ran.Here("tutorial", "--json", "--out", folder.Path);
        var lines = File.ReadAllLines(folder["losses.csv"]);
        Assert.Equal("epoch," + string.Join(',', Routes), lines[0]);
        Assert.Equal(101, lines.Length);
        var routes = ran.Json.GetProperty("routes");
        for (var epoch = 1; epoch <= 100; epoch++)
        {
            var cells = lines[epoch].Split(',');
            Assert.Equal($"{epoch}", cells[0]);
            for (var route = 0; route < 6; route++)
            {
                var loss = routes[route].GetProperty("losses")[epoch - 1].GetDouble();
                Assert.Equal(loss, double.Parse(cells[route + 1], CultureInfo.InvariantCulture));
            }
        }
    }

    [Fact]
    public void JsonWithoutAFolderWritesNoFiles()
    {
        using var folder = new TestFolder();
        var ran = Ran.Apart(folder.Path, "tutorial", "--json");
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Equal(6, ran.Json.GetProperty("routes").GetArrayLength());
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void ManyPointsAreDrawnAsTwoThousandOrLess()
    {
        var exercise = Exercise.Draw(0, 4001);
        var circles = XDocument.Parse(TutorialFigures.Plane(exercise, "", [2, -3], 1).ToSvg())
            .Descendants().Count(element => element.Name.LocalName is "circle" or "use");
        Assert.InRange(circles, 1000, 2010);
    }
}
