namespace Gradus.Data;

/// <summary>How lines of a plain CSV file are laid out.</summary>
/// <param name="Places">For each field of a line the column it is read as, or -1.</param>
/// <param name="IsRequired">For each column read whether a row that lacks it is dropped.</param>
internal sealed record PlainLayout(byte Delimiter, int[] Places, bool[] IsRequired, bool HasHeader)
{
    public int Columns => IsRequired.Length;
}
