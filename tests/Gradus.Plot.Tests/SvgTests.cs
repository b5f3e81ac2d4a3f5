using System.Globalization;
using System.Text;
using System.Xml.Linq;
using CsCheck;

namespace Gradus.Plot.Tests;

public class SvgTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData("a < b & \"c\" > 'd'")]
    [InlineData("]]> <!-- </svg> <script>alert(1)</script>")]
    [InlineData("emoji 😀, 日本, α²")]
    public void TextStandsAsItWasGiven(string text)
    {
        var document = XDocument.Parse(new Figure(text) { XLabel = text }.Line([1, 2], text).ToSvg());
        Assert.Equal(text, document.Root!.Attribute("aria-label")!.Value);
        Assert.Equal(3, document.Descendants(Svg + "text").Count(element => element.Value == text));
        Assert.DoesNotContain(document.Descendants(), element => element.Name.LocalName == "script");
    }

    [Fact]
    public void ControlCharactersBecomeTheReplacementCharacter()
    {
        var document = XDocument.Parse(new Figure("a\u0001b\u001bc\tд\ud800e\ufffe").ToSvg());
        Assert.Equal("a\ufffdb\ufffdc д\ufffde\ufffd", document.Root!.Attribute("aria-label")!.Value);
    }

    // XmlReader checks every character against XML 1.0.
    [Fact]
    public void AnyTextGivesWellFormedXml() =>
        Gen.Char.Array[0, 40].Sample(letters =>
        {
            var text = new string(letters);
            var figure = new Figure(text) { XLabel = text, YLabel = text, Width = 320 }.Line([1, 2, 3], text);
            XDocument.Parse(figure.ToSvg());
            var view = new Figure3D(text) { XLabel = text, ZLabel = text }.Scatter([1, 2], [1, 2], [1, 2], text);
            XDocument.Parse(view.ToSvg());
        }, iter: 300);

    [Fact]
    public void ALinePassesThroughItsPoints()
    {
        // Two ticks give the scale of each axis; the drawn points must stand where that scale says.
        var document = XDocument.Parse(new Figure { ShowGrid = false }.Line([0, 1, 4], [10, 30, 20], color: "#123456").ToSvg());
        var ticks = document.Descendants(Svg + "text").ToArray();
        var (left, right) = (TickX("0"), TickX("4"));
        var (bottom, top) = (TickY("10"), TickY("30"));
        var path = document.Descendants(Svg + "path").Single(element => element.Parent!.Attribute("stroke")?.Value == "#123456");
        var numbers = path.Attribute("d")!.Value.Replace("M", "").Replace("L", " ").Split(' ').Select(Number).ToArray();
        double[] expected = [left, bottom, left + (right - left) / 4, top, right, (bottom + top) / 2];
        Assert.Equal(expected.Length, numbers.Length);
        for (var i = 0; i < numbers.Length; i++) Assert.Equal(expected[i], numbers[i], 0.02);

        double TickX(string label) => Number(ticks.First(tick => tick.Value.Split('.')[0] == label).Attribute("x")!.Value);
        double TickY(string label) =>
            Number(ticks.Last(tick => tick.Value.Split('.')[0] == label).Attribute("y")!.Value) - 12 * 0.729 / 2;
        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void TheCultureOfTheThreadChangesNothing()
    {
        var expected = Samples.Regression().ToSvg() + Samples.Kinds().ToHtml();
        var before = CultureInfo.CurrentCulture;
        try
        {
            var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            odd.NumberFormat.NumberDecimalSeparator = ",";
            odd.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = odd;
            Assert.Equal(expected, Samples.Regression().ToSvg() + Samples.Kinds().ToHtml());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void NamesNothingOutsideTheFile()
    {
        var text = new StringBuilder();
        foreach (var picture in (Picture[])[Samples.Kinds(), Samples.Hill()]) text.Append(picture.ToSvg());
        Assert.DoesNotContain("href", text.ToString());
        Assert.DoesNotContain("url(", text.ToString());
        Assert.DoesNotContain(" id=", text.ToString());
    }
}
