using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Binds the member of the output class to the column that was meant, or gives it the column's type.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP1003OutputMemberNotProducedCodeFix))]
public sealed class MLAP1003OutputMemberNotProducedCodeFix : PlannedCodeFix
{
    public const string Bind = "MLAP1003.Bind";

    public MLAP1003OutputMemberNotProducedCodeFix()
        : base("MLAP1003", "Bind the member to the model's column", Bind)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var semantics = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (semantics is null || Property(diagnostic, MLAP1003OutputMemberNotProducedAnalyzer.RowProperty) is not { } row || Property(diagnostic, MLAP1003OutputMemberNotProducedAnalyzer.MemberProperty) is not { } member
            || MemberOf(semantics.Compilation.GetTypeByMetadataName(row), member) is not { DeclaringSyntaxReferences: { Length: 1 } declared }
            || document.Project.Solution.GetDocument(declared[0].SyntaxTree) is not { } home)
            return null;
        var declaration = declared[0].GetSyntax(cancellationToken).FirstAncestorOrSelf<MemberDeclarationSyntax>();
        var plan = new EditPlan();
        if (Property(diagnostic, MLAP1003OutputMemberNotProducedAnalyzer.TypeProperty) is { } type)
        {
            var old = declaration switch { PropertyDeclarationSyntax property => property.Type, FieldDeclarationSyntax { Declaration: { Variables.Count: 1, Type: var written } } => written, _ => null };
            if (old is null)
                return null;
            plan.Replace(home, old.Span, type);
            return plan;
        }

        if (declaration is not (PropertyDeclarationSyntax or FieldDeclarationSyntax { Declaration.Variables.Count: 1 }) || Property(diagnostic, MLAP1003OutputMemberNotProducedAnalyzer.NearestProperty) is not { } nearest)
            return null;
        var name = SymbolDisplay.FormatLiteral(nearest, quote: true);
        var attributes = declaration.AttributeLists.SelectMany(list => list.Attributes);
        if (attributes.FirstOrDefault(attribute => attribute.Name.ToString() is "ColumnName" or "ColumnNameAttribute") is { ArgumentList.Arguments: { Count: 1 } given })
        {
            plan.Replace(home, given[0].Expression.Span, name);
            return plan;
        }

        var there = await home.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        plan.Insert(home, declaration.SpanStart, $"[ColumnName({name})] ");
        plan.Use(home, there!, declaration.SpanStart, "ColumnNameAttribute", "Microsoft.ML.Data", EditPlan.LineEndOf(await home.GetTextAsync(cancellationToken).ConfigureAwait(false)));
        return plan;
    }

    private static ISymbol? MemberOf(INamedTypeSymbol? row, string name)
    {
        for (; row is not null; row = row.BaseType)
        {
            if (row.GetMembers(name).FirstOrDefault(member => member is IPropertySymbol or IFieldSymbol) is { } member)
                return member;
        }

        return null;
    }

    private static string? Property(Diagnostic diagnostic, string name) => diagnostic.Properties.TryGetValue(name, out var value) && !string.IsNullOrEmpty(value) ? value : null;
}
