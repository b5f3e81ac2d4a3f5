using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxKind;

namespace Gradus.Mutants;

/// <summary>
/// Finds what can be mutated in a file. What is said when something fails, attributes, patterns and constants that the compiler
/// needs are left alone.
/// </summary>
internal sealed class Finder(string file) : CSharpSyntaxWalker
{
    private static readonly Dictionary<SyntaxKind, string> Swaps = new()
    {
        [PlusToken] = "-",
        [MinusToken] = "+",
        [AsteriskToken] = "/",
        [SlashToken] = "*",
        [PercentToken] = "*",
        [LessThanLessThanToken] = ">>",
        [GreaterThanGreaterThanToken] = "<<",
        [AmpersandToken] = "|",
        [BarToken] = "&",
        [CaretToken] = "&",
        [LessThanToken] = "<=",
        [LessThanEqualsToken] = "<",
        [GreaterThanToken] = ">=",
        [GreaterThanEqualsToken] = ">",
        [EqualsEqualsToken] = "!=",
        [ExclamationEqualsToken] = "==",
        [AmpersandAmpersandToken] = "||",
        [BarBarToken] = "&&",
        [PlusEqualsToken] = "-=",
        [MinusEqualsToken] = "+=",
        [AsteriskEqualsToken] = "/=",
        [SlashEqualsToken] = "*=",
        [BarEqualsToken] = "&=",
        [AmpersandEqualsToken] = "|=",
    };

    private readonly List<Mutant> found = [];

    public static List<Mutant> Find(string file, SyntaxTree tree)
    {
        var finder = new Finder(file);
        finder.Visit(tree.GetRoot());
        return finder.found;
    }

    private void Add(SyntaxNode node, string mutated, MutantKind kind = MutantKind.Expression) => found.Add(new(
        file, node.GetLocation().GetLineSpan().StartLinePosition.Line + 1, node.Span, kind, node.ToString(), mutated));

    // Not visited ------------------------------------------------------------------------------------------------------------

    public override void VisitAttributeList(AttributeListSyntax node) { }

    public override void VisitThrowExpression(ThrowExpressionSyntax node) { }

    public override void VisitConstantPattern(ConstantPatternSyntax node) { }

    public override void VisitRelationalPattern(RelationalPatternSyntax node) { }

    public override void VisitInterpolatedStringExpression(InterpolatedStringExpressionSyntax node) { }

    public override void VisitParameter(ParameterSyntax node) { }

    public override void VisitEnumMemberDeclaration(EnumMemberDeclarationSyntax node) { }

    public override void VisitFieldDeclaration(FieldDeclarationSyntax node)
    {
        if (!node.Modifiers.Any(ConstKeyword)) base.VisitFieldDeclaration(node);
    }

    public override void VisitThrowStatement(ThrowStatementSyntax node) => Add(node, "", MutantKind.Removal);

    public override void VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        if (node.Expression is not MemberAccessExpressionSyntax member)
        {
            base.VisitInvocationExpression(node);
            return;
        }
        var (of, name) = (member.Expression.ToString(), member.Name.ToString());
        if (of is "Debug" or "Errors") return;
        if (of is "V" or "Math" && name is "Min" or "Max")
            Add(node, $"{of}.{(name == "Min" ? "Max" : "Min")}{node.ArgumentList}");
        base.VisitInvocationExpression(node);
    }

    // Mutated ----------------------------------------------------------------------------------------------------------------

    public override void VisitBinaryExpression(BinaryExpressionSyntax node)
    {
        var token = node.OperatorToken;
        if (Swaps.TryGetValue(token.Kind(), out var other)) Add(node, $"{node.Left} {other} {node.Right}");
        base.VisitBinaryExpression(node);
    }

    public override void VisitPrefixUnaryExpression(PrefixUnaryExpressionSyntax node)
    {
        if (node.Kind() is UnaryMinusExpression or LogicalNotExpression or BitwiseNotExpression)
            Add(node, node.Operand.ToString());
        base.VisitPrefixUnaryExpression(node);
    }

    public override void VisitLiteralExpression(LiteralExpressionSyntax node)
    {
        if (node.IsKind(NumericLiteralExpression)) Add(node, $"{node} + 1");
        else if (node.IsKind(TrueLiteralExpression)) Add(node, "false");
        else if (node.IsKind(FalseLiteralExpression)) Add(node, "true");
    }

    public override void VisitIfStatement(IfStatementSyntax node)
    {
        Add(node.Condition, $"!({node.Condition})");
        base.VisitIfStatement(node);
    }

    public override void VisitWhileStatement(WhileStatementSyntax node)
    {
        Add(node.Condition, $"!({node.Condition})");
        base.VisitWhileStatement(node);
    }

    public override void VisitForStatement(ForStatementSyntax node)
    {
        if (node.Condition is { } condition) Add(condition, $"!({condition})");
        foreach (var step in node.Incrementors)
            if (step is PostfixUnaryExpressionSyntax { Operand: var variable } postfix)
                Add(step, postfix.IsKind(PostIncrementExpression) ? $"{variable}--" : $"{variable}++");
        base.VisitForStatement(node);
    }

    public override void VisitConditionalExpression(ConditionalExpressionSyntax node)
    {
        Add(node.Condition, $"!({node.Condition})");
        base.VisitConditionalExpression(node);
    }

    public override void VisitExpressionStatement(ExpressionStatementSyntax node)
    {
        if (node.Expression.ToString().StartsWith("Debug.", StringComparison.Ordinal)) return;
        Add(node, "", MutantKind.Removal);
        if (node.Expression is AssignmentExpressionSyntax assignment
            && Swaps.TryGetValue(assignment.OperatorToken.Kind(), out var other))
            Add(node, $"{assignment.Left} {other} {assignment.Right};", MutantKind.Statement);
        if (node.Expression is PostfixUnaryExpressionSyntax postfix)
            Add(node, $"{postfix.Operand}{(postfix.IsKind(PostIncrementExpression) ? "--" : "++")};", MutantKind.Statement);
        base.VisitExpressionStatement(node);
    }

    public override void VisitContinueStatement(ContinueStatementSyntax node) => Add(node, "", MutantKind.Removal);

    public override void VisitBreakStatement(BreakStatementSyntax node)
    {
        if (node.Parent is not SwitchSectionSyntax) Add(node, "", MutantKind.Removal);
    }

    public override void VisitReturnStatement(ReturnStatementSyntax node)
    {
        Add(node, "", MutantKind.Removal);
        base.VisitReturnStatement(node);
    }

    public override void VisitElementAccessExpression(ElementAccessExpressionSyntax node)
    {
        foreach (var argument in node.ArgumentList.Arguments) OffByOne(argument.Expression);
        base.VisitElementAccessExpression(node);
    }

    public override void VisitRangeExpression(RangeExpressionSyntax node)
    {
        if (node.LeftOperand is { } left) OffByOne(left);
        if (node.RightOperand is { } right) OffByOne(right);
        base.VisitRangeExpression(node);
    }

    // Numbers, also those counted from the end, are mutated as literals.
    private void OffByOne(ExpressionSyntax index)
    {
        if (index is LiteralExpressionSyntax or RangeExpressionSyntax
            or PrefixUnaryExpressionSyntax { RawKind: (int)IndexExpression })
            return;
        Add(index, $"{index} + 1");
        Add(index, $"{index} - 1");
    }
}
