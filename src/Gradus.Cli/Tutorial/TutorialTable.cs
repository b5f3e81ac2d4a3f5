namespace Gradus.Cli;

/// <summary>What the routes came to, in words and numbers.</summary>
internal static class TutorialTable
{
    public static TextTable Of(Exercise exercise, IEnumerable<TrainedRoute> routes)
    {
        var table = new TextTable(["route", "dtype", "w1", "w2", "b", "final loss", "epochs", "time"], numbersFrom: 2);
        var (start, bias) = (exercise.StartWeights.ToDoubles(), exercise.StartBias.Item());
        table.Add("start", "", NumberText.Fixed(start[0]), NumberText.Fixed(start[1]), NumberText.Fixed(bias), "", "", "");
        foreach (var route in routes)
        {
            table.Add(
                route.Name, route.DType.Name, NumberText.Fixed(route.Weights[0]), NumberText.Fixed(route.Weights[1]),
                NumberText.Fixed(route.Bias), NumberText.Scientific(route.Losses[^1]), $"{route.Epochs}",
                NumberText.Seconds(route.Seconds));
        }
        var truth = Exercise.TrueWeights;
        table.Add(
            "truth", "", NumberText.Fixed(truth[0]), NumberText.Fixed(truth[1]), NumberText.Fixed(Exercise.TrueBias), "", "", "");
        return table;
    }

    public static IEnumerable<Claim> Claims(int points, IReadOnlyList<TrainedRoute> routes)
    {
        var byHand = routes.First(route => route.Name == "gd-by-hand");
        return routes.Where(route => route.Name is "gd-autograd" or "gd-captured")
            .Select(route => Claim.Compare(byHand, route, points));
    }

    public static TextTable Of(IEnumerable<Claim> claims)
    {
        var table = new TextTable(
            ["against gd-by-hand", "dtype", "parameters differ by", "losses differ by", "the same"], numbersFrom: 2);
        foreach (var claim in claims)
        {
            table.Add(
                claim.Route.Name, claim.Route.DType.Name, NumberText.Scientific(claim.ParameterDifference),
                NumberText.Scientific(claim.LossDifference), claim.Holds ? "yes" : "NO");
        }
        return table;
    }

    public static string Verdict(IReadOnlyList<Claim> claims) => claims.All(claim => claim.Holds)
        ? "Autograd gives what gradient descent by hand gives, to rounding."
        : "Autograd does NOT give what gradient descent by hand gives.";
}
