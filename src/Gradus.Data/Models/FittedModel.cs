namespace Gradus.Data;

/// <summary>A linear model made by <c>gradus fit</c>: what it reads from a table, and what it predicts.</summary>
/// <example><code>
/// var model = FittedModel.Load("out/fit/model.safetensors");
/// var predictions = model.Predict("houses.csv");
/// Console.WriteLine(predictions);
/// </code></example>
public sealed class FittedModel
{
    private readonly double[] weights;

    internal FittedModel(double[] weights) => this.weights = weights;

    /// <summary>The columns it reads.</summary>
    public required IReadOnlyList<ModelColumn> Columns { get; init; }

    /// <summary>What it explains; for the logistic loss its two levels, the second of which the probability is about.</summary>
    public required ModelColumn Target { get; init; }

    /// <summary>What the weights belong to.</summary>
    public required IReadOnlyList<Term> Terms { get; init; }

    /// <summary>One a term, in the units of the table.</summary>
    public IReadOnlyList<double> Weights => weights;

    public required double Bias { get; init; }

    public required Loss Loss { get; init; }

    /// <summary>How it was fitted: exact, gd, sgd or adam.</summary>
    public required string Method { get; init; }

    /// <summary>One a term, then the bias; NaN where there is none. Empty for gradient methods and penalized fits.</summary>
    public IReadOnlyList<double> StandardErrors { get; init; } = [];

    /// <summary>Means and standard deviations of the terms in training, where it standardized them; else empty.</summary>
    public IReadOnlyList<double> Means { get; init; } = [];

    /// <inheritdoc cref="Means"/>
    public IReadOnlyList<double> Scales { get; init; } = [];

    /// <summary>Rows it was fitted to.</summary>
    public required long Rows { get; init; }

    /// <summary>How good it was, such as <c>train rmse</c>.</summary>
    public IReadOnlyDictionary<string, double> Scores { get; init; } = new Dictionary<string, double>();

    /// <summary>The version of Gradus that made it.</summary>
    public required string MadeBy { get; init; }

    /// <summary>Reads a model file.</summary>
    /// <exception cref="TableException">It is not there, damaged, or no model of Gradus's.</exception>
    public static FittedModel Load(string path) => ModelFile.Load(path);

    /// <summary>The predictions for a table, (rows) float64; NaN in rows that lack a value without a substitute.</summary>
    /// <exception cref="TableException">
    /// The table cannot be read, lacks a column, or holds a text that the model has not seen.
    /// </exception>
    public Tensor Predict(string path, CancellationToken cancellation = default)
    {
        using var reader = TableReader.Open(path, cancellation);
        using var scan = new PredictionScan(this, reader, cancellation);
        var buffer = new ColumnBuffer();
        var block = new double[PredictionScan.BlockRows];
        while (scan.Read(block) is > 0 and var count) buffer.Append(block.AsSpan(0, count));
        return Tensor.From(buffer.ToArray());
    }

    internal byte[] ToBytes() => ModelFile.Write(this);

    /// <summary>Predicts from the values of the terms; value of term k in row i at <c>block[k * stride + i]</c>.</summary>
    internal void PredictTerms(ReadOnlySpan<double> block, int stride, Span<double> predictions) =>
        PredictTerms(Loss, weights, Bias, block, stride, predictions);

    /// <inheritdoc cref="PredictTerms(ReadOnlySpan{double}, int, Span{double})"/>
    internal static void PredictTerms(
        Loss loss, double[] weights, double bias, ReadOnlySpan<double> block, int stride, Span<double> predictions)
    {
        predictions.Fill(bias);
        for (var k = 0; k < weights.Length; k++)
            Vectors.AddScaled(predictions, weights[k], block.Slice(k * stride, predictions.Length));
        ToResponse(loss, predictions);
    }

    /// <summary>Predicts from the values of the columns; value of column j in row i at <c>block[j * stride + i]</c>.</summary>
    internal void PredictColumns(ReadOnlySpan<double> block, int stride, Span<double> predictions)
    {
        predictions.Fill(Bias);
        var values = new double[predictions.Length];
        for (var k = 0; k < weights.Length; k++)
        {
            Terms[k].Evaluate(block, stride, values);
            Vectors.AddScaled(predictions, weights[k], values);
        }
        ToResponse(Loss, predictions);
        // A level that is missing is no level: its terms are 0 and not NaN.
        for (var j = 0; j < Columns.Count; j++)
            for (var i = 0; i < predictions.Length; i++)
                if (double.IsNaN(block[j * stride + i])) predictions[i] = double.NaN;
    }

    private static void ToResponse(Loss loss, Span<double> values)
    {
        if (loss == Loss.Logistic)
            foreach (ref var value in values) value = 1 / (1 + Math.Exp(-value));
        if (loss == Loss.Poisson)
            foreach (ref var value in values) value = Math.Exp(value);
    }
}
