namespace Gradus.Bench;

/// <summary>A whole run.</summary>
/// <param name="Peers">Name and version of those that were there.</param>
internal sealed record Report(Machine Machine, OrderedDictionary<string, string> Peers, List<RowResult> Rows)
{
    /// <summary>Peers that were not there, and operations that one lacks, each with the rows it concerns.</summary>
    public IEnumerable<(string Side, string Reason, string Rows)> Absent =>
        from row in Rows
        from absent in row.Absent
        group row.Name by (absent.Key, absent.Value) into same
        select (same.Key.Key, same.Key.Value, string.Join("; ", same));
}
