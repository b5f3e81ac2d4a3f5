using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Gradus.Plot.Tests;

public partial class HtmlTests
{
    private const string Hostile =
        "</script><script>alert('x')</script> <img src=http://example.com/a.png onerror=alert(1)> & \"quoted\"";

    [Fact]
    public void NothingIsLoadedFromAnywhere()
    {
        var html = WholeReport().ToHtml();
        var own = WithoutScripts(html);
        // Whatever could fetch: an address in an attribute or a style, a frame, a link, an import.
        Assert.DoesNotMatch(new Regex("""(?i)\s(src|href|srcset|action|data|poster|background)\s*="""), own);
        Assert.DoesNotMatch(new Regex("(?i)url\\(|@import|<(link|iframe|object|embed|base|img|video|audio|form)\\b"), own);
        Assert.DoesNotMatch(new Regex("(?i)<script[^>]*\\ssrc"), html);
        Assert.Contains(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'unsafe-inline'; " +
            "style-src 'unsafe-inline'; img-src data: blob:; form-action 'none'; base-uri 'none'\">", html);
        Assert.Contains("showSendToCloud: false, plotlyServerURL: \"\"", html);
    }

    [Fact]
    public void AUsersTextIsShownAndNeverRun()
    {
        var picture = new Figure3D(Hostile) { XLabel = Hostile }.Scatter([1], [2], [3], Hostile);
        var html = new Report(Hostile).Heading(Hostile).Paragraph(Hostile).Code(Hostile).Table([Hostile], [[Hostile]], Hostile)
            .Add(picture, Hostile).Add(picture, Hostile, interactive: false).ToHtml();
        Assert.DoesNotContain("<script>alert", html);
        Assert.DoesNotContain("<img", WithoutScripts(html));
        // The data of the one interactive picture, plotly.js, and the starter: no fourth script.
        var bundle = Encoding.UTF8.GetString(Resource.Bytes("plotly-gl3d.min.js"));
        Assert.Equal(3, Regex.Count(html, "(?i)<script[ >]") - Regex.Count(bundle, "(?i)<script[ >]"));
    }

    [Fact]
    public void PlotlyStandsInThePageOnceAndOnlyIfNeeded()
    {
        const string banner = "plotly.js (gl3d - minified) v4.1.1";
        Assert.Single(Regex.Matches(WholeReport().ToHtml(), Regex.Escape(banner)));
        Assert.DoesNotContain(banner, new Report("still").Add(Samples.Loss()).Add(Samples.Hill(), interactive: false).ToHtml());
        Assert.Contains("Permission is hereby granted", WholeReport().ToHtml()); // the licence goes where the file goes
    }

    [Fact]
    public void ASavedReportIsTheSameText()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        WholeReport().Save(file);
        Assert.Equal(WholeReport().ToHtml(), File.ReadAllText(file));
        File.Delete(file);
    }

    [Fact]
    public void ThePlotlyDataAreTheData()
    {
        double[] values = [0.5, double.NaN, double.PositiveInfinity, 1e-3];
        var figure = Plotly(new Figure("t") { LogY = true }.Line([1, 2, 3, 4], values, "a<b"));
        var trace = figure.GetProperty("data")[0];
        Assert.Equal("scatter", trace.GetProperty("type").GetString());
        Assert.Equal("a&lt;b", trace.GetProperty("name").GetString());
        Assert.Equal("[1,2,3,4]", trace.GetProperty("x").GetRawText());
        Assert.Equal("[0.5,null,null,0.001]", trace.GetProperty("y").GetRawText());
        Assert.Equal("log", figure.GetProperty("layout").GetProperty("yaxis").GetProperty("type").GetString());
    }

    [Fact]
    public void TheSurfaceHasItsRowsAndTheCameraItsDirection()
    {
        var figure = Plotly(new Figure3D { Elevation = 30, Azimuth = 60 }.Surface(
            [0, 1, 2], [5, 6], new[,] { { 1, 2, 3 }, { 4, 5, double.NaN } }, alpha: 0.25));
        var trace = figure.GetProperty("data")[0];
        Assert.Equal("[[0,1,2],[0,1,2]]", trace.GetProperty("x").GetRawText());
        Assert.Equal("[[5,5,5],[6,6,6]]", trace.GetProperty("y").GetRawText());
        Assert.Equal("[[1,2,3],[4,5,null]]", trace.GetProperty("z").GetRawText());
        Assert.Equal(0.25, trace.GetProperty("opacity").GetDouble());

        var eye = figure.GetProperty("layout").GetProperty("scene").GetProperty("camera").GetProperty("eye");
        var (x, y, z) = (eye.GetProperty("x").GetDouble(), eye.GetProperty("y").GetDouble(), eye.GetProperty("z").GetDouble());
        Assert.Equal(60, Math.Atan2(y, x) * 180 / Math.PI, 1e-3);
        Assert.Equal(30, Math.Asin(z / Math.Sqrt(x * x + y * y + z * z)) * 180 / Math.PI, 1e-3);
    }

    [Fact]
    public void TablesAlignNumbersAndKeepEveryCell()
    {
        var html = new Report("r").Table(["name", "value"], [["w₁", "−2.97"], ["b <0>"]]).ToHtml();
        Assert.Contains("<th>name</th><th class=\"n\">value</th>", html);
        Assert.Contains("<tr><td>w₁</td><td class=\"n\">−2.97</td></tr>", html);
        Assert.Contains("<tr><td>b &lt;0&gt;</td><td></td></tr>", html);
    }

    private static Report WholeReport() => new Report("Report").Heading("h").Paragraph("p").Code("c").Table(["a"], [["1"]])
        .Add(Samples.Loss()).Add(Samples.Kinds(), interactive: true).Add(Samples.Regression(), "turn it").Add(Samples.Hill());

    private static JsonElement Plotly(Picture picture)
    {
        var match = Data().Match(picture.ToHtml());
        return JsonDocument.Parse(match.Groups[1].Value).RootElement;
    }

    private static string WithoutScripts(string html) => Scripts().Replace(html, "");

    [GeneratedRegex("""<script type="application/json">(.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex Data();

    [GeneratedRegex("<script.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Scripts();
}
