namespace Gradus.Loops;

/// <summary>How often an instruction's value changes inside a loop over rows and columns.</summary>
internal enum Extent
{
    /// <summary>The same for the whole loop.</summary>
    Uniform,

    /// <summary>One for each column.</summary>
    Column,

    /// <summary>One for each row.</summary>
    Row,

    /// <summary>One for each row and column.</summary>
    Full,
}
