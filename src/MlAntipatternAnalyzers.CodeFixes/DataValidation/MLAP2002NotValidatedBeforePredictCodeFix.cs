using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
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
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.CodeFixes.DataValidation;

/// <summary>Holds the row against the data schema for serving before it is predicted: answers a bad request where the handler can, throws where it cannot.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP2002NotValidatedBeforePredictCodeFix))]
public sealed class MLAP2002NotValidatedBeforePredictCodeFix : CodeFixProvider
{
    public const string CheckRow = "MLAP2002.CheckRow";

    private const string RuntimeNamespace = "MlAntipatternAnalyzers.Runtime";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP2002");

    public override FixAllProvider GetFixAllProvider() => new SolutionFixAllProvider(async (document, diagnostics, _, cancellationToken) =>
    {
        // One that cannot be fixed together with the others is left for its own.
        var solution = document.Project.Solution;
        var together = new List<Diagnostic>();
        foreach (var diagnostic in diagnostics.OrderBy(finding => finding.Location.SourceSpan.Start))
        {
            together.Add(diagnostic);
            if (await FixAsync(document, together, cancellationToken).ConfigureAwait(false) is { } changed)
                solution = changed;
            else
                together.Remove(diagnostic);
        }

        return solution;
    });

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await FixAsync(context.Document, new[] { diagnostic }, context.CancellationToken).ConfigureAwait(false) is { } changed)
                context.RegisterCodeFix(CodeAction.Create("Check the row against a data schema first", _ => Task.FromResult(changed), CheckRow), diagnostic);
        }
    }

    private static async Task<Solution?> FixAsync(Document document, IReadOnlyList<Diagnostic> diagnostics, CancellationToken cancellationToken) =>
        await TryFixAsync(document, diagnostics, throws: false, cancellationToken).ConfigureAwait(false)
        ?? await TryFixAsync(document, diagnostics, throws: true, cancellationToken).ConfigureAwait(false);

    private static async Task<Solution?> TryFixAsync(Document document, IReadOnlyList<Diagnostic> diagnostics, bool throws, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);

        // Without the runtime library there is nothing to call.
        if (model is null || MlNetSymbols.TryCreate(model.Compilation) is not { } ml || model.Compilation.GetTypeByMetadataName(RuntimeNamespace + ".RowValidator`1") is null
            || await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not CompilationUnitSyntax root)
            return null;
        var edits = new Edits(await document.GetTextAsync(cancellationToken).ConfigureAwait(false));
        var made = new Dictionary<(SyntaxNode, ISymbol), string>();
        var added = new Dictionary<string, string>();
        foreach (var diagnostic in diagnostics)
        {
            if (Edits.CallAt(root, diagnostic.Location.SourceSpan) is not { } call || ServingCheck.Of(model, call, cancellationToken) is not { } check)
                return null;
            var schema = await ExistingAsync(document.Project, check.Row, ml, cancellationToken).ConfigureAwait(false);
            if (schema is null)
            {
                if (!AdditionalFileChanges.CanAdd(document.Project) || SchemaSkeleton.Of(check.Row, fromText: false, ml) is not { } skeleton)
                    return null;
                added[schema = check.Row.Name + CommittedDataSchema.FileExtension] = skeleton;
            }

            if (!check.TryAdd(edits, schema, made, throws))
                return null;
        }

        if (model.LookupNamespacesAndTypes(root.SpanStart, name: "RowValidator").IsEmpty && model.LookupNamespacesAndTypes(diagnostics[0].Location.SourceSpan.Start, name: "RowValidator").IsEmpty)
        {
            var directive = UsingChanges.Add(root, RuntimeNamespace, edits.LineEnd);
            edits.Replace(directive.Span, directive.NewText!);
        }

        if (edits.Overlap || !await edits.CompileAsync(document, cancellationToken).ConfigureAwait(false))
            return null;
        var solution = edits.Apply(document).Project.Solution;
        foreach (var file in added)
        {
            var place = Path.GetDirectoryName(document.Project.FilePath) is { Length: > 0 } folder ? Path.Combine(folder, file.Key) : null;
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(document.Project.Id), file.Key, SourceText.From(file.Value), filePath: place);
        }

        return solution;
    }

    /// <summary>The project's schema for a row class: the one that is named after it, else the only one with its columns.</summary>
    private static async Task<string?> ExistingAsync(Project project, INamedTypeSymbol row, MlNetSymbols ml, CancellationToken cancellationToken)
    {
        var schemas = project.AdditionalDocuments.Where(file => file.Name.EndsWith(CommittedDataSchema.FileExtension, StringComparison.OrdinalIgnoreCase)).ToList();
        if (schemas.FirstOrDefault(file => string.Equals(file.Name, row.Name + CommittedDataSchema.FileExtension, StringComparison.OrdinalIgnoreCase)) is { } named)
            return PathOf(named);
        var fitting = new List<TextDocument>();
        foreach (var file in schemas)
        {
            var text = await file.GetTextAsync(cancellationToken).ConfigureAwait(false);
            if (SchemaSkeleton.Fits(text.ToString(), RowType.ColumnsOf(row, ml).Select(column => column.Name)))
                fitting.Add(file);
        }

        return fitting.Count == 1 ? PathOf(fitting[0]) : null;
    }

    private static string PathOf(TextDocument schema) => string.Join("/", schema.Folders.Concat(new[] { schema.Name }));
}
