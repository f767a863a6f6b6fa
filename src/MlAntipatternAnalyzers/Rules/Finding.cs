using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>What a rule has found.</summary>
internal sealed class Finding
{
    private readonly ImmutableArray<Location> others;
    private readonly ImmutableDictionary<string, string?> properties;
    private readonly object[] arguments;

    public Finding(SyntaxNode node, ImmutableArray<Location> others, ImmutableDictionary<string, string?> properties, object[] arguments)
    {
        Node = node;
        this.others = others;
        this.properties = properties;
        this.arguments = arguments;
    }

    /// <summary>The severity, where the case is milder than what the rule is about.</summary>
    public DiagnosticSeverity? Severity { get; set; }

    /// <summary>Where it is.</summary>
    public SyntaxNode Node { get; }

    /// <summary>Whether it is about a class or a member as it is declared, and not about what is done with it.</summary>
    public bool IsAtDeclaration => Node is PropertyDeclarationSyntax or ParameterSyntax or VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } or TypeDeclarationSyntax;

    public Diagnostic ToDiagnostic(DiagnosticDescriptor rule) =>
        Diagnostic.Create(rule, LocationOf(Node), Severity ?? rule.DefaultSeverity, others, properties, arguments);

    /// <summary>The name in a call or declaration that may stretch over many lines.</summary>
    private static Location LocationOf(SyntaxNode node) =>
        node switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.GetLocation(),
            InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } => binding.Name.GetLocation(),
            InvocationExpressionSyntax { Expression: SimpleNameSyntax { Identifier.ValueText: not "nameof" } name } => name.GetLocation(),
            VariableDeclaratorSyntax variable => variable.Identifier.GetLocation(),
            PropertyDeclarationSyntax property => property.Identifier.GetLocation(),
            TypeDeclarationSyntax type => type.Identifier.GetLocation(),
            ParameterSyntax parameter => parameter.Identifier.GetLocation(),
            _ => node.GetLocation(),
        };
}
