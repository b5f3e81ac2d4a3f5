namespace Gradus.Data;

/// <summary>What a row is used for.</summary>
internal enum Part : byte
{
    Train,

    /// <summary>Tells a gradient method when to stop.</summary>
    Validation,

    Test,

    /// <summary>Nothing: a value is missing.</summary>
    Dropped,
}
