namespace Gradus.Data;

/// <summary>Rows at even distances, for pictures: predictions, truth and the first terms.</summary>
internal sealed class RowSample
{
    private readonly long every;
    private long seen;

    public RowSample(long rows, int most, int terms)
    {
        every = Math.Max(1, (rows + most - 1) / most);
        Terms = [.. Enumerable.Range(0, terms).Select(_ => new List<double>())];
    }

    public List<double> Predictions { get; } = [];

    public List<double> Truth { get; } = [];

    /// <summary>The first one or two terms.</summary>
    public IReadOnlyList<List<double>> Terms { get; }

    public void Add(ReadOnlySpan<double> block, int stride, ReadOnlySpan<double> predictions, ReadOnlySpan<double> truth)
    {
        for (var i = (int)((every - seen % every) % every); i < truth.Length; i += (int)every)
        {
            Predictions.Add(predictions[i]);
            Truth.Add(truth[i]);
            for (var k = 0; k < Terms.Count; k++) Terms[k].Add(block[k * stride + i]);
        }
        seen += truth.Length;
    }
}
