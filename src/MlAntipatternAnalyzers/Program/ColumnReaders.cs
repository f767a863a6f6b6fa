using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Follows one column from where it comes into being, a load or a step, through everything that flows do with the views and models that have it: does anything read it?</summary>
/// <remarks>
/// Whatever is not known reads it: a step, an estimator or a model of which nothing is known, a method that is given the whole view, code that is
/// not followed, a class that rows are read into and that has a member of the column's name. So the answer "nothing" is certain.
/// </remarks>
internal sealed class ColumnReaders
{
    private static readonly ColumnRole[] Reading =
    {
        ColumnRole.Input, ColumnRole.Feature, ColumnRole.Label, ColumnRole.Weight, ColumnRole.Group, ColumnRole.Score, ColumnRole.PredictedLabel, ColumnRole.Probability, ColumnRole.Kept, ColumnRole.SamplingKey,
    };

    private readonly Flows flows;
    private readonly MlNetSymbols ml;
    private readonly string column;
    private readonly Func<LoadInfo, bool> isLoad;
    private readonly Func<Step, bool> isMaker;
    private readonly INamedTypeSymbol? row;
    private readonly Dictionary<Value, bool> views = new();
    private readonly HashSet<Value> rows = new();

    private ColumnReaders(Flows flows, string column, Func<LoadInfo, bool> isLoad, Func<Step, bool> isMaker, INamedTypeSymbol? row)
    {
        this.row = row;
        this.flows = flows;
        this.column = column;
        this.isLoad = isLoad;
        this.isMaker = isMaker;
        ml = flows.Model!.Symbols;
    }

    /// <summary>Whether anything reads it, as far as is known.</summary>
    public bool Any { get; private set; }

    /// <summary>Whether a step writes another column in its place, and reads it as little.</summary>
    public bool IsOverwritten { get; private set; }

    /// <summary>Whether a step drops it, or keeps others and not it.</summary>
    public bool IsDropped { get; private set; }

    /// <summary>Whether a model that makes it, or passes it on, is saved.</summary>
    public bool IsSaved { get; private set; }

    /// <summary>Who reads a column that a step makes.</summary>
    public static ColumnReaders OfStep(Flows flows, SyntaxNode step, string column) => new ColumnReaders(flows, column, _ => false, candidate => candidate.Origin.Node == step, null).Look();

    /// <summary>Who reads a column of the views that are loaded.</summary>
    /// <param name="flows">The flows that may have to do with them.</param>
    /// <param name="isLoad">Whether a load is one of them.</param>
    /// <param name="row">The class that says what their columns are, whose objects models may be given one by one; null where there is none.</param>
    /// <param name="column">The column.</param>
    public static ColumnReaders OfLoad(Flows flows, Func<LoadInfo, bool> isLoad, INamedTypeSymbol? row, string column) => new ColumnReaders(flows, column, isLoad, _ => false, row).Look();

    /// <summary>
    /// Whether the classes that rows and predictions are read into anywhere in a program lack a column: whoever saves a model reads it there. Not so where
    /// nothing predicts, since then another program does.
    /// </summary>
    public static bool IsInNoClass(Flows all, string column)
    {
        var readers = new ColumnReaders(all, column, _ => false, _ => false, null);
        var predicts = false;
        foreach (var recorded in all.Events)
        {
            var row = recorded switch
            {
                { Kind: EventKind.CreateEnumerable } => recorded.Arguments?.TypeArgument(0),
                { Kind: EventKind.CreateEngine, Result: EngineValue engine } => engine.Output,
                { Kind: EventKind.Predict, Model: EngineValue engine } => engine.Output,
                { Kind: EventKind.Predict } => recorded.Method.ContainingType.TypeArguments.Concat(recorded.Method.TypeArguments).LastOrDefault(),
                _ => null,
            };
            if (row is null)
                continue;
            predicts |= recorded.Kind != EventKind.CreateEnumerable;
            if (readers.HasMember(row))
                return false;
        }

        return predicts;
    }

    private ColumnReaders Look()
    {
        // Whoever is given the objects that are loaded can read their members.
        foreach (var load in flows.Of(EventKind.Load).Select(recorded => (recorded.Result as ViewValue)?.Load).OfType<LoadInfo>().Where(isLoad))
        {
            for (var objects = load.Source as SequenceValue; objects is not null && rows.Add(objects); objects = objects.From)
            {
            }
        }

        foreach (var root in flows.Roots)
        {
            // Where the flow is sure to throw, nobody knows what was meant to be read.
            Note(root.HasLostSight || !flows.SchemasOf(root).Findings.IsEmpty);
            foreach (var recorded in root.Events)
            {
                if (Any)
                    return this;
                Look(recorded);
            }

            Note(root.Exposed.Any(value => Holds(value)));
            Note(root.Writes.Any(write => IsReadUnseen(write.Key, write.Value)));
        }

        return this;
    }

