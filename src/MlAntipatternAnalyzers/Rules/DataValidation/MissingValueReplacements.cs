using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.DataValidation;

/// <summary>Where a chain would have to replace missing values once they are loaded as NaN, and in which columns: facts for the fix.</summary>
internal sealed class MissingValueReplacements
{
    /// <summary>Places and columns, a line each: <c>start length column column…</c>, separated by tabs; a start and length of the chain's first step.</summary>
    internal const string PlacesProperty = "replacements";

    /// <summary>Set where a trainer that does not take NaN has its chain somewhere else, or one that is not known.</summary>
    internal const string IncompleteProperty = "incomplete";

    private readonly Dictionary<SyntaxNode, SortedSet<string>> places = new();
    private bool incomplete;

    public void Add(Training training, ImmutableArray<string> missing)
    {
        // AutoML replaces by itself.
        if (training.Trainer.IsExperiment || training.Trainer.OnNaN is MissingNumbers.Learned or MissingNumbers.Unread)
            return;
        var behind = Lineage.StepsBehind(training.View);
        var chain = training.Steps.RemoveRange(0, behind.Length);
        var features = training.Trainer.Column(ColumnRole.Feature) ?? training.Trainer.Column(ColumnRole.Input) ?? ColumnNames.Unknown;
        foreach (var source in ColumnTrace.Of(chain, chain.IndexOf(training.Trainer), features).Sources)
        {
            if (!source.StaysNumber || IsHandled(chain, source) || !ComesFrom(missing, behind, source.Column))
                continue;
            if (chain[0].Operator is null)
            {
                incomplete = true;
                continue;
            }

            if (!places.TryGetValue(chain[0].Origin.Node, out var columns))
                places.Add(chain[0].Origin.Node, columns = new SortedSet<string>(System.StringComparer.Ordinal));
            columns.Add(source.Column);
        }
    }

    public ImmutableDictionary<string, string?> ToProperties(SyntaxTree tree)
    {
        var lines = places.Where(place => place.Key.SyntaxTree == tree)
            .OrderBy(place => place.Key.SpanStart)
            .Select(place => string.Join("\t", new[] { Number(place.Key.SpanStart), Number(place.Key.Span.Length) }.Concat(place.Value)));
        var properties = ImmutableDictionary<string, string?>.Empty.Add(PlacesProperty, string.Join("\n", lines));
        return incomplete || places.Keys.Any(place => place.SyntaxTree != tree) ? properties.Add(IncompleteProperty, "true") : properties;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether the chain replaces or marks what is missing in a column already.</summary>
    public static bool IsHandled(ImmutableArray<Step> chain, ColumnTrace.Source source) =>
        source.Via.Any(step => step.Operator is { Name: "ReplaceMissingValues" })
        || chain.Any(step => step.Operator is { Name: "ReplaceMissingValues" or "IndicateMissingValues" } && step.Column(ColumnRole.Input)?.Names.Contains(source.Column) == true);

    private static bool ComesFrom(ImmutableArray<string> missing, ImmutableArray<Step> behind, string column) =>
        ColumnTrace.Of(behind, behind.Length, new ColumnNames(ImmutableArray.Create(column), true)).Sources.Any(source => source.StaysNumber && missing.Contains(source.Column));
}
