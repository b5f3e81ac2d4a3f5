using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Gradus.Jupyter;

/// <summary>
/// Finds where a cell's code has to look whether it is to stop: each turn of a loop, each jump back, each call of its own
/// methods, and each await; and where it handles that it was stopped, which it may do undisturbed for a moment. The changes add
/// no line, so that a stack trace names the lines of the cell.
/// </summary>
internal sealed class StopPoints : CSharpSyntaxWalker
{
    private const string Class = "global::Gradus.Jupyter.Interruption";
    private const string Poll = $"{Class}.Poll();";
    private const string Handle = $" {Class}.Handle(); ";

    private readonly List<TextChange> changes = [];

    private StopPoints() { }

    public static SourceText AddTo(SyntaxTree tree, SourceText text)
    {
        var walker = new StopPoints();
        walker.Visit(tree.GetRoot());
        // Those at one place stay in the order they were found, which is from the outside in.
        return walker.changes.Count == 0 ? text : text.WithChanges(walker.changes.OrderBy(change => change.Span.Start));
    }

    public override void VisitWhileStatement(WhileStatementSyntax node)
    {
        Enter(node.Statement);
        base.VisitWhileStatement(node);
    }

    public override void VisitDoStatement(DoStatementSyntax node)
    {
        Enter(node.Statement);
        base.VisitDoStatement(node);
    }

    public override void VisitForStatement(ForStatementSyntax node)
    {
        Enter(node.Statement);
        base.VisitForStatement(node);
    }

    public override void VisitForEachStatement(ForEachStatementSyntax node)
    {
        Enter(node.Statement);
        base.VisitForEachStatement(node);
    }

    public override void VisitForEachVariableStatement(ForEachVariableStatementSyntax node)
    {
        Enter(node.Statement);
        base.VisitForEachVariableStatement(node);
    }

    public override void VisitGotoStatement(GotoStatementSyntax node)
    {
        Wrap(node);
        base.VisitGotoStatement(node);
    }

    public override void VisitAwaitExpression(AwaitExpressionSyntax node)
    {
        Insert(node.AwaitKeyword.Span.End, $" {Class}.Await(");
        base.VisitAwaitExpression(node);
        Insert(node.Expression.Span.End, ")");
    }

    public override void VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        // In scripts the parser takes an await before brackets for a call of a method of that name.
        if (node is { Expression: IdentifierNameSyntax { Identifier: { Text: "await" } name }, ArgumentList.Arguments.Count: 1 })
            Insert(name.Span.End, $" {Class}.Await");
        base.VisitInvocationExpression(node);
    }

    public override void VisitCatchClause(CatchClauseSyntax node)
    {
        Insert(node.Block.OpenBraceToken.Span.End, Handle);
        base.VisitCatchClause(node);
    }

    public override void VisitFinallyClause(FinallyClauseSyntax node)
    {
        Insert(node.Block.OpenBraceToken.Span.End, Handle);
        base.VisitFinallyClause(node);
    }

    public override void VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        Enter(node.Body, node.ExpressionBody, node.SemicolonToken, ReturnsValue(node.ReturnType, node.Modifiers));
        base.VisitMethodDeclaration(node);
    }

    public override void VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
    {
        Enter(node.Body, node.ExpressionBody, node.SemicolonToken, ReturnsValue(node.ReturnType, node.Modifiers));
        base.VisitLocalFunctionStatement(node);
    }

    public override void VisitOperatorDeclaration(OperatorDeclarationSyntax node)
    {
        Enter(node.Body, node.ExpressionBody, node.SemicolonToken, ReturnsValue(node.ReturnType, node.Modifiers));
        base.VisitOperatorDeclaration(node);
    }

    public override void VisitAccessorDeclaration(AccessorDeclarationSyntax node)
    {
        Enter(node.Body, node.ExpressionBody, node.SemicolonToken, node.IsKind(SyntaxKind.GetAccessorDeclaration));
        base.VisitAccessorDeclaration(node);
    }

    public override void VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node)
    {
        Enter(node.Block);
        base.VisitSimpleLambdaExpression(node);
    }

    public override void VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node)
    {
        Enter(node.Block);
        base.VisitParenthesizedLambdaExpression(node);
    }

    public override void VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node)
    {
        Enter(node.Block);
        base.VisitAnonymousMethodExpression(node);
    }

    public override void VisitConstructorDeclaration(ConstructorDeclarationSyntax node)
    {
        // What a static constructor throws spoils its type for good.
        if (!node.Modifiers.Any(SyntaxKind.StaticKeyword)) base.VisitConstructorDeclaration(node);
    }

    public override void VisitDestructorDeclaration(DestructorDeclarationSyntax node)
    {
        // It runs on a thread of the runtime, where an exception ends the process.
    }

    private void Enter(BlockSyntax? body, ArrowExpressionClauseSyntax? arrow, SyntaxToken semicolon, bool returnsValue)
    {
        Enter(body);
        if (arrow is null) return;
        var keyword = returnsValue && arrow.Expression is not ThrowExpressionSyntax ? "return " : "";
        changes.Add(new TextChange(arrow.ArrowToken.Span, $"{{ {Poll} {keyword}"));
        Insert(semicolon.Span.End, " }");
    }

    private void Enter(StatementSyntax? body)
    {
        if (body is BlockSyntax block) Insert(block.OpenBraceToken.Span.End, $" {Poll} ");
        else if (body is not null) Wrap(body);
    }

    private void Wrap(StatementSyntax statement)
    {
        Insert(statement.SpanStart, $"{{ {Poll} ");
        Insert(statement.Span.End, " }");
    }

    private void Insert(int place, string text) => changes.Add(new TextChange(new TextSpan(place, 0), text));

    private static bool ReturnsValue(TypeSyntax type, SyntaxTokenList modifiers)
    {
        if (type is PredefinedTypeSyntax predefined && predefined.Keyword.IsKind(SyntaxKind.VoidKeyword)) return false;
        // An async method of a bare task type ends without a value.
        return !modifiers.Any(SyntaxKind.AsyncKeyword)
            || type is not NameSyntax { Arity: 0 } or QualifiedNameSyntax { Right.Arity: > 0 };
    }
}
