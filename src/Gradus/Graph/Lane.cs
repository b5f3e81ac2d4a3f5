namespace Gradus.Graph;

/// <summary>What one lane of a loop holds. Masks are as wide as the numbers they were compared from.</summary>
internal enum Lane
{
    Float32,
    Int32,
    Mask32,
    Float64,
    Int64,
    Mask64,
}
