using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Walks the events of a flow, and asks each step what it reads of what is there.</summary>
internal static class SchemaUses
{
    public static IEnumerable<SchemaUse> Of(Schemas schemas, MlNetSymbols ml)
    {
        // In the previews the parameter for the input came first: programs of that time are not to be read by today's signatures.
        var all = new List<SchemaUse>();
        if (schemas.Root.Events.Any(recorded => recorded.Method.Name is "MakePredictionFunction" or "CreatePredictionFunction" or "ReadFromTextFile" or "CreateTextReader" or "ReadFromEnumerable" or "CreateStreamingDataView"))
            return all;
        foreach (var recorded in schemas.Root.Events)
        {
            switch (recorded.Kind)
            {
                case EventKind.Fit or EventKind.CrossValidate:
                    foreach (var view in recorded.View.Alternatives)
                    {
                        var schema = schemas.OfView(view);
                        foreach (var estimator in recorded.Estimator.Alternatives)
                        {
                            AddSteps(all, recorded, estimator, view, schema, fits: true, ml);
                            if (recorded.Kind == EventKind.CrossValidate)
                                AddReads(all, recorded, view, schema, estimator is EstimatorValue chain ? schemas.After(chain.Steps, schema) : null, ml);
                        }
                    }

                    break;

                case EventKind.Transform:
                    foreach (var view in recorded.View.Alternatives)
                        AddModel(all, recorded, recorded.Model, view, schemas.OfView(view), ml, schemas);
                    break;

                case EventKind.Evaluate or EventKind.Filter or EventKind.Split or EventKind.ReadColumn:
                    foreach (var view in recorded.View.Alternatives)
                        AddReads(all, recorded, view, schemas.OfView(view), null, ml);
                    break;

                // The members that cannot be filled.
                case EventKind.CreateEnumerable when recorded.Arguments is { } arguments && arguments.Lacks("schemaDefinition") && RowColumns.Of(arguments.TypeArgument(0), RowUse.Write, ml) is { } row:
                    var ignoresMissing = arguments["ignoreMissingColumns"] is not ConstantValue { Content: false };
                    foreach (var view in recorded.View.Alternatives)
                    {
                        var schema = schemas.OfView(view);
                        all.Add(new SchemaUse(recorded, null, 0, view, schema, schema, RowBinding.ProblemsOf(row, schema, ColumnRole.Output).Where(problem => !(problem.IsMissing && ignoresMissing)).ToImmutableArray()));
                    }

                    break;

                case EventKind.CreateEngine when recorded.Result is EngineValue { Input: { } row } && RowColumns.Of(row, RowUse.Read, ml) is { } columns && TakesWholeRow(recorded):
                    AddModel(all, recorded, recorded.Model, Value.Unknown, columns, ml, schemas);
                    AddOutput(all, recorded, schemas, columns, ml);
                    break;
            }
        }

        return all;
    }

    /// <summary>The prediction class of an engine: what it has members for, and the model does not write or writes as another type.</summary>
    private static void AddOutput(List<SchemaUse> all, ProgramEvent recorded, Schemas schemas, Schema columns, MlNetSymbols ml)
    {
        if (recorded is not { Result: EngineValue { Output: { } output }, Arguments: { } arguments } || !arguments.Lacks("outputSchemaDefinition") || RowColumns.Of(output, RowUse.Write, ml) is not { } row)
            return;
        var schema = schemas.After(recorded.Model, columns);
        all.Add(new SchemaUse(recorded, null, 0, Value.Unknown, schema, schema, RowBinding.ProblemsOf(row, schema, ColumnRole.Output).ToImmutableArray()));
    }

    /// <summary>Whether an engine's input is what its class says, and no definition at run time says otherwise.</summary>
    private static bool TakesWholeRow(ProgramEvent recorded) =>
        recorded.Arguments is { } arguments && arguments.Lacks("inputSchema") && arguments.Lacks("inputSchemaDefinition") && arguments.Lacks("options");

    private static void AddReads(List<SchemaUse> all, ProgramEvent recorded, Value view, Schema schema, Schema? result, MlNetSymbols ml)
    {
        if (ViewReads.Has(recorded))
            all.Add(new SchemaUse(recorded, null, 0, view, schema, schema, ViewReads.ProblemsOf(recorded, schema, ml, result).ToImmutableArray()));
    }

    private static void AddModel(List<SchemaUse> all, ProgramEvent recorded, Value model, Value view, Schema schema, MlNetSymbols ml, Schemas schemas)
    {
        foreach (var alternative in model.Alternatives)
        {
            var input = schema;
            foreach (var part in Lineage.PartsOf(schemas.Saved(alternative)))
            {
                if (part is { Kind: TransformerKind.Fitted, Estimator: EstimatorValue estimator })
                    AddSteps(all, recorded, estimator, view, input, fits: false, ml);
                input = schemas.After(part, input);
            }
        }
    }

    private static void AddSteps(List<SchemaUse> all, ProgramEvent recorded, Value estimator, Value view, Schema schema, bool fits, MlNetSymbols ml)
    {
        if (estimator is not EstimatorValue chain)
            return;
        for (var i = 0; i < chain.Steps.Length; i++)
        {
            var step = chain.Steps[i];
            var after = StepSchema.After(step, schema, ml);
            var problems = StepSchema.ProblemsOf(step, schema, alone: !fits || chain.Steps.Length == 1, fits, ml).ToImmutableArray();
            if (!problems.IsEmpty)
                after = Doubted(step, after);
            all.Add(new SchemaUse(recorded, step, i, view, schema, after, problems));
            schema = after;
        }
    }

    /// <summary>What comes out of a step that throws is nothing; what its author meant is not known, and one fault is enough.</summary>
    private static Schema Doubted(Step step, Schema after)
    {
        if (step.Column(ColumnRole.Output) is { } outputs)
        {
            foreach (var name in outputs.Names)
                after = after.With(name, ColumnType.Unknown);
        }

        return step.Column(ColumnRole.Kept) is { } kept ? kept.Names.Aggregate(after, (schema, name) => schema.Find(name) is null ? schema.With(name, ColumnType.Unknown) : schema) : after;
    }
}
