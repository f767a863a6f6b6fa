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
using MlAntipatternAnalyzers.Rules.DataValidation;

namespace MlAntipatternAnalyzers.CodeFixes.DataValidation;

/// <summary>Puts a validation around the load: against a data schema of the project, or against a new one that is made from the row class.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP2001NotValidatedBeforeFitCodeFix))]
public sealed class MLAP2001NotValidatedBeforeFitCodeFix : CodeFixProvider
{
    /// <summary>The action that takes a schema file of the project.</summary>
    public const string ExistingSchemaKey = "MLAP2001.ExistingSchema";

    /// <summary>The action that adds a schema file to the project.</summary>
    public const string NewSchemaKey = "MLAP2001.NewSchema";

    private const string RuntimeNamespace = "MlAntipatternAnalyzers.Runtime";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP2001");

    public override FixAllProvider GetFixAllProvider() => new SolutionFixAllProvider(FixAsync);

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await PlanAsync(document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } plan)
                continue;
            foreach (var key in new[] { ExistingSchemaKey, NewSchemaKey })
            {
                if (plan.SchemaFor(key) is not { } path)
                    continue;
                var title = key == ExistingSchemaKey ? $"Validate against '{path}'" : $"Validate against a new data schema '{path}'";
                context.RegisterCodeFix(CodeAction.Create(title, token => FixAsync(document, ImmutableArray.Create(diagnostic), key, token), key), diagnostic);
            }
        }
    }

    private static async Task<Solution> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, string? key, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var root = (CompilationUnitSyntax)(await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        var changes = new List<TextChange>();
        var added = new Dictionary<string, string>();
        var needsUsing = false;
        foreach (var diagnostic in diagnostics)
        {
            if (await PlanAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } plan)
                continue;

            // In Fix All another file may have brought the schema already.
            if ((plan.SchemaFor(key) ?? plan.Existing) is not { } path)
                continue;
            changes.Add(new TextChange(new TextSpan(plan.Load.SpanStart, 0), plan.Catalog + ".Validate("));
            changes.Add(new TextChange(new TextSpan(plan.Load.Span.End, 0), $", \"{path}\")"));
            needsUsing |= plan.NeedsUsing;
            if (key == NewSchemaKey && plan.New is not null)
                added[path] = plan.Skeleton!;
        }

        if (needsUsing)
            changes.Add(UsingChanges.Add(root, RuntimeNamespace, MlExpressions.NewLineOf(text)));
        var solution = document.Project.Solution.WithDocumentText(document.Id, text.WithChanges(changes.OrderBy(change => change.Span.Start)));
        foreach (var schema in added)
        {
            var place = Path.GetDirectoryName(document.Project.FilePath) is { Length: > 0 } folder ? Path.Combine(folder, schema.Key) : null;
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(document.Project.Id), schema.Key, SourceText.From(schema.Value), filePath: place);
        }

        return solution;
    }

    private static async Task<Plan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model is null || MlNetSymbols.TryCreate(model.Compilation) is not { } ml || MlExpressions.CallAt(root, diagnostic.Location.SourceSpan) is not { } load)
            return null;

        // Without the runtime library there is nothing to call.
        if (model.Compilation.GetTypeByMetadataName(RuntimeNamespace + ".DataValidationCatalog") is null
            || model.Compilation.GetTypeByMetadataName("Microsoft.ML.DataOperationsCatalog") is not { } catalogType)
            return null;

        // What is validated is an IDataView again, and no data frame; behind a '?.' there is no place to write the call around.
        if (!SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(load, cancellationToken).Type, ml.View)
            || load.Expression is MemberBindingExpressionSyntax || load.Ancestors().OfType<ConditionalAccessExpressionSyntax>().Any(access => access.WhenNotNull.Span.Contains(load.Span)))
            return null;
        if (MlExpressions.Catalog(model, load, "DataOperationsCatalog", "Data", cancellationToken) is not { } catalog)
            return null;

        var plan = new Plan(load, catalog) { NeedsUsing = model.LookupSymbols(load.SpanStart, catalogType, "Validate", includeReducedExtensionMethods: true).IsEmpty };
        var row = diagnostic.Properties.TryGetValue(MLAP2001NotValidatedBeforeFitAnalyzer.RowProperty, out var name) && name is not null ? model.Compilation.GetTypeByMetadataName(name) : null;
        var schemas = document.Project.AdditionalDocuments.Where(file => file.Name.EndsWith(CommittedDataSchema.FileExtension, StringComparison.OrdinalIgnoreCase)).ToList();
        if (diagnostic.Properties.TryGetValue(MLAP2001NotValidatedBeforeFitAnalyzer.ColumnsProperty, out var columns) && columns is not null)
            plan.Existing = await ExistingAsync(schemas, row?.Name ?? "", columns.Split('\n'), cancellationToken).ConfigureAwait(false);
        if (row is not null && AdditionalFileChanges.CanAdd(document.Project) && schemas.All(file => !string.Equals(file.Name, row.Name + CommittedDataSchema.FileExtension, StringComparison.OrdinalIgnoreCase)))
        {
            plan.Skeleton = SchemaSkeleton.Of(row, diagnostic.Properties.ContainsKey(MLAP2001NotValidatedBeforeFitAnalyzer.TextProperty), ml);
            plan.New = plan.Skeleton is null ? null : row.Name + CommittedDataSchema.FileExtension;
        }

        return plan;
    }

    /// <summary>The project's schema for these columns; several that fit: the one that is named after the row class.</summary>
    private static async Task<string?> ExistingAsync(IReadOnlyList<TextDocument> schemas, string row, string[] columns, CancellationToken cancellationToken)
    {
        foreach (var schema in schemas.OrderByDescending(file => file.Name.StartsWith(row, StringComparison.OrdinalIgnoreCase)).ThenBy(file => file.Name, StringComparer.Ordinal))
        {
            var text = await schema.GetTextAsync(cancellationToken).ConfigureAwait(false);
            if (SchemaSkeleton.Fits(text.ToString(), columns))
                return PathOf(schema);
        }

        return null;
    }

    /// <summary>The path from the project's folder, which is the one from the output folder too.</summary>
    private static string PathOf(TextDocument schema) => string.Join("/", schema.Folders.Concat(new[] { schema.Name }));

    private sealed class Plan
    {
        public Plan(InvocationExpressionSyntax load, string catalog)
        {
            Load = load;
            Catalog = catalog;
        }

        public InvocationExpressionSyntax Load { get; }

        public string Catalog { get; }

        public bool NeedsUsing { get; set; }

        public string? Existing { get; set; }

        public string? New { get; set; }

        public string? Skeleton { get; set; }

        public string? SchemaFor(string? key) => key == ExistingSchemaKey ? Existing : key == NewSchemaKey ? New : null;
    }
}
