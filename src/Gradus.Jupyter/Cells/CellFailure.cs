namespace Gradus.Jupyter;

/// <summary>Why a cell did not come to its end, as clients show it.</summary>
/// <param name="Name">The kind of failure in a word.</param>
/// <param name="Text">What happened.</param>
/// <param name="Traceback">The same with the lines of the cells, and colors for a terminal.</param>
internal sealed record CellFailure(string Name, string Text, IReadOnlyList<string> Traceback);
