using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP3001: features are computed by the code that fills the training rows, so that the saved model does not contain the computation.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP3001FeatureComputedOutsidePipelineAnalyzer : ProgramRule
{
    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP3001",
        "Features are computed outside of the pipeline",
        "{0} of '{1}' {2} computed while the training rows are filled: the saved model does not contain the computation, and whoever serves it must write it again, alike; give the row the raw values and compute in a custom mapping of the pipeline",
        Categories.Lifecycle,
        DiagnosticSeverity.Warning,
        "What is computed before the pipeline begins is glue code: it is not saved with the model, and serving repeats it or differs.");

    /// <summary>The members that are computed, with commas between them.</summary>
    public const string MembersProperty = "Members";

    /// <summary>The file of the first step of the one pipeline that learns from the rows; absent where there are several, or where the view was transformed before.</summary>
    public const string PipelineFileProperty = "PipelineFile";

    /// <summary>Where that step begins.</summary>
    public const string PipelineStartProperty = "PipelineStart";

    /// <summary>Where it ends.</summary>
    public const string PipelineEndProperty = "PipelineEnd";

    public MLAP3001FeatureComputedOutsidePipelineAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var place in Places(context).GroupBy(place => place.Row.Origin.Node))
        {
            var writes = place.SelectMany(each => each.Writes).GroupBy(write => write.Node).Select(same => same.First())
                .Where(write => !IsServedToo(write, context))
                .OrderBy(write => write.Node.SyntaxTree.FilePath, System.StringComparer.Ordinal).ThenBy(write => write.Node.SpanStart)
                .ToList();
            if (writes.Count == 0)
                continue;
            var names = writes.Select(write => write.Member.Name).Distinct().ToList();
            context.Report(writes[0].Node, Facts(place.Key, names, context), Words.List(names), place.First().Row.Type.Name, names.Count == 1 ? "is" : "are");
        }
    }

    private static ImmutableDictionary<string, string?> Facts(SyntaxNode place, List<string> names, RuleContext context)
    {
        var facts = ImmutableDictionary<string, string?>.Empty.Add(MembersProperty, string.Join(",", names));
        var trainings = Training.Of(context.Flows).ToList();
        var heads = trainings.Where(training => RowsOf(training).Any(row => row.Origin.Node == place)).Select(HeadOf).Distinct().ToList();
        if (heads.Count != 1 || heads[0] is not { } head)
            return facts;

        // The pipeline must never see other rows: those would lack what the mapping reads.
        if (trainings.Any(training => HeadOf(training) == head && !(RowsOf(training).ToList() is { Count: > 0 } rows && rows.All(row => row.Origin.Node == place))))
            return facts;
        return facts.Add(PipelineFileProperty, head.SyntaxTree.FilePath)
            .Add(PipelineStartProperty, head.SpanStart.ToString(CultureInfo.InvariantCulture))
            .Add(PipelineEndProperty, head.Span.End.ToString(CultureInfo.InvariantCulture));
    }

    private static IEnumerable<ObjectValue> RowsOf(Training training) =>
        Lineage.Ancestors(training.View).Where(view => view.Load is not null).SelectMany(view => FilledRows.Of(view.Load!));

    private static SyntaxNode? HeadOf(Training training) =>
        training.Trainer.IsExperiment || Lineage.TransformersOf(training.View).Count > 0 ? null : training.Steps[0].Origin.Node;

    /// <summary>The rows of every training, with the writes of computed data to their features.</summary>
    private static IEnumerable<(ObjectValue Row, List<MemberWrite> Writes)> Places(RuleContext context)
    {
        foreach (var training in Training.Of(context.Flows))
        {
            // A forecaster is served with nothing, and learns one column's course: sums over a period are its raw data.
            if (training.Task is LearningTask.Forecasting or LearningTask.Recommendation)
                continue;
            foreach (var view in Lineage.Ancestors(training.View))
            {
                if (view.Load is not { Api: Api.LoadEnumerable } load)
                    continue;
                var features = training.FeatureMembers(load, context.Symbols);
                foreach (var row in FilledRows.Of(load))
                {
                    var computed = row.Writes.Where(write => features.Contains(write.Member) && DatumValue.In(write.Value) is { Computed: not null }).ToList();
                    if (computed.Count > 0)
                        yield return (row, computed);
                }
            }
        }
    }

    /// <summary>Whether serving runs the same code: a shared featurizer is the good shape.</summary>
    private static bool IsServedToo(MemberWrite write, RuleContext context)
    {
        var computed = DatumValue.In(write.Value)!.Computed!;
        return new[] { write.Node, computed }.Distinct()
            .SelectMany(node => FilledRows.Scored(context.Model.FlowsThrough(node, context.CancellationToken)))
            .SelectMany(row => row.Writes)
            .Any(served => ReferenceEquals(served.Node, write.Node)
                || (SymbolEqualityComparer.Default.Equals(served.Member, write.Member) && ReferenceEquals(DatumValue.In(served.Value)?.Computed, computed)));
    }
}
