using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.CodeFixes.Lifecycle;

/// <summary>Loads the file by <c>LoadFromTextFile</c>, with <c>[LoadColumn]</c> on the members of the row class, and removes the parsing.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP3002TextParsedByHandCodeFix))]
public sealed class MLAP3002TextParsedByHandCodeFix : PlannedCodeFix
{
    public const string LoadKey = "MLAP3002.LoadFromTextFile";

    public MLAP3002TextParsedByHandCodeFix()
        : base("MLAP3002", "Load the file by LoadFromTextFile", LoadKey)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var semantics = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || semantics is null || MlNetSymbols.TryCreate(semantics.Compilation) is not { } ml
            || root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } read
            || ParsedTable.Of(read, semantics, cancellationToken) is not { Load: { Expression: MemberAccessExpressionSyntax { Name: var name } } load } table)
            return null;

        var plan = new EditPlan();
        if (!AnnotateRow(plan, document.Project.Solution, table, ml, cancellationToken))
            return null;
        var row = table.Row.ToMinimalDisplayString(semantics, load.SpanStart);
        var separator = SymbolDisplay.FormatLiteral(table.Separator, quote: true);
        plan.Replace(document, Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(name.SpanStart, load.Span.End),
            $"LoadFromTextFile<{row}>({table.Path}, separatorChar: {separator}{(table.HasHeader ? ", hasHeader: true" : "")})");
        foreach (var span in table.Removed)
            plan.Replace(document, span, "");
        return plan;
    }

    /// <summary>Puts <c>[LoadColumn]</c> on every member; false where the class's columns are not those that are parsed.</summary>
    private static bool AnnotateRow(EditPlan plan, Solution solution, ParsedTable table, MlNetSymbols ml, CancellationToken cancellationToken)
    {
        var columns = RowType.ColumnsOf(table.Row, ml);
        if (columns.Length != table.Cells.Count || !columns.All(column => table.Cells.ContainsKey(column.Member)) || columns.Any(column => column.IsLoaded))
            return false;
        foreach (var column in columns)
        {
            if (column.Member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is not { } declared)
                return false;
            var member = declared.FirstAncestorOrSelf<MemberDeclarationSyntax>();
            if (member is not (PropertyDeclarationSyntax or FieldDeclarationSyntax { Declaration.Variables.Count: 1 }) || solution.GetDocument(member.SyntaxTree) is not { } document)
                return false;
            var text = member.SyntaxTree.GetText(cancellationToken);
            var lineEnd = MlExpressions.NewLineOf(text);
            var isAlone = string.IsNullOrWhiteSpace(text.Lines.GetLineFromPosition(member.SpanStart).ToString().Substring(0, member.SpanStart - text.Lines.GetLineFromPosition(member.SpanStart).Start));
            plan.Insert(document, member.SpanStart, $"[LoadColumn({table.Cells[column.Member]})]" + (isAlone ? lineEnd + EditPlan.Indentation(member) : " "));
            plan.Use(document, ml.Compilation.GetSemanticModel(member.SyntaxTree), member.SpanStart, "LoadColumnAttribute", "Microsoft.ML.Data", lineEnd);
        }

        return true;
    }
}
