namespace Gradus.Mutants;

internal enum Outcome
{
    /// <summary>A test failed, or the process ended.</summary>
    Killed,

    /// <summary>The tests took several times as long as usual: they would not have ended.</summary>
    OverTime,

    Survived,
}
