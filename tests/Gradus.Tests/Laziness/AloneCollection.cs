namespace Gradus.Tests.Laziness;

/// <summary>
/// Tests that count plans, runs and live bytes, or set a flag of the whole process: nothing else may compute beside them.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
