using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>What a fix needs to know to measure more of a saved model where it is evaluated.</summary>
internal static class EvaluationFacts
{
    /// <summary>The model's task.</summary>
    public const string Task = "Task";

    /// <summary>The features, where they are not called <c>Features</c>; empty where they are no numbers.</summary>
    public const string Features = "Features";

    /// <summary>A column to slice by.</summary>
    public const string Slice = "Slice";

    /// <summary>Last words of the names of texts that differ from row to row.</summary>
    private static readonly HashSet<string> Singular = new()
    {
        "id", "key", "guid", "uuid", "date", "datetime", "timestamp", "time", "text", "comment", "comments", "review", "message", "description", "title", "body", "sentence", "content",
        "url", "path", "image", "file", "email", "name", "phone", "address",
    };

    /// <summary>Where it is evaluated and where it is fitted; nothing where no evaluation is of this very model.</summary>
    public static IEnumerable<SyntaxNode> PlacesOf(SavedModel saved)
    {
        var evaluation = saved.Judgements.FirstOrDefault(judgement =>
            judgement.Event.Kind == EventKind.Evaluate && judgement.Event.Method.Name is "Evaluate" or "EvaluateNonCalibrated"
            && judgement.Event.View.Alternatives.OfType<ViewValue>().SelectMany(Lineage.TransformersOf).SelectMany(transformer => transformer.Alternatives).SelectMany(Lineage.PartsOf).Contains(saved.Model));
        return evaluation is null ? Enumerable.Empty<SyntaxNode>() : new[] { evaluation.Event.Node, saved.Model.Origin.Node };
    }

    public static ImmutableDictionary<string, string?> Of(SavedModel saved)
    {
        var facts = ImmutableDictionary<string, string?>.Empty.Add(Task, saved.Task.ToString());
        if (saved.Trainer.Operator!.Name is not ("FastTree" or "FastForest" or "FastTreeTweedie" or "LightGbm"))
            return facts.Add(Features, "");
        return saved.Trainer.Column(ColumnRole.Feature)?.Single is { } features && features != "Features" ? facts.Add(Features, features) : facts;
    }

    /// <summary>
    /// A column of the data by which rows are likely to fall into groups, and which the predictions still have: one that the pipeline takes for a category, else a Boolean or
    /// a key, else a text whose name does not say that each row has its own.
    /// </summary>
    public static string? SliceOf(SavedModel saved, Flows flows, MlNetSymbols ml)
    {
        var training = flows.Trainings.FirstOrDefault(training => training.Trainer == saved.Trainer && training.Fit.Node == saved.Model.Origin.Node);
        if (training is null || training.Steps.Any(step => step.Operator is null || step.Column(ColumnRole.Kept) is not null || step.Column(ColumnRole.Output) is { Complete: false }))
            return null;
        var gone = new HashSet<string>(training.Steps.SelectMany(step => Names(step, ColumnRole.Output).Concat(Names(step, ColumnRole.Dropped))).Concat(training.LabelColumns.Names).Concat(training.Label.Sources.Select(source => source.Column)));
        var categories = new HashSet<string>(training.Steps.Where(step => step.Operator!.Name is "OneHotEncoding" or "MapValueToKey").SelectMany(step => Names(step, ColumnRole.Input)));
        var texts = new HashSet<string>(training.Steps.Where(step => step.Operator!.Name is not "OneHotEncoding" and not "MapValueToKey" and not "Concatenate").SelectMany(step => Names(step, ColumnRole.Input)));
        var columns = SplitFacts.SchemaBehind(training.View, ml).Columns.Where(column => column.IsCertain && column.Type.IsScalar && column.Type.Items != Items.None && !gone.Contains(column.Name)).ToList();
        return (columns.FirstOrDefault(column => IsOnly(column, Items.Text) && categories.Contains(column.Name) && NameWords.Of(column.Name).LastOrDefault() is not "id")
            ?? columns.FirstOrDefault(column => IsOnly(column, Items.Boolean) || IsOnly(column, Items.ByteKey | Items.UInt16Key | Items.UInt32Key | Items.UInt64Key))
            ?? columns.FirstOrDefault(column => IsOnly(column, Items.Text) && !texts.Contains(column.Name) && NameWords.Of(column.Name).LastOrDefault() is { } last && !Singular.Contains(last)))?.Name;
    }

    private static bool IsOnly(SchemaColumn column, Items items) => (column.Type.Items & ~items) == Items.None;

    private static IEnumerable<string> Names(Step step, ColumnRole role) => step.Column(role)?.Names ?? Enumerable.Empty<string>();
}
