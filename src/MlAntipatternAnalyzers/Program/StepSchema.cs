using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What a step does to a schema, and what it demands of it.</summary>
internal static class StepSchema
{
    private static readonly ColumnRole[] Read =
    {
        ColumnRole.Input, ColumnRole.Feature, ColumnRole.Label, ColumnRole.Weight, ColumnRole.Group, ColumnRole.Score, ColumnRole.Kept, ColumnRole.Dropped,
    };

    /// <summary>The schema after a step.</summary>
    public static Schema After(Step step, Schema schema, MlNetSymbols ml)
    {
        if (step.Operator is not { } known)
            return schema.Opened();
        if (known.Kind == OperatorKind.Plumbing)
            return schema;
        if (step.Column(ColumnRole.Dropped) is { } dropped)
            return dropped.Complete ? schema.Without(dropped.Names) : schema.Without(dropped.Names).Uncertain();
        if (step.Column(ColumnRole.Kept) is { } kept)
            return kept.Complete ? schema.Only(kept.Names) : new Schema(schema.Uncertain().Columns, false);
        if (step.IsMapping)
            return Mapped(step, schema, ml);

        var context = new StepContext(step, schema);
        var result = schema;
        if (step.Column(ColumnRole.Output) is { } outputs)
        {
            var inputs = step.Column(ColumnRole.Input);
            var paired = !known.IsMerging && outputs.Complete && inputs is { Complete: true } && inputs.Names.Length == outputs.Names.Length;
            if (!outputs.Complete)
                result = result.Opened();
            for (var i = 0; i < outputs.Names.Length; i++)
            {
                var type = known.IsMerging
                    ? inputs is { Complete: true } ? known.OutputOf(context) : ColumnType.Unknown
                    : paired ? known.OutputOf(context.For(inputs!.Names[i])) : ColumnType.Unknown;
                result = result.With(outputs.Names[i], type);
            }
        }

        foreach (var added in known.AddedBy(context))
        {
            if (added.Name is null)
                result = result.Opened();
            else if (added.Name.Length > 0)
                result = result.With(added.Name, added.Type);
        }

        return known.IsInferred || step.IsExperiment ? result.Opened() : result;
    }

    /// <summary>What a step would throw about.</summary>
    /// <param name="step">The step.</param>
    /// <param name="schema">What it is fitted on, or applied to.</param>
    /// <param name="alone">Whether it is no part of a chain.</param>
    /// <param name="fits">Whether it is fitted: a model needs neither label nor weight.</param>
    /// <param name="ml">The library.</param>
    public static IEnumerable<SchemaProblem> ProblemsOf(Step step, Schema schema, bool alone, bool fits, MlNetSymbols ml)
    {
        if (step.Operator is not { Kind: not OperatorKind.Plumbing } known || step.IsExperiment)
            yield break;
        if (step.IsMapping)
        {
            foreach (var problem in ProblemsOfMapping(step, schema, ml))
                yield return problem;
            yield break;
        }

        // One-versus-all gives its inner trainer its own label under its own name; a label of another name is read from the data.
        if (fits && step.Inner is EstimatorValue { Trainer: { } inner } && inner.Column(ColumnRole.Label)?.Single is { } label && label != step.Column(ColumnRole.Label)?.Single && schema.Lacks(label))
            yield return new SchemaProblem(label, ColumnRole.Label, null, null);

        StepContext? context = null;
        foreach (var role in Read)
        {
            if (step.Column(role) is not { } columns || !(fits || role is ColumnRole.Input or ColumnRole.Feature or ColumnRole.Kept or ColumnRole.Dropped) || !(role is ColumnRole.Kept or ColumnRole.Dropped || known.Reads(role)))
                continue;
            foreach (var name in columns.Names)
            {
                if (schema.Find(name) is not { } column)
                {
                    if (schema.IsClosed)
                        yield return new SchemaProblem(name, role, null, null);
                    continue;
                }

                if (!column.IsCertain)
                    continue;
                context ??= new StepContext(step, schema);
                var accepted = known.AcceptedAs(role, role == ColumnRole.Input && !known.IsMerging ? context.For(name) : context, alone);
                if (accepted?.Takes(column.Type) == false)
                    yield return new SchemaProblem(name, role, accepted, column.Type);
            }
        }
    }

    private static Schema Mapped(Step step, Schema schema, MlNetSymbols ml)
    {
        if (step.Arguments is not { } arguments || !arguments.Lacks("outputSchemaDefinition") || RowColumns.Of(arguments.TypeArgument(1), RowUse.Write, ml) is not { } outputs)
            return schema.Opened();
        foreach (var column in outputs.Columns)
            schema = schema.With(column.Name, column.Type);
        return schema;
    }

    private static IEnumerable<SchemaProblem> ProblemsOfMapping(Step step, Schema schema, MlNetSymbols ml)
    {
        if (step.Arguments is not { } arguments || !arguments.Lacks("inputSchemaDefinition") || RowColumns.Of(arguments.TypeArgument(0), RowUse.Write, ml) is not { } inputs)
            return Enumerable.Empty<SchemaProblem>();
        return RowBinding.ProblemsOf(inputs, schema, ColumnRole.Input);
    }
}
