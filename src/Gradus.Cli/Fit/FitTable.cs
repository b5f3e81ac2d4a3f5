using Gradus.Data;

namespace Gradus.Cli;

/// <summary>A fit's result in words and numbers.</summary>
internal static class FitTable
{
    public static TextTable Weights(RegressionData data, FitResult result)
    {
        var table = new TextTable(["column", "weight"], numbersFrom: 1);
        for (var i = 0; i < result.Weights.Length; i++) table.Add(data.Features[i], NumberText.Short(result.Weights[i]));
        table.Add("(bias)", NumberText.Short(result.Bias));
        return table;
    }

    public static TextTable Scores(FitResult result)
    {
        var table = new TextTable(["rows", "RMSE", "R2"], numbersFrom: 1);
        table.Add("train", NumberText.Short(result.Train.Rmse), NumberText.Short(result.Train.R2));
        if (result.Test is { } test) table.Add("test", NumberText.Short(test.Rmse), NumberText.Short(test.R2));
        return table;
    }
}
