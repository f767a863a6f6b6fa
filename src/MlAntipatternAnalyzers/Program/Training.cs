using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>One trainer fitted on one view: what it learns from, and what for.</summary>
internal sealed class Training
{
    private Training(ProgramEvent fit, ViewValue view, ImmutableArray<Step> steps, int index)
    {
        Fit = fit;
        View = view;
        Steps = steps;
        Trainer = steps[index];
        var features = Trainer.Column(ColumnRole.Feature) ?? Trainer.Column(ColumnRole.Input);
        AllColumns = Trainer.IsExperiment && features is null;
        Features = ColumnTrace.Of(steps, index, features ?? ColumnNames.Unknown);
        LabelColumns = Trainer.Column(ColumnRole.Label) ?? ColumnNames.Unknown;
        Label = ColumnTrace.Of(steps, index, LabelColumns);
    }

    /// <summary>The Fit, the experiment or the cross-validation.</summary>
    public ProgramEvent Fit { get; }

    /// <summary>The view that it is fitted on.</summary>
    public ViewValue View { get; }

    /// <summary>Everything between the data and the trainer, what had been done to the view before included.</summary>
    public ImmutableArray<Step> Steps { get; }

    public Step Trainer { get; }

    /// <summary>The columns of the data that become features.</summary>
    public ColumnTrace Features { get; }

    /// <summary>Whether every column but the label is a feature, as in an AutoML experiment.</summary>
    public bool AllColumns { get; }

    /// <summary>The label as the trainer names it.</summary>
    public ColumnNames LabelColumns { get; }

    /// <summary>The columns of the data that become the label.</summary>
    public ColumnTrace Label { get; }

    public LearningTask Task => Trainer.Operator?.Task ?? LearningTask.None;

    /// <summary>The view that was loaded, behind the one that it is fitted on.</summary>
    public ViewValue? Source => Lineage.BaseOf(View);

    /// <summary>Whether it is certain that features are made of a column of the data that is no label, weight or group.</summary>
    public bool Reads(string column)
    {
        if (IsTarget(column))
            return false;
        return AllColumns ? LabelColumns.Single is not null : Features.Complete && Features.Sources.Any(source => source.Column == column && source.IsCertain);
    }

    /// <summary>Whether a column of the data becomes the label, the weight or the group, which nobody has when serving.</summary>
    public bool IsTarget(string column) =>
        LabelColumns.Names.Contains(column) || Label.Sources.Any(source => source.Column == column) || IsRole(ColumnRole.Weight, column) || IsRole(ColumnRole.Group, column);

    private bool IsRole(ColumnRole role, string column) =>
        Trainer.Column(role) is { } names && ColumnTrace.Of(Steps, Steps.IndexOf(Trainer), names).Sources.Any(source => source.Column == column);

    /// <summary>The members of the rows of a load that the trainer learns from, the label not among them.</summary>
    public HashSet<ISymbol> FeatureMembers(LoadInfo load, MlNetSymbols symbols)
    {
        var labels = new HashSet<string>(Label.Sources.Select(source => source.Column).Concat(LabelColumns.Names));
        var features = new HashSet<string>(Features.Sources.Select(source => source.Column));
        var all = AllColumns && LabelColumns.Single is not null;
        return new HashSet<ISymbol>(
            RowType.ColumnsOf(load.RowType, symbols)
                .Where(column => !labels.Contains(column.Name) && (all || features.Contains(column.Name)))
                .Select(column => column.Member.OriginalDefinition),
            SymbolEqualityComparer.Default);
    }

    /// <summary>The trainings of a set of flows: one a trainer, view and alternative.</summary>
    public static IEnumerable<Training> Of(Flows flows) => flows.Trainings;

    public static IEnumerable<Training> Of(ProgramEvent fit)
    {
        foreach (var estimator in fit.Estimator.Alternatives.OfType<EstimatorValue>())
        {
            foreach (var view in fit.View.Alternatives.OfType<ViewValue>())
            {
                var steps = Lineage.StepsBehind(view).AddRange(estimator.Steps);
                var last = -1;
                for (var i = steps.Length - estimator.Steps.Length; i < steps.Length; i++)
                {
                    if (steps[i].Operator is { IsTrainer: true })
                        last = i;
                }

                if (last >= 0)
                    yield return new Training(fit, view, steps, last);
            }
        }
    }
}
