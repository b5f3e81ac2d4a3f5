namespace Gradus.Backends.Emit;

/// <summary>How a kernel reads a load.</summary>
internal enum Access
{
    Contiguous,
    Pairs,
    Strided,
    Bools,
    StagedLanes,
}
