using System.Security.Cryptography;
using System.Text;

namespace Gradus.Plot.Tests;

public class ResourceTests
{
    // SHA-256 of the files as published: fonts-dejavu-core 2.37-6 of Debian, plotly.js-gl3d-dist-min 4.1.1 of npm.
    [Theory]
    [InlineData("DejaVuSans.ttf", "abdc775b21b1bc470d50c97e790d276f2054b7504e56e5bd3e64f48d68582322")]
    [InlineData("plotly-gl3d.min.js", "aab04dcd9c103a92b18723f8c837712fe820f325d0bcd2421e415e8124a75b9f")]
    public void CarriedFilesAreUnchanged(string name, string hash) =>
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(Resource.Bytes(name))));

    // The page writes the bundle between script tags, which only this sequence could end.
    [Fact]
    public void TheBundleCannotEndItsScript()
    {
        var bundle = Encoding.UTF8.GetString(Resource.Bytes("plotly-gl3d.min.js"));
        Assert.DoesNotContain("</script", bundle, StringComparison.OrdinalIgnoreCase);
    }
}
