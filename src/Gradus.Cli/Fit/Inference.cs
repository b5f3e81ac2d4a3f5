using Gradus.Data;

namespace Gradus.Cli;

/// <summary>
/// How sure the weights of least squares are, if the residuals are independent and of one normal distribution. One value a term,
/// then the bias; NaN where the data leave a weight open.
/// </summary>
/// <param name="Freedom">Rows to learn from less independent columns.</param>
internal sealed record Inference(double[] StandardErrors, double[] T, double[] P, double Freedom)
{
    /// <summary>Null where there is nothing to judge by: another method, or not more rows than weights.</summary>
    public static Inference? Of(Solution solution, PartScore train)
    {
        var freedom = train.Rows - solution.Rank;
        if (solution.Spreads.Length == 0 || freedom <= 0) return null;
        var deviation = train.Score.Rmse * Math.Sqrt((double)train.Rows / freedom);
        var errors = Array.ConvertAll(solution.Spreads, spread => spread * deviation);
        double[] weights = [.. solution.Weights, solution.Bias];
        var t = weights.Zip(errors, (weight, error) => weight / error).ToArray();
        return new Inference(errors, t, Array.ConvertAll(t, value => StudentT.TwoSided(value, freedom)), freedom);
    }

    /// <summary>Half the width of the interval that holds a weight in 95 of 100 cases, in standard errors.</summary>
    public double HalfWidth => StudentT.Quantile(0.05, Freedom);
}
