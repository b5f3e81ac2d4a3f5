using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Gradus.Jupyter;

/// <summary>
/// How deep code may be nested. The compiler calls itself for each level, and does not look everywhere whether there is room:
/// code that is deep enough takes it minutes, or the whole stack, and with it the process and all variables.
/// </summary>
internal static class Nesting
{
    private const int MostBrackets = 200;
    private const int MostAngles = 1000;
    private const int MostLevels = 1000;

    // A name inside takes the editor's services twice as long with each.
    private const int MostTexts = 10;

    /// <summary>The code as a tree.</summary>
    /// <exception cref="CompilationException">It is nested too deep.</exception>
    public static SyntaxTree Parse(string code, string name = "", CancellationToken cancellation = default)
    {
        CheckBrackets(code, name);
        var tree = SyntaxFactory.ParseSyntaxTree(code, CellCompiler.Parsing, name, Encoding.UTF8, cancellation);
        CheckLevels(tree);
        return tree;
    }

    // Letter by letter, because taking the code apart is what may not end. Texts and comments are not told from the rest: who
    // leaves so many brackets open in one is refused as well.
    private static void CheckBrackets(string code, string name)
    {
        var (brackets, angles) = (0, 0);
        for (var i = 0; i < code.Length; i++)
        {
            if (code[i] is '(' or '[' or '{') brackets++;
            if (code[i] is ')' or ']' or '}') brackets = Math.Max(0, brackets - 1);
            if (code[i] is '<') angles++;
            if (code[i] is '>') angles = Math.Max(0, angles - 1);
            // What is left open there was a comparison.
            if (code[i] is ';' or '{' or '}' or '|' or '&') angles = 0;
            if (brackets <= MostBrackets && angles <= MostAngles) continue;
            var place = new TextSpan(i, 1);
            var location = Location.Create(name, place, SourceText.From(code).Lines.GetLinePositionSpan(place));
            throw Failure(location, brackets > MostBrackets ? MostBrackets : MostAngles, "brackets");
        }
    }

    // Without calls of its own: it must hold where the compiler does not.
    private static void CheckLevels(SyntaxTree tree)
    {
        var open = new Stack<(SyntaxNode Node, int Depth, int Texts)>();
        open.Push((tree.GetRoot(), 1, 0));
        while (open.TryPop(out var next))
        {
            var (node, depth, texts) = next;
            if (node is InterpolatedStringExpressionSyntax) texts++;
            if (depth > MostLevels) throw Failure(node.GetLocation(), MostLevels, "levels");
            if (texts > MostTexts) throw Failure(node.GetLocation(), MostTexts, "interpolated strings");
            foreach (var child in node.ChildNodes()) open.Push((child, IsChain(node, child) ? depth : depth + 1, texts));
        }
    }

    // Long sums and joined texts are leaned to the left, and the compiler goes along them without calling itself.
    private static bool IsChain(SyntaxNode node, SyntaxNode child) =>
        node is BinaryExpressionSyntax sum && child is BinaryExpressionSyntax && sum.Left == child && sum.IsKind(child.Kind());

    private static CompilationException Failure(Location place, int most, string what) => new(
    [
        Diagnostic.Create(
            "NESTED", "", $"Code is nested more than {most} {what} deep here; name parts of it, as variables or methods",
            DiagnosticSeverity.Error, DiagnosticSeverity.Error, isEnabledByDefault: true, warningLevel: 0, location: place),
    ]);
}
