using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Array members that say nothing of their size, where a step that needs to know it reads what is made of them.</summary>
internal sealed class UnsizedVectors
{
    private readonly Flows flows;
    private readonly MlNetSymbols ml;

    public UnsizedVectors(Flows flows, MlNetSymbols ml)
    {
        this.flows = flows;
        this.ml = ml;
    }

    /// <summary>The row class that a use begins with; null where there is none, or it is not known.</summary>
    public static INamedTypeSymbol? RowOf(SchemaUse use) =>
        use.Event.Kind == EventKind.CreateEngine ? (use.Event.Result as EngineValue)?.Input as INamedTypeSymbol : Lineage.RowClassOf(use.View);

    /// <summary>The members that a problem comes from: with a size for each, the column would have one. None where its cause is another.</summary>
    public ImmutableArray<RowMember> Behind(SchemaFinding finding)
    {
        var (use, problem) = (finding.Use, finding.Problem);
        if (problem is not { Actual.Shapes: Shapes.Variable, Expected: { Variable: Items.None } expected } || (expected.Fixed == Items.None && expected.Scalar != Items.None)
            || RowOf(use) is not { } row || RowColumns.Of(row, RowUse.Read, ml) is not { } columns)
            return ImmutableArray<RowMember>.Empty;

        var steps = StepsBefore(use);
        var trace = ColumnTrace.Of(steps, steps.Length, new ColumnNames(ImmutableArray.Create(problem.Column), true));
        var members = RowMembers.Of(row, RowUse.Read, ml)
            .Where(member => member.VectorType is null && RowMembers.IsVector(member.Type) && trace.Sources.Any(source => source.Column == member.Name))
            .ToImmutableArray();
        if (!trace.Complete || members.IsEmpty)
            return ImmutableArray<RowMember>.Empty;

        var sized = members.Aggregate(columns, (schema, member) => schema.With(member.Name, columns.TypeOf(member.Name).With(Shapes.Fixed, ImmutableArray.Create(2))));
        return Schemas(use).After(steps, sized).TypeOf(problem.Column).Shapes == Shapes.Fixed ? members : ImmutableArray<RowMember>.Empty;
    }

    /// <summary>How many values a member holds: by its <c>[LoadColumn]</c>, the rows that the program writes, or the data that the model was fitted on; null where none of them tells.</summary>
    public int? SizeOf(RowMember member, SchemaUse use)
    {
        if (member.LoadColumn is { } load && LoadedRange.Of(load) is { Length: > 1 and var loaded })
            return loaded;
        if (Lineage.BaseOf(use.View)?.Load is { } source && SizeIn(FilledRows.Of(source), member.Symbol) is { } written)
            return written;
        return use.Event.Kind == EventKind.CreateEngine ? Only(FittedOn(use).Select(view => Schemas(use).OfView(view).TypeOf(member.Name).Size)) : null;
    }

    private Schemas Schemas(SchemaUse use) => flows.SchemasOf(flows.Roots.First(root => root.Events.Contains(use.Event)));

    private ImmutableArray<Step> StepsBefore(SchemaUse use)
    {
        var steps = use.Event.Kind switch
        {
            EventKind.Fit or EventKind.CrossValidate => Lineage.StepsBehind(use.View).AddRange(use.Event.Estimator.Alternatives.OfType<EstimatorValue>().FirstOrDefault(chain => chain.Steps.Contains(use.Step!))?.Steps ?? ImmutableArray<Step>.Empty),
            EventKind.Transform or EventKind.CreateEngine => Lineage.StepsBehind(use.View).AddRange(Lineage.StepsOf(Schemas(use).Saved(use.Event.Model))),
            _ => Lineage.StepsBehind(use.View),
        };
        return use.Step is { } step && steps.LastIndexOf(step) is >= 0 and var index ? steps.RemoveRange(index, steps.Length - index) : steps;
    }

    /// <summary>The views that the step of a model was fitted on.</summary>
    private IEnumerable<Value> FittedOn(SchemaUse use) =>
        flows.SchemaUses.Where(other => other.Event.Kind == EventKind.Fit && other.Step is { } step && step.Equals(use.Step)).Select(other => other.View);

    private static int? SizeIn(IEnumerable<ObjectValue> rows, ISymbol member) =>
        Only(rows.SelectMany(row => row.Writes)
            .Where(write => SymbolEqualityComparer.Default.Equals(write.Member, member))
            .Select(write => write.Value is SequenceValue { Exact: true, Items.Count: > 0 and var count } ? count : (int?)null));

    /// <summary>The one size of all; null where there is none, or it is not known of each, or they differ.</summary>
    private static int? Only(IEnumerable<int?> sizes) => sizes.Distinct().ToList() is { Count: 1 } only ? only[0] : null;
}