    /// <summary>What is asked may find a reader on its way, which must not be forgotten for the answer: so there is no <c>Any |= …</c> here.</summary>
    private void Note(bool reads)
    {
        if (reads)
            Any = true;
    }

    private void Look(ProgramEvent recorded)
    {
        switch (recorded.Kind)
        {
            case EventKind.Fit or EventKind.CrossValidate:
                var given = Carries(recorded.View);
                Note(recorded.View.IsUnknown || (given && recorded.Estimator.Alternatives.Any(estimator => estimator is not EstimatorValue)));
                foreach (var chain in recorded.Estimator.Alternatives.OfType<EstimatorValue>())
                {
                    var made = After(chain.Steps, given);
                    if (recorded.Kind == EventKind.CrossValidate)
                        Note((given || made) && IsNamed(recorded));
                }

                break;

            case EventKind.Transform:
                Note(recorded.View.IsUnknown);
                Carries(recorded.Result);
                break;

            case EventKind.Evaluate or EventKind.Filter or EventKind.Split or EventKind.ReadColumn:
                Note(recorded.View.IsUnknown || (Carries(recorded.View) && IsNamed(recorded)));
                break;

            case EventKind.CreateEnumerable:
                Note(recorded.View.IsUnknown || (Carries(recorded.View) && (IsGiven(recorded, "schemaDefinition") || HasMember(recorded.Arguments?.TypeArgument(0)))));
                break;

            case EventKind.CreateEngine:
                if (recorded.Result is EngineValue engine)
                    Note(After(engine.Model, IsRow(engine.Input)) && (IsGiven(recorded, "outputSchemaDefinition") || IsGiven(recorded, "inputSchemaDefinition") || IsGiven(recorded, "inputSchema") || HasMember(engine.Output)));
                break;

            case EventKind.Predict:
                foreach (var each in recorded.Model.Alternatives)
                    Note(each is EngineValue made ? After(made.Model, IsRow(made.Input)) && HasMember(made.Output) : recorded.Method.TypeArguments.Concat(recorded.Method.ContainingType.TypeArguments).Any(IsRow));
                break;

            case EventKind.Save:
                IsSaved |= After(recorded.Model, false);
                break;

            case EventKind.SaveData or EventKind.Validate:
                Note(recorded.View.IsUnknown || Carries(recorded.View));
                break;
        }
    }

    /// <summary>Whether a view has the column.</summary>
    private bool Carries(Value value)
    {
        if (value is JoinValue)
            return value.Alternatives.Aggregate(false, (any, alternative) => any | Carries(alternative));
        if (value is not ViewValue view)
            return false;
        if (views.TryGetValue(view, out var known))
            return known;
        views[view] = false;
        known = view switch
        {
            { Load: { } load } => isLoad(load),
            { Kind: ViewKind.Transformed, Model: { } model, Parent: { } parent } => After(model, Carries(parent)),

            // Whether its class has the column was asked where the rows were read.
            { IsReloaded: true } => false,
            { Parent: { } parent } => Carries(parent),
            _ => false,
        };
        return views[view] = known;
    }

    /// <summary>Whether the column is there behind a model.</summary>
    private bool After(Value model, bool given)
    {
        var after = false;
        foreach (var alternative in model.Alternatives)
            after |= AfterOne(Lineage.Saved(alternative, flows.Of(EventKind.Save)), given);
        return after;
    }

    private bool AfterOne(Value model, bool given)
    {
        switch (model)
        {
            case TransformerValue { Kind: TransformerKind.Chain } chain:
                return After(chain.Second!, After(chain.First!, given));

            case TransformerValue { Kind: TransformerKind.Fitted or TransformerKind.Experiment, Estimator: { } estimator } when estimator.Alternatives.All(alternative => alternative is EstimatorValue):
                return estimator.Alternatives.OfType<EstimatorValue>().Aggregate(false, (any, chain) => any | After(chain.Steps, given));

            case TransformerValue { Kind: TransformerKind.Part, First: TransformerValue { Kind: TransformerKind.Fitted, Estimator: EstimatorValue { Steps: { Length: > 0 } steps } } }:
                return After(steps.RemoveRange(0, steps.Length - 1), given);

            default:
                Note(given);
                return given;
        }
    }

    private bool After(ImmutableArray<Step> steps, bool given)
    {
        foreach (var step in steps)
        {
            if (given)
            {
                Note(MayRead(step));
                if (step.Column(ColumnRole.Output) is { } outputs && outputs.Names.Contains(column))
                {
                    IsOverwritten |= !MayRead(step);
                    given = false;
                }

                if (given && (step.Column(ColumnRole.Dropped)?.Names.Contains(column) == true || step.Column(ColumnRole.Kept) is { Complete: true }))
                {
                    IsDropped |= !Any;
                    given = false;
                }
            }

            given |= isMaker(step);
        }

        return given;
    }

