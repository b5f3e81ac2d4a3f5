namespace Gradus;

/// <summary>What every op says about itself besides its formula and gradient.</summary>
public interface IOp
{
    static virtual ResultKind Result => ResultKind.SameAsInput;

    /// <summary>Where the function is defined and smooth: shown to people, and where tests draw their points.</summary>
    static virtual Domain Domain => Domain.Real;
}
