namespace Gradus.Tests;

/// <summary>The tables arrive as they were written; exact arithmetic tells.</summary>
public class TableFileTests
{
    [Theory]
    [InlineData("elementwise", 300)]
    [InlineData("gradients", 140)]
    [InlineData("matmul", 80)]
    [InlineData("moves", 300)]
    [InlineData("philox", 300)]
    [InlineData("printing", 180)]
    [InlineData("promotion", 1900)]
    [InlineData("random", 130)]
    [InlineData("reductions", 1000)]
    [InlineData("statistics", 500)]
    public void EveryArrayFillsItsShape(string name, int least)
    {
        var records = TableFile.Read(name);
        Assert.True(records.Count >= least);
        foreach (var record in records)
        {
            // Reading an array throws where the list does not fill the shape.
            if (record.HasArray("output")) Assert.NotNull(record.Output.Values);
            if (record.HasArray("expected64"))
            {
                Assert.Equal(record.Output.Shape, record.Array("expected64").Shape);
                Assert.Equal(DType.Float64, record.Array("expected64").DType);
            }
            if (record.HasArray("gradients")) Assert.Equal(record.Inputs.Count, record.Arrays("gradients").Count);
        }
    }

    [Fact]
    public void SpecialValuesSurvive()
    {
        var single = TableFile.Read("elementwise", "Neg").First(record => record.DType == DType.Float32).Inputs[0].As<float>();
        Assert.Equal([float.NaN, float.PositiveInfinity, float.NegativeInfinity], single[..3]);
        Assert.True(float.IsNegative(single[4]) && single[4] == 0);
        Assert.Contains(float.Epsilon, single);
        Assert.Contains(float.MaxValue, single);
        var whole = TableFile.Read("elementwise", "Square").First(record => record.DType == DType.Int64).Inputs[0].As<long>();
        Assert.Contains(long.MaxValue, whole);
        Assert.Contains(long.MinValue, whole);
    }

    [Fact]
    public void SquareRootsAreExact()
    {
        foreach (var record in TableFile.Read("elementwise", "Sqrt").Where(record => record.DType is DType.Float64))
        {
            Assert.Equal(Array.ConvertAll(record.Inputs[0].As<double>(), Math.Sqrt), record.Output.As<double>());
            Assert.Equal(record.Output.As<double>(), record.Array("expected64").As<double>());
        }
    }

    [Fact]
    public void ColumnsMeetRows()
    {
        var record = TableFile.Read("elementwise", "Sub").First(record => record.DType == DType.Int32);
        var (left, right) = (record.Inputs[0].As<int>(), record.Inputs[1].As<int>());
        Assert.Equal([left.Length, right.Length], record.Output.Shape);
        Assert.Equal(from a in left from b in right select unchecked(a - b), record.Output.As<int>());
    }

    [Fact]
    public void SharedArraysAreFoundByName()
    {
        var sums = TableFile.Read("reductions", "Sum");
        var record = sums.First(record => record.Inputs[0].Shape is [40, 70] && !record.Has("axes"));
        var sum = record.Inputs[0].ToDoubles().Sum();
        Assert.Equal(sum, record.Array("expected64").As<double>()[0], 1e-10);
    }

    [Fact]
    public void RefusalsAreMarked()
    {
        var refused = TableFile.Read("promotion", "Sub").Where(record => record.IsError);
        Assert.All(refused, record => Assert.Contains("bool", record.ToString()));
    }
}
