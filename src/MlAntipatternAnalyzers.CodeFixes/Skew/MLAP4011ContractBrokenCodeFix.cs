using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
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
            if (Property(diagnostic, MLAP4011ContractBrokenAnalyzer.PathProperty) is { } path && AdditionalFileChanges.FilesOf(document.Project.Solution, path).Count > 0)
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
        return await AdditionalFileChanges.ChangeAsync(solution, path, _ => updated, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<TextChange?> ChangeAsync(Document document, Diagnostic diagnostic, string? key, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
            return null;
        var declaration = root.FindToken(diagnostic.Location.SourceSpan.Start).Parent?.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        if (key == AddKey && Property(diagnostic, MLAP4011ContractBrokenAnalyzer.MissingProperty) is { } missing && declaration is TypeDeclarationSyntax type)
            return RowClassChanges.Add(model, type, missing.Split('\n').Select(line => line.Split('\t')).Select(column => (column[0], column[1])));
        return key == RetypeKey && Property(diagnostic, MLAP4011ContractBrokenAnalyzer.TypeProperty) is { } stated ? RowClassChanges.Retype(declaration, stated) : null;
    }

    private static string? Property(Diagnostic diagnostic, string name) => diagnostic.Properties.TryGetValue(name, out var value) ? value : null;
}
