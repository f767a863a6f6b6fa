using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Contracts;
using MlAntipatternAnalyzers.Rules.DataValidation;

namespace MlAntipatternAnalyzers.CodeFixes.DataValidation;

/// <summary>Corrects the one side or the other: the schema's file, or the row class.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP2009ExpectationContradictsRowCodeFix))]
public sealed class MLAP2009ExpectationContradictsRowCodeFix : CodeFixProvider
{
    /// <summary>The action that changes the schema's file.</summary>
    public const string SchemaKey = "MLAP2009.Schema";

    /// <summary>The action that changes the row class.</summary>
    public const string RowKey = "MLAP2009.Row";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP2009");

    public override FixAllProvider GetFixAllProvider() => new SolutionFixAllProvider(FixAsync);

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (Property(diagnostic, MLAP2009ExpectationContradictsRowAnalyzer.PathProperty) is not { } path)
                continue;
            var file = AdditionalFileChanges.FilesOf(document.Project.Solution, path).FirstOrDefault();
            if (file is not null && Updated((await file.GetTextAsync(context.CancellationToken).ConfigureAwait(false)).ToString(), diagnostic) is not null)
                Register($"Change '{CommittedDataSchema.NameOf(path)}' to what is loaded", SchemaKey);
            if (await ChangesAsync(document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not null)
                Register($"Change the row class to what '{CommittedDataSchema.NameOf(path)}' says", RowKey);

            void Register(string title, string key) =>
                context.RegisterCodeFix(CodeAction.Create(title, token => FixAsync(document, ImmutableArray.Create(diagnostic), key, token), key), diagnostic);
        }
    }

    private static async Task<Solution> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, string? key, CancellationToken cancellationToken)
    {
        var solution = document.Project.Solution;
        if (key == SchemaKey)
        {
            foreach (var diagnostic in diagnostics)
            {
                if (Property(diagnostic, MLAP2009ExpectationContradictsRowAnalyzer.PathProperty) is { } path)
                    solution = await AdditionalFileChanges.ChangeAsync(solution, path, text => Updated(text, diagnostic), cancellationToken).ConfigureAwait(false);
            }

            return solution;
        }

        var changes = new List<TextChange>();
        foreach (var diagnostic in diagnostics)
        {
            if (await ChangesAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is { } more)
                changes.AddRange(more.Where(change => !changes.Any(other => other.Span == change.Span)).ToList());
        }

        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return solution.WithDocumentText(document.Id, text.WithChanges(changes.OrderBy(change => change.Span.Start)));
    }

    /// <summary>The file as the data would have it; null where it cannot be made so in all that a finding is about.</summary>
    private static string? Updated(string text, Diagnostic diagnostic)
    {
        var updated = text;
        foreach (var (kind, expected, name, _, found) in Differences(diagnostic))
        {
            var known = found.Contains("?") ? null : found;
            updated = kind switch
            {
                nameof(ContradictionKind.Missing) => DataSchemaChanges.Remove(updated, name),
                nameof(ContradictionKind.Renamed) => DataSchemaChanges.Rename(updated, expected, name),
                nameof(ContradictionKind.Type) => known is null ? null : DataSchemaChanges.Retype(updated, name, known),
                _ => known is null ? null : DataSchemaChanges.Add(updated, name, known),
            };
            if (updated is null)
                return null;
        }

        return updated;
    }

    /// <summary>The changes of the row class; null where it cannot be made so in all that a finding is about.</summary>
    private static async Task<IReadOnlyList<TextChange>?> ChangesAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root?.FindToken(diagnostic.Location.SourceSpan.Start).Parent?.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } declaration || model is null)
            return null;
        var differences = Differences(diagnostic).ToList();
        if (declaration is TypeDeclarationSyntax type)
        {
            // A column of a file needs a place in it, which nobody has said.
            var isText = Property(diagnostic, MLAP2009ExpectationContradictsRowAnalyzer.TextProperty) is not null;
            return !isText && differences.All(difference => difference.Kind == nameof(ContradictionKind.Missing)) && RowClassChanges.Add(model, type, differences.Select(difference => (difference.Expected, difference.Type))) is { } added
                ? new[] { added }
                : null;
        }

        if (differences.Count != 1)
            return null;
        var change = differences[0].Kind switch
        {
            nameof(ContradictionKind.Type) => RowClassChanges.Retype(declaration, differences[0].Type),
            nameof(ContradictionKind.Renamed) => Rename(declaration, differences[0].Expected),
            _ => null,
        };
        return change is { } one ? new[] { one } : null;
    }

    /// <summary>Names the column of a member: in the attribute that does so already, or in a new one; the member keeps its name, by which code calls it.</summary>
    private static TextChange? Rename(MemberDeclarationSyntax member, string name)
    {
        var literal = SymbolDisplay.FormatLiteral(name, quote: true);
        var given = member.AttributeLists.SelectMany(list => list.Attributes).FirstOrDefault(attribute => attribute.Name.ToString().Split('.').Last() is "ColumnName" or "ColumnNameAttribute");
        if (given is not null)
            return given.ArgumentList?.Arguments.Count == 1 ? new TextChange(given.ArgumentList.Arguments[0].Expression.Span, literal) : null;
        return member.AttributeLists.FirstOrDefault() is { } first
            ? new TextChange(new TextSpan(first.CloseBracketToken.SpanStart, 0), $", ColumnName({literal})")
            : new TextChange(new TextSpan(member.SpanStart, 0), $"[ColumnName({literal})] ");
    }

    private static IEnumerable<(string Kind, string Expected, string Name, string Type, string Found)> Differences(Diagnostic diagnostic) =>
        (Property(diagnostic, MLAP2009ExpectationContradictsRowAnalyzer.DifferencesProperty)?.Split('\n') ?? Array.Empty<string>()).Select(line => line.Split('\t')).Select(parts => (parts[0], parts[1], parts[2], parts[3], parts[4]));

    private static string? Property(Diagnostic diagnostic, string name) => diagnostic.Properties.TryGetValue(name, out var value) ? value : null;
}
