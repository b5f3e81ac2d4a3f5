namespace Gradus.Data.Tests;

public class NearestNameTests
{
    [Theory]
    [InlineData("progresion", "progression")]
    [InlineData("Progression", "progression")]
    [InlineData("porgression", "progression")]
    [InlineData("bmii", "bmi")]
    [InlineData("x", "y")]
    [InlineData("grösse", "größe")]
    [InlineData("weight", null)]
    [InlineData("", "y")]
    public void TheNearestWithinAThird(string wanted, string? expected) =>
        Assert.Equal(expected, NearestName.Find(wanted, ["age", "bmi", "y", "größe", "progression", "z"]));

    [Fact]
    public void OfEquallyNearOnesTheFirst() => Assert.Equal("cat", NearestName.Find("cot", ["dog", "cat", "cut", "bat"]));
}
