namespace Gradus.Data.Tests;

public static class Near
{
    /// <summary>Each number within a tolerance relative to itself; where 0 is expected, relative to 1.</summary>
    public static void Equal(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double relative)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            var allowed = relative * (expected[i] == 0 ? 1 : Math.Abs(expected[i]));
            Assert.True(Math.Abs(actual[i] - expected[i]) <= allowed, $"[{i}]: expected {expected[i]:R}, found {actual[i]:R}");
        }
    }
}
