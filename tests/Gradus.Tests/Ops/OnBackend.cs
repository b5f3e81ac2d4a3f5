namespace Gradus.Tests;

/// <summary>Runs expressions on a backend of choice. <see cref="Flags.Backend"/> is global, so tests that choose run alone.</summary>
[CollectionDefinition(Alone, DisableParallelization = true)]
public sealed class OnBackend
{
    public const string Alone = "backend";

    /// <summary>Those that must agree to the bit.</summary>
    public static readonly Backend[] Fast = [Backend.Walk, Backend.Emit];

    /// <summary>Builds and realizes an expression on a backend.</summary>
    public static Tensor Run(Backend backend, Func<Tensor> expression)
    {
        var before = Flags.Backend;
        Flags.Backend = backend;
        try
        {
            return expression().Realize();
        }
        finally
        {
            Flags.Backend = before;
        }
    }
}
