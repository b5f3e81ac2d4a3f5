using System.Text.Json;
using Gradus.Data;

namespace Gradus.Cli;

/// <summary>What a watching page is told, as server-sent events: first a sample of rows, then frames.</summary>
internal sealed class WatchFrames
{
    private const int SampleRows = 500;
    private const int LineSteps = 41;
    private const int PlaneSteps = 9;

    private readonly TrainingTable table;
    private readonly Loss loss;
    private readonly double[] terms;
    private readonly double[] truth;
    private readonly double[] grid;

    public WatchFrames(TrainingTable table, Loss loss, CancellationToken cancellation)
    {
        this.table = table;
        this.loss = loss;
        var rows = new PartRows(table, Part.Train);
        var every = Math.Max(1, (rows.Rows + SampleRows - 1) / SampleRows);
        var count = (int)((rows.Rows + every - 1) / every);
        terms = new double[table.Terms.Count * count];
        truth = new double[count];
        var stride = TriangularFactor.BlockRows(rows.Columns);
        var block = new double[rows.Columns * stride];
        using var cursor = rows.Open(cancellation);
        for (var first = 0L; cursor.Read(block, stride) is > 0 and var read; first += read)
            for (var i = 0; i < read; i++)
            {
                if ((first + i) % every != 0) continue;
                var to = (int)((first + i) / every);
                for (var k = 0; k < table.Terms.Count; k++) terms[k * count + to] = block[k * stride + i];
                truth[to] = block[table.Terms.Count * stride + i];
            }
        grid = Grid();
    }

    private string View => table.Terms.Any(term => term.Factors.Count > 1) ? "cloud" : table.Terms.Count switch
    {
        1 => "line",
        2 => "plane",
        _ => "cloud",
    };

    public string Start(int epochs) => Event("start", json =>
    {
        json.WriteNumber("epochs", epochs);
        json.WriteString("loss", loss.ToString().ToLowerInvariant());
        json.WriteString("target", table.Target.Name);
        json.WriteString("view", View);
        json.WriteStartArray("names");
        foreach (var term in table.Terms.Take(2)) json.WriteStringValue(term.Name);
        json.WriteEndArray();
        json.WriteFinite("truth", truth);
        json.WriteFinite("x", View == "cloud" ? [] : terms[..truth.Length]);
        json.WriteFinite("y", View == "plane" ? terms[truth.Length..] : []);
        json.WriteFinite("grid", grid);
    });

    public string Frame(
        IReadOnlyList<double> losses, IReadOnlyList<double> validationLosses, double[] weights, double bias) =>
        Event("frame", json =>
        {
            json.WriteNumber("epoch", losses.Count);
            json.WriteFinite("loss", losses[^1]);
            if (validationLosses.Count > 0) json.WriteFinite("validation", validationLosses[^1]);
            json.WriteFinite("predicted", View == "cloud" ? Predict(terms, truth.Length, weights, bias) : []);
            json.WriteFinite("heights", View == "cloud" ? [] : Predict(grid, grid.Length / weights.Length, weights, bias));
        });

    private double[] Predict(double[] block, int count, double[] weights, double bias)
    {
        var predictions = new double[count];
        FittedModel.PredictTerms(loss, weights, bias, block, count, predictions);
        return predictions;
    }

    /// <summary>Where the line or the plane is drawn: values of the first term, then of the second.</summary>
    private double[] Grid()
    {
        if (View == "cloud") return [];
        var xs = Steps(terms.AsSpan(0, truth.Length), View == "line" ? LineSteps : PlaneSteps);
        if (View == "line") return xs;
        var ys = Steps(terms.AsSpan(truth.Length), PlaneSteps);
        return [.. ys.SelectMany(_ => xs), .. ys.SelectMany(y => Enumerable.Repeat(y, xs.Length))];
    }

    private static double[] Steps(ReadOnlySpan<double> values, int count)
    {
        var (low, high) = (values[0], values[0]);
        foreach (var value in values) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return [.. Enumerable.Range(0, count).Select(i => low + (high - low) * i / (count - 1))];
    }

    private static string Event(string name, Action<Utf8JsonWriter> members) =>
        $"event: {name}\ndata: {JsonText.Object(members)}\n\n";
}
