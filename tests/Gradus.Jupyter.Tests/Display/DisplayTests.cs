using System.Text.RegularExpressions;
using SkiaSharp;

namespace Gradus.Jupyter.Tests;

[Collection(SharedKernel.Name)]
public partial class DisplayTests(KernelProcess kernel) : IDisposable
{
    private readonly JupyterClient client = kernel.Connect();

    public void Dispose() => client.Dispose();

    [Fact]
    public void ATensorIsATableOfItsNumbers()
    {
        var html = Html("Tensor.From(new float[,] { { 1, -2.5f }, { 3, 4 } })");
        Assert.Contains("float32 (2, 2)", html);
        Assert.Equal(["1.0000", "-2.5000", "3.0000", "4.0000"], Cells(html));
    }

    [Theory]
    [InlineData("Tensor.Arange(3)", "int64 (3,)", "0 1 2")]
    [InlineData("Tensor.Arange(30)", "int64 (30,)", "0 1 2 3 4 5 … 24 25 26 27 28 29")]
    [InlineData("Tensor.Arange(3) > 1", "bool (3,)", "False False True")]
    [InlineData("Tensor.From([1, 2, 3]).To(DType.Int32)", "int32 (3,)", "1 2 3")]
    [InlineData("Tensor.From([1.5, double.NaN])", "float64 (2,)", "1.5000 nan")]
    [InlineData("Tensor.Arange(12).Reshape([2, 2, 3])", "int64 (2, 2, 3); below, the matrix at [0]", "0 1 2 3 4 5")]
    [InlineData("Tensor.Ones([2]).RequiresGrad()", "float32 (2,), requires a gradient", "1. 1.")]
    public void EveryKindOfTensorIsShown(string code, string facts, string cells)
    {
        var html = Html(code);
        Assert.Contains($"<div>{facts}</div>", html);
        Assert.Equal(cells, string.Join(' ', Cells(html)));
    }

    [Fact]
    public void AMatrixHasASmallPictureOfItsNumbers()
    {
        // White in the middle, blue below and red above zero.
        using var picture = HeatMap("Tensor.From(new float[,] { { -1, 0 }, { 0.5f, 1 } })");
        Assert.Equal((2, 2), (picture.Width, picture.Height));
        var (low, zero, high) = (picture.GetPixel(0, 0), picture.GetPixel(1, 0), picture.GetPixel(1, 1));
        Assert.True(low.Blue > low.Red + 50);
        Assert.True(high.Red > high.Blue + 50);
        Assert.All(new[] { zero.Red, zero.Green, zero.Blue }, part => Assert.InRange(part, 220, 255));
    }

    [Fact]
    public void ALargeMatrixIsPicturedInMeans()
    {
        using var picture = HeatMap("Tensor.Arange(0.0, 1000.0 * 400).Reshape([1000, 400])");
        Assert.Equal((160, 160), (picture.Width, picture.Height));
        // Lightness rises with the numbers, from the first row to the last.
        static int Light(SKColor color) => color.Red + color.Green + color.Blue;
        Assert.True(Light(picture.GetPixel(80, 0)) < Light(picture.GetPixel(80, 80)));
        Assert.True(Light(picture.GetPixel(80, 80)) < Light(picture.GetPixel(80, 159)));
    }

    [Theory]
    [InlineData("new Figure(\"loss\").Line([3, 2, 1])", 640, 480)]
    [InlineData("new Figure3D(\"points\") { Width = 300, Height = 200 }.Scatter([1, 2], [1, 2], [3, 4])", 300, 200)]
    [InlineData("var w = Tensor.Ones([2]).RequiresGrad(); GraphOf((w * 2).Sum())", 120, 300)]
    public void AFigureIsASharpPicture(string code, int width, int height)
    {
        var shown = client.Run(code).Shown;
        using var picture = SKBitmap.Decode(Convert.FromBase64String(shown.Shown("image/png")!));
        var size = shown.Content["metadata"]!["image/png"]!;
        Assert.InRange((int)size["width"]!, width, width + 60);
        Assert.InRange((int)size["height"]!, height - 180, height);
        Assert.Equal(2 * (int)size["width"]!, picture.Width, tolerance: 1.0);
        Assert.InRange(picture.Pixels.Distinct().Count(), 20, int.MaxValue);
        Assert.NotEmpty(shown.Shown()!);
    }

    [Fact]
    public void AGraphShowsEachOperationOnce()
    {
        var boxes = Boxes(out var x, out var w);
        Assert.Equal(
            ["MatMul", "Mul", "Sub", "Sum", "data", "data", "parameter"],
            boxes.Where(box => box.Kind != GraphBoxKind.Bend).Select(box => box.Name).Order(StringComparer.Ordinal));
        GC.KeepAlive((x, w));

        static List<GraphBox> Boxes(out Tensor x, out Tensor w)
        {
            (x, w) = (Tensor.Rand([3, 2], seed: 0), Tensor.Ones([2, 1]).RequiresGrad());
            var error = x.MatMul(w) - Tensor.Rand([3, 1], seed: 1);
            return GraphBox.Of((error * error).Sum(), 60);
        }
    }

    [Fact]
    public void AViewThatTurnsReachesNoNetwork()
    {
        var html = Html("Turning(new Figure3D(\"points\").Scatter([1, 2], [1, 2], [3, 4]))");
        Assert.StartsWith("<iframe sandbox=\"allow-scripts\" ", html);
        var page = System.Net.WebUtility.HtmlDecode(SourceDocument().Match(html).Groups[1].Value);
        Assert.Contains("default-src 'none'", page);
        Assert.DoesNotMatch("<(script|link|img|iframe)[^>]*(src|href)=\"?https?:", page);
        Assert.Contains("Plotly.newPlot", page);
    }

