using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>
/// Which data schema describes which load: the one that the view is validated against, else the one that is named like the row class, else the project's
/// only one, where it trains on one row class too. Of a validation against a schema that is not known nothing is known.
/// </summary>
internal sealed class DataSchemaLinks
{
    private readonly ProgramModel model;
    private readonly Flows flows;
    private readonly DataSchemas schemas;
    private readonly CancellationToken cancellationToken;

    public DataSchemaLinks(ProgramModel model, Flows flows, ImmutableArray<AdditionalText> files, CancellationToken cancellationToken)
    {
        this.model = model;
        this.flows = flows;
        this.cancellationToken = cancellationToken;
        schemas = new DataSchemas(files, cancellationToken);
    }

    /// <summary>A load, its schema, and the trainings that it is for.</summary>
    internal sealed class Link
    {
        public Link(ViewValue view, CommittedDataSchema schema, bool isValidated, IReadOnlyList<Training> trainings)
        {
            View = view;
            Schema = schema;
            IsValidated = isValidated;
            Trainings = trainings;
        }

        public ViewValue View { get; }

        public LoadInfo Load => View.Load!;

        public CommittedDataSchema Schema { get; }

        /// <summary>Whether the view is validated against the schema as it was loaded.</summary>
        public bool IsValidated { get; }

        public IReadOnlyList<Training> Trainings { get; }
    }

    /// <summary>The links of the flows, one a load.</summary>
    public IEnumerable<Link> All()
    {
        if (schemas.Files.Count == 0)
            yield break;
        var validations = flows.Of(EventKind.Validate).Select(validation => (Event: validation, Loads: LoadsBehind(validation.View).ToList())).ToList();
        var trainings = Training.Of(flows).Select(training => (Training: training, Loads: LoadsBehind(training.View).ToList())).ToList();
        foreach (var view in validations.SelectMany(validation => validation.Loads).Concat(trainings.SelectMany(training => training.Loads)).Distinct())
        {
            var stated = validations.Where(validation => validation.Loads.Contains(view)).Select(validation => validation.Event).ToList();
            var trained = trainings.Where(training => training.Loads.Contains(view)).Select(training => training.Training).ToList();
            var schema = stated.Count > 0 ? Stated(stated) : Named(view.Load!);
            if (schema is { Reading.IsValid: true })
                yield return new Link(view, schema, stated.Count > 0, trained);
        }
    }

    private CommittedDataSchema? Stated(List<ProgramEvent> validations)
    {
        // What is validated after a transformation has other columns than what was loaded.
        if (validations.Any(validation => validation.Argument is not ConstantValue { Content: string } || Lineage.TransformersOf(validation.View).Count > 0))
            return null;
        var paths = validations.Select(validation => (string)((ConstantValue)validation.Argument).Content!).Distinct().ToList();
        return paths.Count == 1 ? schemas.At(paths[0]) : null;
    }

    private CommittedDataSchema? Named(LoadInfo load)
    {
        if (load.RowType is not INamedTypeSymbol row)
            return null;
        if (schemas.Of(row) is { } named)
            return named;
        return schemas.Files.Count == 1 && TrainsOnOneClass() && RowType.ColumnsOf(row, model.Symbols).Any(column => schemas.Files[0].Reading.Find(column.Name) is not null) ? schemas.Files[0] : null;
    }

    private bool TrainsOnOneClass() =>
        Training.Of(model.AllFlows(cancellationToken)).SelectMany(training => LoadsBehind(training.View)).Select(view => view.Load!.RowType).Distinct<ITypeSymbol?>(SymbolEqualityComparer.Default).Count() == 1;

    private static IEnumerable<ViewValue> LoadsBehind(Value value) =>
        Lineage.Ancestors(value is SplitValue split ? split.Parent : value).Where(view => view is { Kind: ViewKind.Loaded, Load: not null, IsReloaded: false }).Distinct();
}
