using Microsoft.CodeAnalysis.Text;

namespace Gradus.Mutants;

/// <summary>
/// One small wrong change of the sources: in <paramref name="Span"/> of the file, <paramref name="Original"/> becomes
/// <paramref name="Mutated"/>.
/// </summary>
internal sealed record Mutant(string File, int Line, TextSpan Span, MutantKind Kind, string Original, string Mutated)
{
    /// <summary>What a run sets the switch to; 0 is no mutant.</summary>
    public int Number { get; init; }
}