    [Theory]
    [InlineData("Latex(@\"\\frac{1}{N}\")")]
    [InlineData("Latex(@\"$\\frac{1}{N}$\")")]
    [InlineData("Latex(@\" $$ \\frac{1}{N} $$ \")")]
    public void AFormulaStandsBetweenDollars(string code) =>
        Assert.Equal("$$\n\\frac{1}{N}\n$$", client.Run(code).Shown.Shown("text/latex"));

    [Fact]
    public void APieceOfAPageIsAlsoText()
    {
        var shown = client.Run("Html(\"<p>a &lt; <b>b</b></p>\")").Shown;
        Assert.Equal("<p>a &lt; <b>b</b></p>", shown.Shown("text/html"));
        Assert.Equal("a <  b", shown.Shown());
    }

    [Fact]
    public void ATableSetsNumbersToTheRight()
    {
        var shown = client.Run("Table([\"route\", \"loss\"], [[\"<sgd>\", 0.123456789], [\"gd\", 1e-8], [\"none\", null]])").Shown;
        Assert.Equal("route      loss\n<sgd>  0.123457\ngd        1e-08\nnone", shown.Shown());
        Assert.Contains("<td style=\"text-align:left\">&lt;sgd&gt;</td><td style=\"text-align:right\">0.123457</td>", shown.Shown("text/html"));
        Assert.Equal("Name  Value\na       1.5", client.Run("Table(new[] { new { Name = \"a\", Value = 1.5 } })").Result);
        Assert.Contains("row 0 has 1 cells", client.Run("Table([\"a\", \"b\"], [[1]])").Traceback);
    }

    [Fact]
    public void AUsersTypeShowsItselfThroughTheSameDoor()
    {
        client.Run("record Money(double Euros); record Gift(double Euros) : Money(Euros); interface IShape { } record Disk : IShape;");
        client.Run("ShowAs<Money>(money => Html($\"<b>{money.Euros}</b> euros\")); ShowAs<IShape>(shape => new Rich(\"a shape\"));");
        Assert.Equal("<b>3</b> euros", Html("new Money(3)"));
        Assert.Equal("<b>4</b> euros", Html("new Gift(4)"));
        Assert.Equal("a shape", client.Run("new Disk()").Result);
        Assert.Contains("not today", client.Run("ShowAs<Money>(money => throw new Exception(\"not today\")); new Money(3)").Traceback);
        Assert.Equal("later", client.Run("ShowAs<Money>(money => new Rich(\"later\")); new Gift(5)").Result);
    }

    [Fact]
    public void WhatIsShownCanBeReplaced()
    {
        var first = client.Run("var place = Show(1); Console.Write(\"between\"); place.Update(2);");
        Assert.Equal(["display_data", "stream", "update_display_data"], first.Published.Select(message => message.Type).Where(type =>
            type is not ("status" or "execute_input")));
        // The place itself is nothing to show.
        var later = client.Run("place.Update(3); place");
        Assert.Null(later.Result);
        var updates = first.Published.Concat(later.Published).Where(message => message.Type.EndsWith("display_data")).ToList();
        Assert.Equal(["1", "2", "3"], updates.Select(message => message.Shown()!));
        Assert.Single(updates.Select(message => (string)message.Content["transient"]!["display_id"]!).Distinct());
    }

    [Fact]
    public void ProgressFillsInPlace()
    {
        var run = client.Run("var sum = 0; foreach (var i in Progress(50, \"steps\")) { sum += i; Thread.Sleep(10); } sum");
        Assert.Equal("1225", run.Result);
        Assert.Single(run.Published, message => message.Type == "display_data");
        var updates = run.Published.Where(message => message.Type == "update_display_data").ToList();
        // About ten a second, not one for each step.
        Assert.InRange(updates.Count, 2, 25);
        Assert.StartsWith("steps: 50 of 50, ", updates[^1].Shown());
        Assert.Contains("<progress value=\"50\" max=\"50\">", updates[^1].Shown("text/html"));
    }

    [Fact]
    public void OutputCanBeCleared()
    {
        var run = client.Run("Console.Write(\"a\"); ClearOutput(); Console.Write(\"b\");");
        Assert.Equal(["stream", "clear_output", "stream"], run.Published.Select(message => message.Type).Where(type =>
            type is not ("status" or "execute_input")));
        Assert.True((bool)run.Published.Single(message => message.Type == "clear_output").Content["wait"]!);
    }

    private string Html(string code) => client.Run(code).Shown.Shown("text/html")!;

    private SKBitmap HeatMap(string code) =>
        SKBitmap.Decode(Convert.FromBase64String(PictureData().Match(Html(code)).Groups[1].Value));

    private static IEnumerable<string> Cells(string html) => TableCell().Matches(html).Select(match => match.Groups[1].Value.Trim());

    [GeneratedRegex("<td[^>]*>([^<]*)</td>")]
    private static partial Regex TableCell();

    [GeneratedRegex("data:image/png;base64,([^\"]*)")]
    private static partial Regex PictureData();

    [GeneratedRegex("srcdoc=\"([^\"]*)\"")]
    private static partial Regex SourceDocument();
}
