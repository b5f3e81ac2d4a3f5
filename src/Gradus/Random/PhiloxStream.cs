namespace Gradus;

/// <summary>
/// What the words are drawn for: a part of the counter, so that uniform and normal numbers of one seed have nothing in common.
/// The values are part of what a seed means and never change.
/// </summary>
internal enum PhiloxStream : uint
{
    UniformSingle = 0,
    UniformDouble = 1,
    Normal = 2,
    Integer = 3,
    Permutation = 4,
}
