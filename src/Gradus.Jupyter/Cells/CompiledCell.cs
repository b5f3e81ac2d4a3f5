using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gradus.Jupyter;

/// <summary>A cell as machine-independent code.</summary>
internal sealed record CompiledCell(
    CSharpCompilation Compilation, MemoryStream Assembly, MemoryStream Symbols, IReadOnlyList<Diagnostic> Warnings)
{
    /// <summary>The expression at its end, without a semicolon, whose value is shown; null if there is none.</summary>
    public ExpressionSyntax? Result =>
        Compilation.SyntaxTrees[0].GetCompilationUnitRoot().Members is
            [.., GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } statement }]
            ? statement.Expression : null;

    /// <summary>Whether that expression has no value at all, such as a call of a void method.</summary>
    public bool IsResultVoid => Result is { } expression
        && Compilation.GetSemanticModel(expression.SyntaxTree).GetTypeInfo(expression).Type is { SpecialType: SpecialType.System_Void };
}
