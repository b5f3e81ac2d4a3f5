using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Gradus.Plot.Tests;

/// <summary>
/// Data that plots meet in practice and seldom in examples: every picture must be whole and every number in it sane.
/// </summary>
public partial class EdgeCaseTests
{
    private static readonly double[][] Data =
    [
        [], [3], [0], [2, 2, 2], [double.NaN, double.NaN], [1, double.NaN, 3],
        [double.PositiveInfinity, 1, double.NegativeInfinity],
        [1e-300, 2e-300, 3e-300], [1e300, -1e300], [double.MaxValue, -double.MaxValue, 0], [double.Epsilon, 0], [1e-310, 3e-310],
        [1e15, 1e15 + 1], [-1, 0, 1], [1e-300, 1e300], [-5, -4], [1, 1 + 1e-15], [0, 1e-200, 1e200],
    ];

    public static TheoryData<int, bool> Cases
    {
        get
        {
            var cases = new TheoryData<int, bool>();
            for (var i = 0; i < Data.Length; i++)
            {
                cases.Add(i, false);
                cases.Add(i, true);
            }
            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void FlatFigures(int index, bool logarithmic)
    {
        var values = Data[index];
        var figure = new Figure("t") { LogX = logarithmic, LogY = logarithmic, XLabel = "x", YLabel = "y" }
            .Line(values, "line", marker: Marker.Diamond).Scatter(values, values, "points")
            .Bars(values, values, "bars").Histogram(values, label: "counts").Band(values, values, values, "band")
            .HorizontalLine(values.Length > 0 ? values[0] : 0);
        IsSane(figure);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Views(int index, bool viewedFromBelow)
    {
        var values = Data[index];
        var heights = new double[values.Length, values.Length];
        for (var i = 0; i < values.Length; i++)
            for (var j = 0; j < values.Length; j++) heights[i, j] = values[(i + j) % values.Length];
        var view = new Figure3D("t") { Elevation = viewedFromBelow ? -30 : 30, XLabel = "x", YLabel = "y", ZLabel = "z" }
            .Scatter(values, values, values, "points").Line(values, values, values, "line")
            .Surface(values, values, heights, "surface", colors: Colormap.Diverging);
        IsSane(view);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(90, 0)]
    [InlineData(-90, 45)]
    [InlineData(0, -90)]
    [InlineData(45, 180)]
    [InlineData(100, 30)]
    [InlineData(1e6, -1e6)]
    public void EveryDirection(double elevation, double azimuth)
    {
        var view = Samples.Hill();
        (view.Elevation, view.Azimuth) = (elevation, azimuth);
        IsSane(view);
    }

    [Theory]
    [InlineData(120, 120)]
    [InlineData(2000, 120)]
    [InlineData(120, 2000)]
    public void EverySize(double width, double height)
    {
        foreach (var picture in (Picture[])[Samples.Kinds(), Samples.Regression()])
        {
            (picture.Width, picture.Height) = (width, height);
            IsSane(picture);
        }
    }

    [Fact]
    public void LimitsFarFromTheDataLeaveAnEmptyPlot()
    {
        IsSane(new Figure { XLimits = (1e6, 2e6), YLimits = (1e-5, 2e-5) }
            .Line([1, 2, 3]).Scatter([1, 2], [1, 2]).Bars([1, 2], [1, 2]));
        IsSane(new Figure3D { ZLimits = (5, 6) }
            .Scatter([1], [1], [1]).Surface([0, 1], [0, 1], new double[2, 2]));
    }

    /// <summary>
    /// Draws in every format; every coordinate in the SVG is a plain number near the picture, and no text lies outside.
    /// </summary>
    private static void IsSane(Picture picture)
    {
        Assert.NotEmpty(picture.ToPng(1));
        Assert.Contains("Plotly.newPlot", picture.ToHtml());
        var svg = picture.ToSvg();
        foreach (var element in XDocument.Parse(svg).Descendants())
        {
            foreach (var attribute in element.Attributes())
            {
                if (attribute.Name.LocalName is not ("d" or "x" or "y" or "cx" or "cy" or "width" or "height" or "r")) continue;
                foreach (Match match in Numbers().Matches(attribute.Value))
                {
                    if (match.Value == "100%") continue;
                    var number = double.Parse(match.Value, CultureInfo.InvariantCulture);
                    Assert.InRange(number, -30, Math.Max(picture.Width, picture.Height) + 30);
                }
            }
            if (element.Name.LocalName == "text")
            {
                Assert.InRange((double)element.Attribute("x")!, 0, picture.Width);
                Assert.InRange((double)element.Attribute("y")!, 0, picture.Height);
                Assert.DoesNotContain("−0 ", element.Value + " ");
                Assert.DoesNotContain("NaN", element.Value);
            }
        }
    }

    [GeneratedRegex("[^MLZ ,]+")]
    private static partial Regex Numbers();
}
