using System.Text;

namespace Gradus.Data;

/// <summary>Numbers the different texts of a column: 0, 1, 2, ... as they come, or as they are given.</summary>
internal sealed class LevelNumbers
{
    /// <summary>The number of a text that is none of the levels, or one too many.</summary>
    public const int Unknown = -1;

    private readonly Dictionary<byte[], int> numbers = new(Utf8Comparer.Instance);
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> lookup;
    private readonly List<string> levels = [];
    private readonly int most;
    private byte[] last = [];
    private int lastNumber = Unknown;

    /// <param name="most">How many levels there may be.</param>
    public LevelNumbers(int most)
    {
        this.most = most;
        lookup = numbers.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>These levels and no others.</summary>
    public LevelNumbers(IReadOnlyList<string> levels) : this(levels.Count)
    {
        foreach (var level in levels) Number(Encoding.UTF8.GetBytes(level));
    }

    public IReadOnlyList<string> Levels => levels;

    /// <summary>The first text that was no level; null when there was none.</summary>
    public string? FirstUnknown { get; private set; }

    public int Number(ReadOnlySpan<byte> text)
    {
        // Rows that follow each other are often alike.
        if (lastNumber != Unknown && text.SequenceEqual(last)) return lastNumber;
        if (!lookup.TryGetValue(text, out var key, out var number))
        {
            if (levels.Count == most)
            {
                FirstUnknown ??= Encoding.UTF8.GetString(text);
                return Unknown;
            }
            number = levels.Count;
            levels.Add(Encoding.UTF8.GetString(text));
            key = text.ToArray();
            numbers.Add(key, number);
        }
        (last, lastNumber) = (key, number);
        return number;
    }
}
