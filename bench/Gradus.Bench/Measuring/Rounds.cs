namespace Gradus.Bench;

/// <summary>Measures sides in turn, round by round, so that a change of the machine's speed meets all of them.</summary>
internal static class Rounds
{
    /// <summary>Each side's time of one call, in microseconds. What is given beside them is done once in each round.</summary>
    public static Timing[] Run(IEnumerable<Side> sides, Effort effort, Action beside)
    {
        var entrants = sides.Select(side => new Entrant(side, effort)).ToList();
        foreach (var entrant in entrants) entrant.WarmUp();
        do
        {
            foreach (var entrant in entrants.Where(entrant => !entrant.IsDone)) entrant.Round();
            beside();
        }
        while (entrants.Exists(entrant => !entrant.IsDone));
        return [.. entrants.Select(entrant => entrant.Microseconds)];
    }
}
