using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gradus.Jupyter;

/// <summary>A cell as machine-independent code.</summary>
/// <param name="IsEmpty">There is nothing to run: the cell has comments, usings and references at most.</param>
internal sealed record CompiledCell(
    CSharpCompilation Compilation, MemoryStream Assembly, MemoryStream Symbols, IReadOnlyList<Diagnostic> Warnings, bool IsEmpty)
{
    /// <summary>The expression at its end, without a semicolon, whose value is shown; null if there is none.</summary>
    public ExpressionSyntax? Result =>
        // What a cell loads stands before it.
        Compilation.SyntaxTrees[^1].GetCompilationUnitRoot().Members is
            [.., GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } statement }]
            ? statement.Expression : null;

    /// <summary>Whether that expression has no value at all, such as a call of a void method.</summary>
    public bool IsResultVoid => Result is { } expression
        && Compilation.GetSemanticModel(expression.SyntaxTree).GetTypeInfo(expression).Type
            is { SpecialType: SpecialType.System_Void };
}
