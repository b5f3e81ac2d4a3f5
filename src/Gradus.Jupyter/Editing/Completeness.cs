using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gradus.Jupyter;

/// <summary>Tells a console whether what was typed can be run, or wants another line.</summary>
internal static class Completeness
{
    private const string Step = "    ";

    public static JsonObject Answer(Message message)
    {
        if (Parsed(message.Text("code")) is not { } tree) return new JsonObject { ["status"] = "invalid" };
        var depth = Depth(tree);
        if (depth >= 0 && !SyntaxFactory.IsCompleteSubmission(tree))
            return new JsonObject { ["status"] = "incomplete", ["indent"] = string.Concat(Enumerable.Repeat(Step, depth)) };
        var isWrong = tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return new JsonObject { ["status"] = isWrong ? "invalid" : "complete" };
    }

    private static SyntaxTree? Parsed(string code)
    {
        try
        {
            return Nesting.Parse(code);
        }
        catch (CompilationException)
        {
            // No further line makes it less deep.
            return null;
        }
    }

    // How many brackets are open at the end; negative when more were closed than opened.
    private static int Depth(SyntaxTree tree)
    {
        var depth = 0;
        foreach (var token in tree.GetRoot().DescendantTokens(descendIntoTrivia: true).Where(token => !token.IsMissing))
        {
            if (token.Kind() is SyntaxKind.OpenBraceToken or SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken) depth++;
            if (token.Kind() is SyntaxKind.CloseBraceToken or SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken) depth--;
            if (depth < 0) break;
        }
        return depth;
    }
}
