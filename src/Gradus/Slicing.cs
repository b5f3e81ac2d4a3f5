namespace Gradus;

/// <summary>
/// One part of an index: an integer, <c>^1</c>, or a range. Written as such: <c>x[.., 0]</c>, <c>x[^1]</c>, <c>x[1..5]</c>.
/// </summary>
public readonly struct Slicing
{
    internal readonly Index Start;
    internal readonly Index End;
    internal readonly bool IsRange;

    private Slicing(Index start, Index end, bool isRange)
    {
        Start = start;
        End = end;
        IsRange = isRange;
    }

    /// <summary>Negative integers count from the end, as in Python.</summary>
    public static implicit operator Slicing(int index) =>
        index < 0 ? new(new Index(-index, fromEnd: true), default, false) : new(index, default, false);

    public static implicit operator Slicing(Index index) => new(index, default, false);

    public static implicit operator Slicing(Range range) => new(range.Start, range.End, true);

    public override string ToString() => IsRange ? $"{Start}..{End}" : Start.ToString();
}
