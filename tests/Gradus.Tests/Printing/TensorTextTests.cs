namespace Gradus.Tests;

/// <summary>Every text against PyTorch's, to the character: printing.json.</summary>
public class TensorTextTests
{
    private static readonly IReadOnlyList<TableRecord> Table = TableFile.Read("printing");

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Table.Count)];

    [Theory, MemberData(nameof(Cases))]
    public void PrintsAsPyTorch(int index)
    {
        var record = Table[index];
        var input = record.Inputs[0];
        string[] suffixes = record.Has("requiresGrad") ? ["requires_grad=True"] : [];
        Assert.Equal(record.Text("text"), input.DType switch
        {
            DType.Float32 => TensorText.Format<float>(input.As<float>(), input.Shape, suffixes),
            DType.Float64 => TensorText.Format<double>(input.As<double>(), input.Shape, suffixes),
            DType.Int32 => TensorText.Format<int>(input.As<int>(), input.Shape, suffixes),
            DType.Int64 => TensorText.Format<long>(input.As<long>(), input.Shape, suffixes),
            _ => TensorText.Format<bool>(input.As<bool>(), input.Shape, suffixes),
        }, ignoreLineEndingDifferences: false);
    }

    [Fact]
    public void TheTableHasEveryDType() =>
        Assert.Equal(Enum.GetValues<DType>(), Table.Select(record => record.Inputs[0].DType).Distinct().Order());

    [Fact]
    public void AsksALargeTensorOnlyForWhatItShows()
    {
        var asked = new List<long>();
        var text = TensorText.Format(index =>
        {
            asked.Add(index);
            return index;
        }, [100_000, 100_000]);
        Assert.Equal(36, asked.Count);
        Assert.Equal([0, 1, 2, 99_997, 99_998, 99_999, 100_000], asked.Take(7));
        Assert.EndsWith(" [9999900000, 9999900001, 9999900002,  ..., 9999999997, 9999999998,\n         9999999999]])", text);
    }

    [Fact]
    public void RefusesAShapeThatDoesNotFit()
    {
        var error = Assert.Throws<ArgumentException>(() => TensorText.Format<float>([1f, 2f, 3f], [2, 2]));
        Assert.Equal("TensorText: 3 values for shape (2, 2), which has 4. Pass every element once.", error.Message);
    }

    [Fact]
    public void RefusesATypeThatIsNoDType()
    {
        var error = Assert.Throws<NotSupportedException>(() => TensorText.Format<byte>([1], [1]));
        Assert.Equal("TensorText: no dtype has elements of type Byte; expected float, double, int, long or bool.", error.Message);
    }
}
