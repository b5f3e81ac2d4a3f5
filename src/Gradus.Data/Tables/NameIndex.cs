namespace Gradus.Data;

/// <summary>Finds a column by its name: spelled exactly so or, if none is, in another case (the first of several).</summary>
internal sealed class NameIndex
{
    private readonly IReadOnlyList<string> names;
    private readonly Dictionary<string, int> exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> anyCase = new(StringComparer.OrdinalIgnoreCase);

    public NameIndex(IReadOnlyList<string> names)
    {
        this.names = names;
        for (var i = 0; i < names.Count; i++)
        {
            exact.TryAdd(names[i], i);
            anyCase.TryAdd(names[i], i);
        }
    }

    /// <param name="path">The table's, for the message.</param>
    /// <exception cref="TableException">There is none; the message lists the names and suggests the nearest.</exception>
    public int Find(string name, string path) =>
        exact.TryGetValue(name, out var index) || anyCase.TryGetValue(name, out index)
            ? index
            : throw TableErrors.UnknownColumn(path, name, names);
}
