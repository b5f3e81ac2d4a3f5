namespace Gradus.Plot.Tests;

public class CameraTests
{
    // The numbers are what matplotlib 3.6.3 gives: M = ax.get_proj() after ax.view_init(elevation, azimuth) with limits 0 to 1;
    // v = M @ (x, y, z, 1); here stand v[0] / v[3], v[1] / v[3] and v[3]. It rounds its box to single precision: hence 1e-7.
    [Theory]
    [InlineData(30, -60, 0, 0, 0, -0.07780068451911229, -0.04741605845871627, 10.033150115445336)]
    [InlineData(30, -60, 1, 0.5, 0.25, 0.0501913149256807, -0.03331072768879187, 9.859707027158567)]
    [InlineData(30, -60, 0.2, 0.9, 1, -0.006650904756145039, 0.06371651235462304, 10.277032927017837)]
    [InlineData(10, -110, 0, 0, 0, -0.03651470213389372, -0.05872270095406575, 9.353140264767331)]
    [InlineData(10, -110, 1, 0.5, 0.25, 0.05249109927832909, -0.017311626347047034, 10.229681232233482)]
    [InlineData(10, -110, 0.2, 0.9, 1, -0.04676298659373997, 0.04654409851962231, 10.233144386932992)]
    [InlineData(-25, 40, 0, 0, 0, -0.006677014623171253, -0.06907572342284027, 10.548498152027246)]
    [InlineData(-25, 40, 1, 0.5, 0.25, -0.03861224896418276, -0.0009683913547808867, 9.512712060466743)]
    [InlineData(-25, 40, 0.2, 0.9, 1, 0.056198647008828095, 0.03955582873125642, 10.152843537423422)]
    [InlineData(0, -90, 0, 0, 0, -0.060606060757989605, -0.045454545568492204, 9.428571427220811)]
    [InlineData(0, -90, 0.2, 0.9, 1, -0.032786885320008355, 0.04098360665001044, 10.457142858223353)]
    [InlineData(90, -90, 1, 0.5, 0.25, 0.05594405607351023, 0.0, 10.214285714792197)]
    [InlineData(90, -90, 0.2, 0.9, 1, -0.035820895610844644, 0.04776119414779287, 9.571428570415609)]
    [InlineData(120, 15, 0, 0, 0, -0.04032051497836687, 0.08186395463915314, 10.021226638417334)]
    [InlineData(120, 15, 0.2, 0.9, 1, 0.055690064580234365, -0.003144778351638418, 9.522417608766029)]
    public void ProjectsAsMatplotlibDoes(
        double elevation, double azimuth, double x, double y, double z,
        double acrossExpected, double upExpected, double depthExpected)
    {
        var spot = new Camera(elevation, azimuth).Project(new Vector(x, y, z));
        Assert.Equal(acrossExpected, spot.Place.X, 1e-7);
        Assert.Equal(upExpected, spot.Place.Y, 1e-7);
        Assert.Equal(depthExpected, spot.Depth, 1e-6);
    }

    [Fact]
    public void SeesTheFacesTurnedToIt()
    {
        var camera = new Camera(30, -60); // from above, right and front
        Assert.True(camera.SeesFace(0, atEnd: true));
        Assert.False(camera.SeesFace(0, atEnd: false));
        Assert.True(camera.SeesFace(1, atEnd: false));
        Assert.True(camera.SeesFace(2, atEnd: true));
        Assert.False(camera.IsEndFarther(0));
        Assert.True(camera.IsEndFarther(1));
        Assert.False(camera.IsEndFarther(2));
    }
}
