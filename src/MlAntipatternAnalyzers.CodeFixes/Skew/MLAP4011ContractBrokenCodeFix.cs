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
using MlAntipatternAnalyzers.Rules.Skew;

namespace MlAntipatternAnalyzers.CodeFixes.Skew;

/// <summary>In the training project takes the code over into the contract; in the serving project gives the row class what the contract says.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP4011ContractBrokenCodeFix))]
public sealed class MLAP4011ContractBrokenCodeFix : CodeFixProvider
{
    /// <summary>The action that writes the contract.</summary>
    public const string UpdateKey = "MLAP4011.Update";

    /// <summary>The action that gives the row class the columns that it lacks.</summary>
    public const string AddKey = "MLAP4011.Add";

    /// <summary>The action that gives a member the contract's type.</summary>
    public const string RetypeKey = "MLAP4011.Retype";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP4011");

    public override FixAllProvider GetFixAllProvider() => new SolutionFixAllProvider(FixAsync);

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (Property(diagnostic, MLAP4011ContractBrokenAnalyzer.PathProperty) is { } path && FilesOf(document.Project.Solution, path).Count > 0)
                Register($"Update '{Contract.NameOf(path)}{Contract.FileExtension}' to what the code does", UpdateKey);
            if (await ChangeAsync(document, diagnostic, AddKey, context.CancellationToken).ConfigureAwait(false) is not null)
                Register("Add what the contract says", AddKey);
            if (await ChangeAsync(document, diagnostic, RetypeKey, context.CancellationToken).ConfigureAwait(false) is { } retyped)
                Register($"Make it '{retyped.NewText}'", RetypeKey);

            void Register(string title, string key) =>
                context.RegisterCodeFix(CodeAction.Create(title, token => FixAsync(document, ImmutableArray.Create(diagnostic), key, token), key), diagnostic);
        }
    }

    private static async Task<Solution> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, string? key, CancellationToken cancellationToken)
    {
        var solution = document.Project.Solution;
        if (key == UpdateKey)
        {
            foreach (var diagnostic in diagnostics)
                solution = await UpdatedAsync(solution, diagnostic, cancellationToken).ConfigureAwait(false);
            return solution;
        }

        var changes = new List<TextChange>();
        foreach (var diagnostic in diagnostics)
        {
            if (await ChangeAsync(document, diagnostic, key, cancellationToken).ConfigureAwait(false) is { } change && !changes.Any(other => other.Span == change.Span))
                changes.Add(change);
        }

        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return solution.WithDocumentText(document.Id, text.WithChanges(changes.OrderBy(change => change.Span.Start)));
    }

    /// <summary>The contract, in every project that has it, as the code would have it.</summary>
    private static async Task<Solution> UpdatedAsync(Solution solution, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (Property(diagnostic, MLAP4011ContractBrokenAnalyzer.PathProperty) is not { } path || Property(diagnostic, MLAP4011ContractBrokenAnalyzer.TextProperty) is not { } updated)
            return solution;
        foreach (var file in FilesOf(solution, path))
        {
            var before = await file.GetTextAsync(cancellationToken).ConfigureAwait(false);
            if (before.ToString() != updated)
                solution = solution.WithAdditionalDocumentText(file.Id, SourceText.From(updated, before.Encoding, before.ChecksumAlgorithm));
        }

        return solution;
    }

    private static List<TextDocument> FilesOf(Solution solution, string path) =>
        solution.Projects.SelectMany(project => project.AdditionalDocuments).Where(file => (file.FilePath ?? file.Name) == path).ToList();

    private static async Task<TextChange?> ChangeAsync(Document document, Diagnostic diagnostic, string? key, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
            return null;
        var declaration = root.FindToken(diagnostic.Location.SourceSpan.Start).Parent?.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        if (key == AddKey && Property(diagnostic, MLAP4011ContractBrokenAnalyzer.MissingProperty) is { } missing && declaration is TypeDeclarationSyntax type && ContractColumn.LastOf(type) is { } last)
        {
            var names = new HashSet<string>(model.GetDeclaredSymbol(type, cancellationToken)!.MemberNames);
            var isNullable = model.GetNullableContext(last.SpanStart).AnnotationsEnabled();
            var properties = missing.Split('\n').Select(line => line.Split('\t')).Select(column => names.Contains(column[0]) ? null : ContractColumn.PropertyOf(column[0], column[1], isNullable)).ToList();
            if (properties.Contains(null))
                return null;
            var text = root.GetText();
            var newLine = MlExpressions.NewLineOf(text);
            var indentation = MlExpressions.IndentationAt(text, last.SpanStart);

            // Members that share a line, or are set apart by empty lines, go on so.
            if (text.Lines.IndexOf(type.OpenBraceToken.SpanStart) == text.Lines.IndexOf(last.Span.End))
                return new TextChange(new TextSpan(last.Span.End, 0), string.Concat(properties.Select(property => " " + property)));
            var gap = last.GetLeadingTrivia().FirstOrDefault().IsKind(SyntaxKind.EndOfLineTrivia) ? newLine : "";
            return new TextChange(new TextSpan(EndOf(text, last), 0), string.Concat(properties.Select(property => newLine + gap + indentation + property)));
        }

        if (key == RetypeKey && Property(diagnostic, MLAP4011ContractBrokenAnalyzer.TypeProperty) is { } stated && ContractColumn.TypeOf(stated) is { } written)
        {
            var syntax = declaration switch
            {
                PropertyDeclarationSyntax { Initializer: null } property => property.Type,
                FieldDeclarationSyntax { Declaration: { Variables: { Count: 1 } variables, Type: var field } } when variables[0].Initializer is null => field,
                _ => null,
            };

            // An array or a key has an attribute that no longer fits.
            return syntax is PredefinedTypeSyntax or IdentifierNameSyntax or QualifiedNameSyntax ? new TextChange(syntax.Span, written) : null;
        }

        return null;
    }

    /// <summary>The end of a member, or of a comment behind it.</summary>
    private static int EndOf(SourceText text, MemberDeclarationSyntax member) => text.Lines.GetLineFromPosition(member.Span.End) is var line && text.ToString(TextSpan.FromBounds(member.Span.End, line.End)).TrimStart() is var rest && (rest.Length == 0 || rest.StartsWith("//", StringComparison.Ordinal)) ? line.End : member.Span.End;

    private static string? Property(Diagnostic diagnostic, string name) => diagnostic.Properties.TryGetValue(name, out var value) ? value : null;
}
