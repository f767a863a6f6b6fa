using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlAntipatternAnalyzers.SchemaTests.Mutation;

/// <summary>A place where a program names a column by a constant.</summary>
internal sealed record ColumnSite(ExpressionSyntax Expression, string Name);

/// <summary>Finds the columns of a program and the places that name them.</summary>
internal sealed class ColumnSites
{
    private readonly SemanticModel _model;

    private ColumnSites(SemanticModel model, IEnumerable<string> members)
    {
        _model = model;
        // The widest constant: of a concatenation the whole, of nameof not the argument.
        var constants = model.SyntaxTree.GetRoot().DescendantNodes(node => !IsConstant(node)).OfType<ExpressionSyntax>()
            .Where(IsConstant)
            .Select(expression => new ColumnSite(expression, ValueOf(expression)!))
            .Select(site => (Site: site, Use: UseOf(site.Expression)))
            .ToArray();
        Names = [.. constants.Where(constant => constant.Use == Use.Column).Select(constant => constant.Site.Name).Concat(members).Where(name => name != "").Distinct()];
        All = [.. constants.Where(constant => constant.Use == Use.Column || (constant.Use == Use.Elsewhere && Names.Contains(constant.Site.Name))).Select(constant => constant.Site)];
    }

    private enum Use
    {
        /// <summary>An argument that ML.NET takes for a column's name.</summary>
        Column,

        /// <summary>In the program's own code, on the way to wherever.</summary>
        Elsewhere,

        /// <summary>Data, a path, text for people.</summary>
        NoColumn,
    }

    /// <summary>The names of the program's columns, in the order of the text.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The places that name them, in the order of the text.</summary>
    public ImmutableArray<ColumnSite> All { get; }

    /// <param name="model">The program.</param>
    /// <param name="members">The names of the members of its row classes.</param>
    public static ColumnSites Of(SemanticModel model, IEnumerable<string> members) => new(model, members);

    /// <summary>Whether a method or type is ML.NET's.</summary>
    public static bool IsMlNet(ISymbol? symbol) => symbol?.ContainingAssembly?.Name.StartsWith("Microsoft.ML", System.StringComparison.Ordinal) == true;

    private bool IsConstant(SyntaxNode node) => node is ExpressionSyntax expression && ValueOf(expression) is not null;

    private string? ValueOf(ExpressionSyntax expression) => _model.GetConstantValue(expression) is { HasValue: true, Value: string text } ? text : null;

    private Use UseOf(ExpressionSyntax expression)
    {
        foreach (var node in expression.Ancestors())
        {
            switch (node)
            {
                case AttributeArgumentSyntax { Parent.Parent: AttributeSyntax attribute }:
                    return attribute.Name.ToString() is "ColumnName" or "ColumnNameAttribute" ? Use.Column : Use.NoColumn;
                case ArgumentSyntax { Parent.Parent: { } call } argument:
                    return UseOf(argument, call);
                case AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment:
                    var member = _model.GetSymbolInfo(assignment.Left).Symbol;
                    return IsMlNet(member) && IsColumnName(member!.Name) ? Use.Column : Use.NoColumn;
                case InterpolationSyntax:
                    return Use.NoColumn;
                case BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.EqualsExpression) || binary.IsKind(SyntaxKind.AddExpression):
                    return Use.NoColumn;
                case StatementSyntax or MemberDeclarationSyntax or LambdaExpressionSyntax:
                    return Use.Elsewhere;
            }
        }

        return Use.Elsewhere;
    }

    private Use UseOf(ArgumentSyntax argument, SyntaxNode call)
    {
        if (_model.GetSymbolInfo(call).Symbol is not IMethodSymbol method)
            return IsMlNet(_model.GetSymbolInfo(call).Symbol) ? Use.Column : Use.NoColumn;
        if (!IsMlNet(method))
            return SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, _model.Compilation.Assembly) ? Use.Elsewhere : Use.NoColumn;
        var index = ((BaseArgumentListSyntax)argument.Parent!).Arguments.IndexOf(argument);
        var parameter = argument.NameColon is { } named
            ? method.Parameters.FirstOrDefault(candidate => candidate.Name == named.Name.Identifier.ValueText)
            : method.Parameters[System.Math.Min(index, method.Parameters.Length - 1)];
        return parameter is not null && IsColumnName(parameter.Name) ? Use.Column : Use.NoColumn;
    }

    private static bool IsColumnName(string name) =>
        name.Contains("column", System.StringComparison.OrdinalIgnoreCase) || name.Equals("name", System.StringComparison.OrdinalIgnoreCase);
}
