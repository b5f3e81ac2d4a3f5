namespace Gradus.Cli;

/// <summary>How a parameter moves along its gradient.</summary>
internal interface IUpdateRule
{
    /// <summary>Changes every parameter in place, from its gradient.</summary>
    void Step();
}
