namespace Gradus.Jupyter.Tests;

/// <summary>Tests that share one kernel, one after the other: starting one takes a second or more.</summary>
[CollectionDefinition(Name)]
public sealed class SharedKernel : ICollectionFixture<KernelProcess>
{
    public const string Name = "a kernel";
}
