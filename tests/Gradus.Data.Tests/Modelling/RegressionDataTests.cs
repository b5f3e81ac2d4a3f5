namespace Gradus.Data.Tests;

public sealed class RegressionDataTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    private RegressionData Read(string content, string target, params string[]? features) =>
        RegressionData.Read(folder.Write("table.csv", content), target, features is { Length: > 0 } ? features : null);

    private static void Check(string expected, Action action) =>
        Assert.Equal(expected, Assert.Throws<TableException>(action).Message);

    [Fact]
    public void AllOtherColumnsAreFeaturesUnlessNamed()
    {
        var data = Read("a,y,b\n1,2,3\n4,5,6\n,8,9\n", "Y");
        Assert.Equal(["a", "b"], data.Features);
        Assert.Equal("y", data.Target);
        Assert.Equal([2, 5], data.TargetValues);
        Assert.Equal([1, 3, 4, 6], data.FeatureMatrix());
        Assert.Equal([4, 6], data.FeatureMatrix([1]));
        Assert.Equal([[1, 4], [3, 6]], data.FeatureColumns);
        Assert.Equal(2, data.Rows);
        Assert.Equal(1, data.Dropped);
        data = Read("a,y,b\n1,2,3\n4,5,6\n,8,9\n", "y", "B");
        Assert.Equal(["b"], data.Features);
        Assert.Equal(3, data.Rows);
        Assert.Equal(0, data.Dropped);
    }

    [Fact]
    public void TheSourceGivesTheRowsAskedForFeaturesFirst()
    {
        var source = Read("a,y,b\n1,2,3\n4,5,6\n7,8,10\n", "y").Source([2, 0]);
        Assert.Equal(3, source.Columns);
        using var cursor = source.Open(default);
        var block = new double[9];
        Assert.Equal(2, cursor.Read(block, 3));
        Assert.Equal([7, 1, 0, 10, 3, 0, 8, 2, 0], block);
        Assert.Equal(0, cursor.Read(block, 3));
    }

    [Fact]
    public void TargetAmongTheFeatures() => Check(
        "Target 'y' is also among the features; take it out of the features.",
        () => Read("a,y\n1,2\n3,4\n", "y", "a", "Y"));

    [Fact]
    public void FeatureTwice() => Check(
        "Feature 'a' is named twice; name each feature once.",
        () => Read("a,y\n1,2\n3,4\n", "y", "a", "A"));

    [Fact]
    public void NoFeatures() => Check(
        $"Table '{folder.File("table.csv")}' has no column besides the target 'y'; at least one feature is expected.",
        () => Read("y\n1\n2\n", "y"));

    [Fact]
    public void UnknownTarget() => Check(
        $"Table '{folder.File("table.csv")}' has no column 'z'; did you mean 'y'? Its columns: alpha, y.",
        () => Read("alpha,y\n1,2\n", "z"));

    [Theory]
    [InlineData("a,y\n1,2.5\n3,2.5\n,3\n", "2.5, in all 2 rows")]
    [InlineData("a,y\n1,-1e300\n", "-1E+300, in the only row")]
    public void ATargetWithOneValue(string content, string found) =>
        Check($"Target 'y' has one value, {found}; a fit needs at least two different values.", () => Read(content, "y"));
}
