using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MlAntipatternAnalyzers.CodeFixes.Serving;

/// <summary>A method that asks a class's one engine, one caller at a time, and the lock that it takes.</summary>
internal sealed class LockedPrediction
{
    private readonly TypeDeclarationSyntax type;
    private readonly SourceText text;
    private readonly string modifiers;

    /// <param name="type">The class that the method goes into.</param>
    /// <param name="symbol">Its symbol.</param>
    /// <param name="text">The file.</param>
    /// <param name="engine">The name of the field that holds the engine.</param>
    /// <param name="isStatic">Whether that field is static.</param>
    public LockedPrediction(TypeDeclarationSyntax type, INamedTypeSymbol symbol, SourceText text, string engine, bool isStatic)
    {
        this.type = type;
        this.text = text;
        modifiers = isStatic ? "private static " : "private ";
        LineEnd = text.Lines.Count > 1 && text.ToString(text.Lines[0].SpanIncludingLineBreak).EndsWith("\r\n", System.StringComparison.Ordinal) ? "\r\n" : "\n";
        Indent = type.Members.Count > 0 ? IndentOf(text, type.Members[0].GetFirstToken().SpanStart) : IndentOf(text, type.SpanStart) + "    ";
        Gate = Fresh(symbol, engine + "Lock");
        Method = Fresh(symbol, "PredictLocked");
    }

    public string LineEnd { get; }

    public string Indent { get; }

    /// <summary>The name of the lock.</summary>
    public string Gate { get; }

    /// <summary>The name of the method.</summary>
    public string Method { get; }

    public string GateField => $"{modifiers}readonly object {Gate} = new object();";

    /// <summary>The change that adds the method at the end of the class.</summary>
    /// <param name="input">The type of the row.</param>
    /// <param name="output">The type of the prediction.</param>
    /// <param name="statements">What runs under the lock.</param>
    public TextChange AddMethod(string input, string output, params string[] statements)
    {
        var unit = Indent.Contains("\t") ? "\t" : "    ";
        var inner = Indent + unit;
        var lines = new[]
            {
                "",
                $"{Indent}{modifiers}{output} {Method}({input} example)",
                Indent + "{",
                inner + "// A prediction engine is not thread-safe: one caller at a time.",
                $"{inner}lock ({Gate})",
                inner + "{",
            }
            .Concat(statements.Select(statement => inner + unit + statement))
            .Concat(new[] { inner + "}", Indent + "}", "" });
        return new TextChange(new TextSpan(type.Members.Last().FullSpan.End, 0), string.Join(LineEnd, lines));
    }

    public static string IndentOf(SourceText text, int position)
    {
        var line = text.Lines.GetLineFromPosition(position).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    /// <summary>A name that no member of the class has.</summary>
    public static string Fresh(INamedTypeSymbol symbol, string wanted)
    {
        var name = wanted;
        for (var i = 2; symbol.GetMembers(name).Length > 0; i++)
            name = wanted + i;
        return name;
    }

    /// <summary>The call of <c>Predict</c> with one row that a node is the receiver of, or null.</summary>
    public static MemberAccessExpressionSyntax? PredictOf(SyntaxNode receiver) =>
        receiver.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Predict", Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 1 } } access && access.Expression == receiver
            ? access
            : null;

    /// <summary>A local's references in the code around its declaration.</summary>
    public static IdentifierNameSyntax[] ReferencesOf(SemanticModel semantics, VariableDeclaratorSyntax variable)
    {
        var symbol = semantics.GetDeclaredSymbol(variable);
        var scope = (SyntaxNode?)variable.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax) ?? variable.SyntaxTree.GetRoot();
        return scope.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == variable.Identifier.ValueText && SymbolEqualityComparer.Default.Equals(semantics.GetSymbolInfo(name).Symbol, symbol)).ToArray();
    }

    /// <summary>Whether a statement can go without taking a comment along.</summary>
    public static bool IsUncommented(SyntaxNode statement) =>
        statement.DescendantTrivia().All(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia));
}
