namespace Gradus;

/// <summary>The element types, in PyTorch's order of promotion: bool, then integers, then floating point.</summary>
public enum DType : byte
{
    Bool,
    Int32,
    Int64,
    Float32,
    Float64,
}