    /// <summary>Whether a step reads the column, or may.</summary>
    private bool MayRead(Step step)
    {
        if (step.Operator is not { } known || known.IsInferred || step.IsExperiment || step.Arguments is { HasUnknownOptions: true })
            return true;
        if (known.Kind == OperatorKind.Plumbing)
            return false;
        var isKnown = step.Column(ColumnRole.Dropped) is { Complete: true };
        foreach (var role in Reading)
        {
            if (step.Column(role) is not { } names)
                continue;
            isKnown = true;
            if (!names.Complete || names.Names.Contains(column))
                return true;
        }

        if (step.IsMapping && step.Arguments?.Lacks("inputSchemaDefinition") == false)
            return true;
        return !isKnown || (step.Inner is { } inner && !inner.Alternatives.All(alternative => alternative is EstimatorValue chain && !chain.Steps.Any(MayRead)));
    }

    /// <summary>Whether an evaluation, a filter, a split names the column, or may.</summary>
    private bool IsNamed(ProgramEvent recorded)
    {
        if (recorded.Arguments is not { } arguments || ViewCatalog.Find(recorded.Method) is not { } known)
            return true;
        foreach (var reading in known.Readings)
        {
            var given = reading.Implied is { } implied ? new ConstantValue(implied) : arguments[reading.Parameter];
            if (given is ConstantValue { Content: null })
                continue;

            // One overload of GetColumn names none, but is given one.
            if (given is null || StepReader.Names(given) is not { Complete: true } names || names.Names.Contains(column))
                return given is not null || recorded.Kind == EventKind.ReadColumn;
        }

        return false;
    }

    private static bool IsGiven(ProgramEvent recorded, string parameter) => recorded.Arguments?.Lacks(parameter) != true;

    /// <summary>Whether objects of a class hold the column.</summary>
    private bool HasMember(ITypeSymbol? type) =>
        type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } row || RowMembers.Of(row, RowUse.Write, ml).Concat(RowMembers.Of(row, RowUse.Read, ml)).Any(member => member.Name == column);

    private bool IsRow(ITypeSymbol? type)
    {
        for (var current = row is null ? null : type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, row))
                return true;
        }

        return false;
    }

    /// <summary>Whether a value that leaves sight has the column: a view, a model or an estimator that makes it, or something that holds one of them.</summary>
    private bool Holds(Value value, int depth = 0)
    {
        if (depth > 8)
            return true;
        switch (value)
        {
            case ViewValue:
                return Carries(value);
            case SchemaValue schema:
                return Carries(schema.View);
            case SplitValue split:
                return Carries(split.Parent);
            case TransformerValue { Kind: not TransformerKind.Loaded and not TransformerKind.Opaque }:
                return After(value, false);
            case EstimatorValue chain:
                return chain.Steps.Any(isMaker);
            case ExperimentValue experiment:
                return Holds(experiment.Best, depth + 1);
            case JoinValue join:
                return join.Alternatives.Any(each => Holds(each, depth + 1));
            case TupleValue tuple:
                return tuple.Items.Any(item => Holds(item, depth + 1));
            case SequenceValue sequence:
                return rows.Contains(sequence) || sequence.Items.Any(item => Holds(item, depth + 1));
            case ObjectValue instance when IsRow(instance.Type):
                return true;
            case ObjectValue { IsThis: false } instance:
                // What is private only its own class reads, which is followed.
                return instance.Writes.Any(write => write.Member.DeclaredAccessibility != Accessibility.Private && Holds(write.Value, depth + 1));
            default:
                return false;
        }
    }

    /// <summary>Whether a member that holds it is read where the model does not see that: outside the compilation, in code that is not followed, or as something else than what was assigned.</summary>
    private bool IsReadUnseen(ISymbol member, List<Value> values)
    {
        if (!values.Any(value => Holds(value)))
            return false;
        if (flows.Roots.Any(root => root.ReadUnseen.Contains(member)) || flows.Model!.IsVisibleOutside(member))
            return true;
        var elsewhere = flows.Model.Ask(() => flows.Model.MemberValue(member, default));
        return !values.Where(value => Holds(value)).All(value => Contains(elsewhere, value));
    }

    private static bool Contains(Value holder, Value value) =>
        holder.Alternatives.Any(alternative => alternative.Equals(value) || (alternative is SequenceValue sequence && (value is SequenceValue part ? part.Items.All(sequence.Items.Contains) : sequence.Items.Contains(value))));
}
