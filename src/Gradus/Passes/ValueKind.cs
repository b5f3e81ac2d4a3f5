namespace Gradus.Passes;

/// <summary>What computes a value, if anything does.</summary>
internal enum ValueKind
{
    /// <summary>A leaf: numbers that are there before the run.</summary>
    Memory,

    /// <summary>A number bound at run time.</summary>
    Number,

    /// <summary>An elementwise formula, a cast, or (with no op) a plain copy.</summary>
    Map,

    Reduce,

    Product,

    /// <summary>A new value put together from parts.</summary>
    Place,

    /// <summary>Slices picked by indices.</summary>
    Gather,

    /// <summary>A value with slices added where indices say.</summary>
    Accumulate,
}
