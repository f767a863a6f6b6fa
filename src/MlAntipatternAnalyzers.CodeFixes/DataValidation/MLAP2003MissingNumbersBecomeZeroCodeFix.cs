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
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Rules.DataValidation;

namespace MlAntipatternAnalyzers.CodeFixes.DataValidation;

/// <summary>Loads missing numbers as NaN, and replaces them at the front of the chains that the data are given to.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP2003MissingNumbersBecomeZeroCodeFix))]
public sealed class MLAP2003MissingNumbersBecomeZeroCodeFix : CodeFixProvider
{
    public const string EquivalenceKey = "MLAP2003.LoadAsNaN";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP2003");

    public override FixAllProvider GetFixAllProvider() => new SolutionFixAllProvider((document, diagnostics, _, cancellationToken) => FixAsync(document, diagnostics, cancellationToken));

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        foreach (var diagnostic in context.Diagnostics)
        {
            var diagnostics = ImmutableArray.Create(diagnostic);
            if (await PlanAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false) is not { Changes.Count: > 0 } plan)
                continue;
            var title = plan.IsIncomplete ? "Load missing numbers as NaN, to be replaced by you"
                : plan.Replaces ? "Load missing numbers as NaN and replace them by the mean"
                : "Load missing numbers as NaN";
            context.RegisterCodeFix(CodeAction.Create(title, token => FixAsync(document, diagnostics, token), EquivalenceKey), diagnostic);
        }
    }

    private static async Task<Solution> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var solution = document.Project.Solution;
        if (await PlanAsync(document, diagnostics, cancellationToken).ConfigureAwait(false) is not { Changes.Count: > 0 } plan)
            return solution;
        return solution.WithDocumentText(document.Id, plan.Text.WithChanges(plan.Changes));
    }

    private static async Task<Plan?> PlanAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (model is null || MlNetSymbols.TryCreate(model.Compilation) is not { } ml
            || await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not CompilationUnitSyntax root)
            return null;

        var plan = new Plan(text);
        var places = new Dictionary<SyntaxNode, MissingValueReplacer>();
        foreach (var diagnostic in diagnostics)
        {
            if (MlExpressions.CallAt(root, diagnostic.Location.SourceSpan) is not { } call || TextLoaderRewriter.Rewrite(model, call, text, "MissingRealsAsNaNs", "true", cancellationToken) is not { } rewritten)
                continue;
            plan.Add(rewritten);
            plan.IsIncomplete |= diagnostic.Properties.ContainsKey(MissingValueReplacements.IncompleteProperty);
            plan.NeedsDataNamespace |= model.LookupNamespacesAndTypes(call.SpanStart, name: "TextLoader").IsEmpty;
            var row = diagnostic.Properties.TryGetValue(MLAP2003MissingNumbersBecomeZeroAnalyzer.RowProperty, out var name) && name is not null ? model.Compilation.GetTypeByMetadataName(name) : null;
            foreach (var place in MissingValueReplacer.Of(root, diagnostic, row))
            {
                if (places.TryGetValue(place.Step, out var known))
                    known.Columns.UnionWith(place.Columns);
                else
                    places.Add(place.Step, place);
            }
        }

        foreach (var place in places.Values.OrderBy(place => place.Step.SpanStart))
        {
            var changes = place.Changes(model, text, ml, cancellationToken);
            if (changes.Count > 0 && (place.KeepsType || await CompilesAsync(document, model, text.WithChanges(changes.Concat(UsingsFor(root, model, place, text))), cancellationToken).ConfigureAwait(false)))
            {
                plan.Add(changes);
                plan.Replaces = true;
                plan.NeedsTransformsNamespace |= !HasTransforms(model, place);
            }
            else
            {
                plan.IsIncomplete = true;
            }
        }

        var newLine = MlExpressions.NewLineOf(text);
        var usings = new[] { (plan.NeedsDataNamespace, "Microsoft.ML.Data"), (plan.NeedsTransformsNamespace, "Microsoft.ML.Transforms") };
        plan.Add(usings.Where(pair => pair.Item1).Select(pair => UsingChanges.Add(root, pair.Item2, newLine)).ToList());
        return plan;
    }

    private static bool HasTransforms(SemanticModel model, MissingValueReplacer place) =>
        !model.LookupNamespacesAndTypes(place.Step.SpanStart, name: "MissingValueReplacingEstimator").IsEmpty;

    private static IEnumerable<TextChange> UsingsFor(CompilationUnitSyntax root, SemanticModel model, MissingValueReplacer place, SourceText text)
    {
        if (!HasTransforms(model, place))
            yield return UsingChanges.Add(root, "Microsoft.ML.Transforms", MlExpressions.NewLineOf(text));
    }

    /// <summary>Whether a chain may become one link longer where its type is seen: by a variable, a return, a call on it.</summary>
    private static async Task<bool> CompilesAsync(Document document, SemanticModel before, SourceText changed, CancellationToken cancellationToken)
    {
        var after = await document.WithText(changed).GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return after is not null && Errors(after, cancellationToken) <= Errors(before, cancellationToken);
    }

    private static int Errors(SemanticModel model, CancellationToken cancellationToken) =>
        model.GetDiagnostics(cancellationToken: cancellationToken).Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private sealed class Plan
    {
        private readonly SortedDictionary<(int Start, int Order), TextChange> changes = new();

        public Plan(SourceText text) => Text = text;

        public SourceText Text { get; }

        /// <summary>In the order of the text, each once.</summary>
        public IReadOnlyCollection<TextChange> Changes => changes.Values;

        public bool IsIncomplete { get; set; }

        public bool Replaces { get; set; }

        public bool NeedsDataNamespace { get; set; }

        public bool NeedsTransformsNamespace { get; set; }

        public void Add(IEnumerable<TextChange> added)
        {
            foreach (var change in added)
            {
                if (!changes.Values.Contains(change))
                    changes.Add((change.Span.Start, changes.Count), change);
            }
        }
    }
}
