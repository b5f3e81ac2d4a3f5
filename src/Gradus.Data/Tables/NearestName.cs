namespace Gradus.Data;

/// <summary>Finds the name that a misspelled one was most likely meant to be.</summary>
internal static class NearestName
{
    /// <summary>
    /// The name with the fewest edits, case set aside; null when none is within a third of the wanted name's length.
    /// </summary>
    public static string? Find(string wanted, IEnumerable<string> names)
    {
        var limit = Math.Max(1, wanted.Length / 3);
        string? nearest = null;
        foreach (var name in names)
        {
            if (Math.Abs(name.Length - wanted.Length) > limit) continue;
            var distance = Distance(wanted.ToLowerInvariant(), name.ToLowerInvariant());
            // Strictly nearer from here on: of two equally near names the first in the file is suggested.
            if (distance <= limit) (nearest, limit) = (name, distance - 1);
        }
        return nearest;
    }

    /// <summary>
    /// Insertions, deletions, replacements and swaps of neighbours that turn one text into the other
    /// (the restricted Damerau-Levenshtein distance).
    /// </summary>
    private static int Distance(string a, string b)
    {
        var beforeLast = new int[b.Length + 1];
        var last = new int[b.Length + 1];
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }
            (beforeLast, last, row) = (last, row, beforeLast);
        }
        return last[b.Length];
    }
}
