namespace Gradus.Bench;

/// <summary>How much time a row may take, in seconds for each of its sides.</summary>
/// <param name="IsQuick">Rows that would be slow take smaller sizes, and nothing is published.</param>
/// <param name="WarmUp">Running before anything counts.</param>
/// <param name="Round">The least length of one measurement.</param>
/// <param name="Total">All measurements together.</param>
internal sealed record Effort(bool IsQuick, double WarmUp, double Round, double Total)
{
    public static readonly Effort Compare = new(IsQuick: false, WarmUp: 0.4, Round: 0.01, Total: 0.6);

    public static readonly Effort Quick = new(IsQuick: true, WarmUp: 0.06, Round: 0.005, Total: 0.03);
}
