using System.Collections.Generic;
using System.Linq;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Which steps of a chain read and write a column.</summary>
internal static class ChainColumns
{
    private static readonly ColumnRole[] Reading = { ColumnRole.Input, ColumnRole.Label, ColumnRole.Feature, ColumnRole.Weight, ColumnRole.Group, ColumnRole.Kept };

    /// <summary>The chains that are fitted, each alternative of a join by itself; none in a program of a preview, where inputs stood before outputs.</summary>
    public static IEnumerable<EstimatorValue> Fitted(Flows flows) =>
        flows.Of(EventKind.Load).Any(load => load.Method.Name is "Read" or "ReadFromTextFile" or "ReadFromEnumerable") ? Enumerable.Empty<EstimatorValue>() : flows.Of(EventKind.Fit).Concat(flows.Of(EventKind.CrossValidate)).SelectMany(fit => fit.Estimator.Alternatives).OfType<EstimatorValue>();

    /// <summary>Where a step is fitted or cross-validated, on whatever path: each place once.</summary>
    public static IReadOnlyList<ProgramEvent> Trained(Flows flows, Step step) =>
        flows.Of(EventKind.Fit).Concat(flows.Of(EventKind.CrossValidate))
            .Where(fit => fit.Estimator.Alternatives.OfType<EstimatorValue>().Any(chain => chain.Steps.Any(other => other.Origin.Node == step.Origin.Node)))
            .GroupBy(fit => fit.Node).Select(places => places.First()).ToList();

    /// <summary>Whether a step writes a column; null where that is not known.</summary>
    public static bool? Writes(Step step, string column)
    {
        if (step.Operator is not { IsInferred: false })
            return null;
        if (step.Column(ColumnRole.Output) is not { } outputs)
            return step.Operator is { Kind: OperatorKind.Plumbing or OperatorKind.Trainer } || step.Column(ColumnRole.Dropped) is not null || step.Column(ColumnRole.Kept) is not null ? false : null;
        return outputs.Names.Contains(column) ? true : outputs.Complete ? false : null;
    }

    /// <summary>Whether a step reads a column, or deals with it in any other way than by writing it; null where that is not known.</summary>
    public static bool? Touches(Step step, string column)
    {
        if (step.Operator is not { IsInferred: false } || step.Inner is not null)
            return null;
        if (step.Column(ColumnRole.Dropped) is { } dropped && (!dropped.Complete || dropped.Names.Contains(column)))
            return dropped.Names.Contains(column) ? true : null;

        var complete = true;
        var known = false;
        foreach (var role in Reading)
        {
            if (step.Column(role) is not { } names)
                continue;
            known = true;
            complete &= names.Complete;
            if (names.Names.Contains(column))
                return true;
        }

        return complete && (known || step.Operator.Kind == OperatorKind.Plumbing || step.Column(ColumnRole.Dropped) is not null) ? false : null;
    }
}
