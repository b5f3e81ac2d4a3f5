namespace Gradus;

/// <summary>What runs the loops.</summary>
public enum Backend
{
    /// <summary>Walk at first, Emit for what is large or comes again.</summary>
    Automatic,

    /// <summary>Every element in exact doubles, one node at a time: the meaning of each op, and slow.</summary>
    Exact,

    /// <summary>Block by block, without code made at run time.</summary>
    Walk,

    /// <summary>Code emitted for each loop, from the first run on.</summary>
    Emit,
}
