using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Rules.DataValidation;

namespace MlAntipatternAnalyzers.CodeFixes.DataValidation;

/// <summary>The changes of a document that replace missing values in its chains, and what else a fix needs for it.</summary>
internal sealed class MissingValuePlan
{
    private readonly SortedDictionary<(int Start, int Order), TextChange> changes = new();
    private readonly Dictionary<SyntaxNode, MissingValueReplacer> places = new();
    private readonly Document document;
    private readonly SemanticModel model;
    private readonly CompilationUnitSyntax root;
    private readonly MlNetSymbols ml;
    private readonly HashSet<string> namespaces = new();

    private MissingValuePlan(Document document, SemanticModel model, CompilationUnitSyntax root, MlNetSymbols ml, SourceText text)
    {
        this.document = document;
        this.model = model;
        this.root = root;
        this.ml = ml;
        Text = text;
    }

    public SourceText Text { get; }

    public SemanticModel Model => model;

    public SyntaxNode Root => root;

    /// <summary>In the order of the text, each once.</summary>
    public IReadOnlyCollection<TextChange> Changes => changes.Values;

    /// <summary>Whether values that become missing are left for the user to replace.</summary>
    public bool IsIncomplete { get; set; }

    public bool Replaces { get; private set; }

    /// <summary>An empty plan; null where the document has nothing to do with ML.NET.</summary>
    public static async Task<MissingValuePlan?> ForAsync(Document document, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return model is not null && MlNetSymbols.TryCreate(model.Compilation) is { } ml && await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is CompilationUnitSyntax root
            ? new MissingValuePlan(document, model, root, ml, text)
            : null;
    }

    public void Add(IEnumerable<TextChange> added)
    {
        foreach (var change in added)
        {
            if (!changes.Values.Contains(change))
                changes.Add((change.Span.Start, changes.Count), change);
        }
    }

    /// <summary>Has the document use a namespace, where it is not in its reach yet.</summary>
    public void Use(string @namespace) => namespaces.Add(@namespace);

    /// <summary>Takes in the places that a finding names, where values are to be replaced.</summary>
    /// <param name="diagnostic">The finding.</param>
    /// <param name="rowProperty">Which of its properties names the row class.</param>
    public void Replace(Diagnostic diagnostic, string rowProperty)
    {
        IsIncomplete |= diagnostic.Properties.ContainsKey(MissingValueReplacements.IncompleteProperty);
        var row = diagnostic.Properties.TryGetValue(rowProperty, out var name) && name is not null ? model.Compilation.GetTypeByMetadataName(name) : null;
        foreach (var place in MissingValueReplacer.Of(root, diagnostic, row))
        {
            if (places.TryGetValue(place.Step, out var known))
                known.Columns.UnionWith(place.Columns);
            else
                places.Add(place.Step, place);
        }
    }

    /// <summary>Adds the changes at the places, as far as the result compiles, and the using directives.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        foreach (var place in places.Values.OrderBy(place => place.Step.SpanStart))
        {
            var replaced = place.Changes(model, Text, ml, cancellationToken);
            if (replaced.Count > 0 && (place.KeepsType || await CompilesAsync(Text.WithChanges(replaced.Concat(UsingsFor(place))), cancellationToken).ConfigureAwait(false)))
            {
                Add(replaced);
                Replaces = true;
                if (!HasTransforms(place))
                    Use("Microsoft.ML.Transforms");
            }
            else
            {
                IsIncomplete = true;
            }
        }

        Add(namespaces.OrderBy(name => name, System.StringComparer.Ordinal).Select(name => UsingChanges.Add(root, name, MlExpressions.NewLineOf(Text))).ToList());
    }

    private bool HasTransforms(MissingValueReplacer place) => !model.LookupNamespacesAndTypes(place.Step.SpanStart, name: "MissingValueReplacingEstimator").IsEmpty;

    private IEnumerable<TextChange> UsingsFor(MissingValueReplacer place)
    {
        if (!HasTransforms(place))
            yield return UsingChanges.Add(root, "Microsoft.ML.Transforms", MlExpressions.NewLineOf(Text));
    }

    /// <summary>Whether a chain may become one link longer where its type is seen: by a variable, a return, a call on it.</summary>
    private async Task<bool> CompilesAsync(SourceText changed, CancellationToken cancellationToken)
    {
        var after = await document.WithText(changed).GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return after is not null && Errors(after, cancellationToken) <= Errors(model, cancellationToken);
    }

    private static int Errors(SemanticModel model, CancellationToken cancellationToken) =>
        model.GetDiagnostics(cancellationToken: cancellationToken).Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
