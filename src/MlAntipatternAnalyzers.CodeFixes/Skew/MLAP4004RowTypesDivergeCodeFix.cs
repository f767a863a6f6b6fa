using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules.Skew;

namespace MlAntipatternAnalyzers.CodeFixes.Skew;

/// <summary>Gives the class that is served the columns that the model learned from: members that it lacks, and the name or type of those that it has.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP4004RowTypesDivergeCodeFix))]
public sealed class MLAP4004RowTypesDivergeCodeFix : PlannedCodeFix
{
    public const string MakeAlike = "MLAP4004.MakeAlike";

    public MLAP4004RowTypesDivergeCodeFix()
        : base("MLAP4004", "Give the class that is served the columns of the training", MakeAlike)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(MLAP4004RowTypesDivergeAnalyzer.ColumnsProperty, out var columns) || columns is null)
            return null;
        var plan = new EditPlan();
        foreach (var column in columns.Split('\n').Select(line => line.Split('\t')))
        {
            if (!await TryAddAsync(plan, document, diagnostic, new Column(column), cancellationToken).ConfigureAwait(false))
                return null;
        }

        return plan;
    }

    private static async Task<bool> TryAddAsync(EditPlan plan, Document document, Diagnostic diagnostic, Column column, CancellationToken cancellationToken)
    {
        if (column.Kind == "Missing")
            return column.Type.Length > 0 && await TryInsertAsync(plan, document, diagnostic, column, cancellationToken).ConfigureAwait(false);
        if (await DeclaredMember.FindAsync(document, diagnostic, MLAP4004RowTypesDivergeAnalyzer.ServedProperty, column.Member, cancellationToken).ConfigureAwait(false) is not { } member)
            return false;
        if (column.Kind == "Retyped")
        {
            if (column.Type.Length == 0)
                return false;
            if (member.Type.ToString() != column.Type)
                plan.Replace(member.Home, member.Type.Span, column.Type);
            if (column.Size.Length == 0)
                return member.Attribute("VectorType") is null;
            if (member.Attribute("VectorType") is not { } sized)
                await member.AnnotateAsync(plan, "VectorType", column.Size, cancellationToken).ConfigureAwait(false);
            else if (sized.ArgumentList?.Arguments is { Count: > 0 } sizes)
                plan.Replace(member.Home, Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(sizes[0].SpanStart, sizes.Last().Span.End), column.Size);
            return true;
        }

        var name = SymbolDisplay.FormatLiteral(column.Name, quote: true);
        if (member.Attribute("ColumnName") is { ArgumentList.Arguments: { Count: 1 } given })
            plan.Replace(member.Home, given[0].Expression.Span, name);
        else
            await member.AnnotateAsync(plan, "ColumnName", name, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>A member more, behind the last one that holds data; on a line of its own, where that has one.</summary>
    private static async Task<bool> TryInsertAsync(EditPlan plan, Document document, Diagnostic diagnostic, Column column, CancellationToken cancellationToken)
    {
        var compilation = await document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false);
        if (!diagnostic.Properties.TryGetValue(MLAP4004RowTypesDivergeAnalyzer.ServedProperty, out var served) || served is null
            || compilation?.GetTypeByMetadataName(served) is not { DeclaringSyntaxReferences: { Length: > 0 } declared } || document.Project.Solution.GetDocument(declared[0].SyntaxTree) is not { } home
            || await declared[0].GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is not TypeDeclarationSyntax { Members: { Count: > 0 } members } declaration)
            return false;
        var name = column.Member.Length > 0 ? column.Member : column.Name;
        if (!SyntaxFacts.IsValidIdentifier(name))
            return false;
        var attributes = new List<string>();
        if (column.Size.Length > 0)
            attributes.Add($"VectorType({column.Size})");
        if (name != column.Name)
            attributes.Add($"ColumnName({SymbolDisplay.FormatLiteral(column.Name, quote: true)})");
        var last = members.LastOrDefault(member => member is PropertyDeclarationSyntax or FieldDeclarationSyntax) ?? members.Last();
        var text = await home.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var semantics = (await home.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        var lineEnd = MlExpressions.NewLineOf(text);
        var mayBeNull = column.Type is not "string" || (semantics.GetNullableContext(last.SpanStart) & NullableContext.AnnotationsEnabled) == 0 ? "" : "?";
        var member = (attributes.Count == 0 ? "" : $"[{string.Join(", ", attributes)}] ") + $"public {column.Type}{mayBeNull} {name} {{ get; set; }}";
        if (text.Lines.GetLineFromPosition(declaration.OpenBraceToken.SpanStart).LineNumber != text.Lines.GetLineFromPosition(last.SpanStart).LineNumber)
            plan.Insert(home, text.Lines.GetLineFromPosition(last.Span.End).End, lineEnd + EditPlan.Indentation(last) + member);
        else
            plan.Insert(home, last.Span.End, " " + member);
        if (attributes.Count > 0)
            plan.Use(home, semantics, last.SpanStart, "ColumnNameAttribute", "Microsoft.ML.Data", lineEnd);
        return true;
    }

    private sealed class Column
    {
        public Column(string[] facts) => (Name, Member, Type, Size, Kind) = (facts[0], facts[1], facts[2], facts[3], facts[4]);

        public string Name { get; }

        public string Member { get; }

        public string Type { get; }

        public string Size { get; }

        public string Kind { get; }
    }
}
