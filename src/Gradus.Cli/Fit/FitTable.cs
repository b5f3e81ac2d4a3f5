using Gradus.Data;

namespace Gradus.Cli;

/// <summary>A model's weights and scores in words and numbers.</summary>
internal static class FitTable
{
    public static TextTable Weights(FittedModel model, Inference? inference)
    {
        string[] more = inference is null ? [] : ["std error", "t", "p"];
        var table = new TextTable(["column", "weight", .. more], numbersFrom: 1);
        for (var i = 0; i <= model.Weights.Count; i++)
        {
            var isBias = i == model.Weights.Count;
            var weight = isBias ? model.Bias : model.Weights[i];
            string[] row = [isBias ? "(bias)" : model.Terms[i].Name, NumberText.Short(weight)];
            table.Add(inference is null ? row : [.. row, .. Sureness(inference, i)]);
        }
        return table;
    }

    public static TextTable Scores(IEnumerable<(string Name, PartScore Score)> parts)
    {
        var listed = parts.ToList();
        var names = Values(listed[0].Score).Select(score => Title(score.Name));
        var table = new TextTable(["part", "rows", .. names], numbersFrom: 1);
        foreach (var (name, score) in listed)
            table.Add([name, NumberText.Count(score.Rows), .. Values(score).Select(value => NumberText.Short(value.Value))]);
        return table;
    }

    /// <summary>The scores of a part, by the names they have for programs.</summary>
    public static IEnumerable<(string Name, double Value)> Values(PartScore part)
    {
        if (part.Binary is { } binary)
            return [("accuracy", binary.Accuracy), ("auc", binary.Auc), ("log_loss", binary.LogLoss)];
        (string, double)[] values = [("rmse", part.Score.Rmse), ("mae", part.Score.Mae), ("r2", part.Score.R2)];
        return part.Deviance is { } deviance ? [.. values, ("deviance", deviance)] : values;
    }

    private static string[] Sureness(Inference inference, int index) => double.IsNaN(inference.StandardErrors[index])
        ? ["", "", ""]
        :
        [
            NumberText.Short(inference.StandardErrors[index]), NumberText.Digits(inference.T[index], 4),
            NumberText.Digits(inference.P[index], 3),
        ];

    private static string Title(string name) => name switch
    {
        "log_loss" => "log-loss",
        "accuracy" or "deviance" => name,
        _ => name.ToUpperInvariant(),
    };
}
