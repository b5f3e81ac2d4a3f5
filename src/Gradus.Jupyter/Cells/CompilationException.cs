using Microsoft.CodeAnalysis;

namespace Gradus.Jupyter;

/// <summary>The cell is no C#: what the compiler says about it.</summary>
internal sealed class CompilationException(IReadOnlyList<Diagnostic> errors) : Exception(errors[0].GetMessage())
{
    public IReadOnlyList<Diagnostic> Errors { get; } = errors;
}
