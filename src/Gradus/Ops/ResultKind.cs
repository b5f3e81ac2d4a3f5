namespace Gradus;

/// <summary>How the element type of a result follows from the inputs' promoted type.</summary>
public enum ResultKind
{
    /// <summary>The promoted type of the inputs.</summary>
    SameAsInput,

    /// <summary>The promoted type, except that bool and integers are lifted to float32 first.</summary>
    Floating,

    /// <summary>Bool, computed on the promoted type.</summary>
    Bool,

    /// <summary>The promoted type, except that bool and int32 are lifted to int64 first, as sums of counts are.</summary>
    Wide,

    /// <summary>Bool inputs, bool result.</summary>
    Logical,
}
