namespace Gradus.Plot.Tests;

public class ApprovedPicturesTests
{
    public static TheoryData<string> Names => ["loss", "log-loss", "kinds", "regression", "hill", "empty", "one-point"];

    [Theory, MemberData(nameof(Names))]
    public void SvgIsTheApprovedOneByteForByte(string name) => Approved.Svg(name, Draw(name));

    [Theory, MemberData(nameof(Names))]
    public void PngLooksLikeTheApprovedOne(string name) => Approved.Png(name, Draw(name));

    [Theory, MemberData(nameof(Names))]
    public void TheSameDataGiveTheSameBytes(string name)
    {
        Assert.Equal(Draw(name).ToSvg(), Draw(name).ToSvg());
        Assert.Equal(Draw(name).ToPng(), Draw(name).ToPng());
        Assert.Equal(Draw(name).ToHtml(), Draw(name).ToHtml());
    }

    [Fact]
    public void TheComparisonSeesALineMovedByOnePixel()
    {
        var one = new Figure { YLimits = (0, 100) }.HorizontalLine(50, style: LineStyle.Solid).ToPng(1);
        var other = new Figure { YLimits = (0, 100) }.HorizontalLine(50.25, style: LineStyle.Solid).ToPng(1);
        Assert.NotEqual("", Approved.Compare(one, other));
        Assert.Equal("", Approved.Compare(one, one));
    }

    private static Picture Draw(string name) => name switch
    {
        "loss" => Samples.Loss(),
        "log-loss" => Samples.LogLoss(),
        "kinds" => Samples.Kinds(),
        "regression" => Samples.Regression(),
        "hill" => Samples.Hill(),
        "empty" => new Figure("nothing yet"),
        _ => new Figure3D("one point").Scatter([1], [2], [3], "here"),
    };
}
