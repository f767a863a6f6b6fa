using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>Reads the contract of a saved model off the program model. What is not known is left open, never guessed.</summary>
internal sealed class ProgramContractReader
{
    private const int MaximalAlternatives = 8;

    private readonly Schemas schemas;
    private readonly ProgramModel model;
    private readonly Value view;
    private readonly ImmutableArray<Step> steps;
    private readonly int trainer;
    private readonly List<ContractFact> facts = new();

    private ProgramContractReader(Schemas schemas, ProgramModel model, Value view, ImmutableArray<Step> steps)
    {
        this.schemas = schemas;
        this.model = model;
        this.view = view;
        this.steps = steps;
        trainer = -1;
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i].Operator is { IsTrainer: true } || steps[i].IsExperiment)
                trainer = i;
        }
    }

    /// <summary>The contract of what is saved; null where that is no trained model.</summary>
    public static ProgramContract? Read(FlowRoot root, ProgramEvent save, ProgramModel model)
    {
        var schemas = Schemas.Of(root, model.Symbols);
        var ways = save.Model.Alternatives.SelectMany(Pipelines).Take(MaximalAlternatives).Select(way => new ProgramContractReader(schemas, model, way.View, way.Steps)).ToList();
        if (ways.Count == 0 || ways.Any(way => way.trainer < 0))
            return null;
        var row = Lineage.RowClassOf(ways[0].view);
        var fits = root.Events.Where(recorded => recorded.Kind == EventKind.Fit && Lineage.PartsOf(save.Model).Any(part => part.Origin.Node == recorded.Node));
        var stated = ContractNames.StatedOn(row) ?? fits.Select(fit => fit.Body).Concat(new[] { save.Body, root.Body }).Select(body => ContractNames.StatedOn(body.Symbol)).FirstOrDefault(name => name is not null);
        var contract = new Lazy<Contract>(() => ways.Select(way => way.Read()).Aggregate(ContractJoin.Of));
        return new ProgramContract(contract, save, ways[0].steps[ways[0].trainer].Origin.Node, row, stated, ContractNames.OfFile(save));
    }

    /// <summary>The steps of a model, each way that it may be, and the view that its first step was fitted on.</summary>
    private static IEnumerable<(Value View, ImmutableArray<Step> Steps)> Pipelines(Value saved)
    {
        while (saved is TransformerValue { Kind: TransformerKind.Part, First: { } whole })
            saved = whole;
        var parts = Lineage.PartsOf(saved).ToList();
        IEnumerable<ImmutableArray<Step>> ways = new[] { ImmutableArray<Step>.Empty };
        foreach (var part in parts)
        {
            var each = part is { Kind: TransformerKind.Fitted or TransformerKind.Experiment, Estimator: { } estimator }
                ? estimator.Alternatives.Select(alternative => alternative is EstimatorValue chain ? chain.Steps : Unknown(part)).ToList()
                : new List<ImmutableArray<Step>> { Unknown(part) };
            ways = ways.SelectMany(way => each.Select(steps => way.AddRange(steps))).ToList();
        }

        return ways.Select(way => (parts.FirstOrDefault()?.View ?? Value.Unknown, way));
    }

    private static ImmutableArray<Step> Unknown(TransformerValue part) => ImmutableArray.Create(new Step(part.Origin, null, null, ImmutableDictionary<ColumnRole, ColumnNames>.Empty));

    private Contract Read()
    {
        var raw = schemas.OfView(view);
        AddRaw(raw);
        if (Lineage.BaseOf(view)?.Load is { } load)
            facts.AddRange(ContractComputations.Of(load, model));
        facts.AddRange(steps.Select(step => ContractSteps.Of(step)).OfType<StepFact>());
        AddNames(ContractFactKind.Label, raw, LabelColumns, isOpen: false);
        AddNames(ContractFactKind.Feature, raw, steps[trainer].Column(ColumnRole.Feature) ?? steps[trainer].Column(ColumnRole.Input), steps[trainer].IsExperiment);
        AddOutputs(raw);
        return new Contract(facts);
    }

    private ColumnNames? LabelColumns => steps[trainer].Operator?.Reads(ColumnRole.Label) == true ? steps[trainer].Column(ColumnRole.Label) : new ColumnNames(ImmutableArray<string>.Empty, true);

    private void AddRaw(Schema raw)
    {
        var members = Lineage.RowClassOf(view) is { } row ? RowType.ColumnsOf(row, model.Symbols) : ImmutableArray<RowType.Column>.Empty;
        var load = Lineage.BaseOf(view)?.Load?.Call;
        foreach (var column in raw.Columns.Where(column => column.IsCertain))
            facts.Add(new ColumnFact(ContractFactKind.Raw, column.Name, ContractTypes.Of(column.Type), source: members.FirstOrDefault(member => member.Name == column.Name)?.Member ?? (object?)load));
        if (!raw.IsClosed || raw.Columns.Any(column => !column.IsCertain))
            facts.Add(ColumnFact.Open(ContractFactKind.Raw));
    }

    /// <summary>The raw columns that a column of the trainer is made of.</summary>
    private void AddNames(ContractFactKind kind, Schema raw, ColumnNames? columns, bool isOpen)
    {
        var traces = new List<ColumnTrace>();
        Trace(trainer, columns ?? ColumnNames.Unknown, traces, kind == ContractFactKind.Feature ? new HashSet<Step>() : null);
        var isComplete = traces.All(trace => trace.Complete);
        isOpen |= !isComplete;
        foreach (var source in traces.SelectMany(trace => trace.Sources).GroupBy(source => source.Column))
        {
            // What a model before the trainer writes has no name in the program, and is no raw column; nor need it be what a step writes that is not known.
            if ((kind == ContractFactKind.Feature || source.Any(each => each.IsCertain)) && (isComplete ? !raw.Lacks(source.Key) : raw.Find(source.Key) is { IsCertain: true }))
                facts.Add(new NameFact(kind, source.Key, source: steps[trainer].Origin.Node));
            else
                isOpen = true;
        }

        if (isOpen)
            facts.Add(NameFact.Open(kind));
    }

    /// <summary>Follows columns back. A mapping asks for all columns of its class, whether it uses them or not: without them the model does not run.</summary>
    private void Trace(int before, ColumnNames columns, List<ColumnTrace> traces, HashSet<Step>? mappings)
    {
        var trace = ColumnTrace.Of(steps, before, columns);
        traces.Add(trace);
        foreach (var mapping in trace.Sources.SelectMany(source => source.Via).Where(step => step.IsMapping && mappings?.Add(step) == true))
            Trace(steps.IndexOf(mapping), mapping.Column(ColumnRole.Input) ?? ColumnNames.Unknown, traces, mappings);
    }

    /// <summary>What the trainer and the steps behind it add.</summary>
    private void AddOutputs(Schema raw)
    {
        var before = schemas.After(steps.Take(trainer), raw);
        var after = schemas.After(steps.Skip(trainer), before);
        var alone = schemas.After(steps.Skip(trainer), new Schema(ImmutableArray<SchemaColumn>.Empty, true));
        foreach (var column in alone.Columns)
            facts.Add(new ColumnFact(ContractFactKind.Output, column.Name, ContractTypes.Of(after.TypeOf(column.Name)), source: steps[trainer].Origin.Node));
        if (!alone.IsClosed)
            facts.Add(ColumnFact.Open(ContractFactKind.Output));
    }
}
