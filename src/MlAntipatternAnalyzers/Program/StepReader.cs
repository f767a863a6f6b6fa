using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Reads which columns a call of an operator names, in each of ML.NET's spellings.</summary>
internal static class StepReader
{
    public static Step Read(
        MlCall call,
        Operator known,
        Origin origin,
        MlNetSymbols ml,
        Func<ITypeSymbol?, ITypeSymbol?> substitute,
        Func<ObjectValue, string, Value?> memberOf)
    {
        var columns = new Dictionary<ColumnRole, ColumnNames>();
        foreach (var parameter in call.Method.Parameters)
        {
            var value = parameter.Ordinal < call.Arguments.Length ? call.Arguments[parameter.Ordinal] : Value.Unknown;
            var role = ColumnRoles.Of(parameter.Name);
            if (role == ColumnRole.Kept && known.Name == "DropColumns")
                role = ColumnRole.Dropped;
            if (role == ColumnRole.Pairs)
                AddPairs(columns, value, memberOf);
            else if (role != ColumnRole.None && value is not ConstantValue { Content: null })
                Add(columns, role, Names(value));
        }

        if (call.Has("options"))
            AddOptions(columns, call["options"], known, memberOf);

        var step = new Step(origin, call.Method, known, columns) { Arguments = new StepArguments(call, substitute, memberOf), Context = call.Receiver };
        if (LearnsNothing(call))
            step.Learning = Learning.No;
        if (step.IsMapping)
            AddMapping(step, columns, call, ml, substitute);
        if (call.Has("binaryEstimator"))
            AddInner(step, columns, call["binaryEstimator"]);
        if (!columns.ContainsKey(ColumnRole.Input) && columns.TryGetValue(ColumnRole.Output, out var output))
            columns[ColumnRole.Input] = output;
        return step;
    }

    /// <summary>Whether an argument takes away what Fit would learn: keys that are given, a constant in place of missing values.</summary>
    private static bool LearnsNothing(MlCall call) =>
        (call.Has("keyData") && call["keyData"] is ViewValue)
        || (call.Has("replacementMode") && call["replacementMode"] is ConstantValue { Content: (byte)0 or 0 });

    /// <summary>The column names that a value spells: a text, or a sequence of texts.</summary>
    public static ColumnNames Names(Value value)
    {
        switch (value)
        {
            case ConstantValue { Content: string name }:
                return new ColumnNames(ImmutableArray.Create(name), true);

            case SequenceValue sequence:
                if (!sequence.Certain)
                    return ColumnNames.Unknown;
                var names = sequence.Items.OfType<ConstantValue>().Select(item => item.Content).OfType<string>().ToImmutableArray();
                return new ColumnNames(names, sequence.Exact && names.Length == sequence.Items.Count);

            case JoinValue { Alternatives: var alternatives }:
                // What each of them names is named for certain; whether there is more depends.
                var each = alternatives.Select(Names).ToList();
                return new ColumnNames(each.Skip(1).Aggregate(each[0].Names, (common, next) => common.Intersect(next.Names).ToImmutableArray()), false);

            default:
                return ColumnNames.Unknown;
        }
    }

    private static void Add(Dictionary<ColumnRole, ColumnNames> columns, ColumnRole role, ColumnNames names) =>
        columns[role] = columns.TryGetValue(role, out var before)
            ? new ColumnNames(before.Names.AddRange(names.Names), before.Complete && names.Complete)
            : names;

    private static void AddPairs(Dictionary<ColumnRole, ColumnNames> columns, Value value, Func<ObjectValue, string, Value?> memberOf)
    {
        if (value is not SequenceValue pairs)
        {
            Add(columns, ColumnRole.Output, ColumnNames.Unknown);
            Add(columns, ColumnRole.Input, ColumnNames.Unknown);
            return;
        }

        foreach (var pair in pairs.Items)
        {
            var (output, input) = pair switch
            {
                TupleValue { Items.Length: > 1 } both => (both.Items[0], both.Items[1]),
                TupleValue one => (one.Items[0], ConstantValue.Null),

                // HashingEstimator.ColumnOptions
                ObjectValue options => (memberOf(options, "Name") ?? Value.Unknown, memberOf(options, "InputColumnName") ?? ConstantValue.Null),
                _ => (Value.Unknown, Value.Unknown),
            };
            if (input is ConstantValue { Content: null })
                input = output;
            Add(columns, ColumnRole.Output, Names(output));
            Add(columns, ColumnRole.Input, Names(input));
        }

        if (!pairs.Exact)
        {
            Add(columns, ColumnRole.Output, ColumnNames.Unknown);
            Add(columns, ColumnRole.Input, ColumnNames.Unknown);
        }
    }

    private static void AddOptions(Dictionary<ColumnRole, ColumnNames> columns, Value value, Operator known, Func<ObjectValue, string, Value?> memberOf)
    {
        if (value is not ObjectValue options)
        {
            if (known.IsTrainer && value is not ConstantValue { Content: null })
            {
                columns[ColumnRole.Label] = ColumnNames.Unknown;
                columns[ColumnRole.Feature] = ColumnNames.Unknown;
            }

            return;
        }

        foreach (var member in options.Writes.Select(write => write.Member.Name).Distinct())
        {
            var role = ColumnRoles.Of(member);
            if (role is not ColumnRole.None and not ColumnRole.Pairs && memberOf(options, member) is { } assigned)
                Add(columns, role, Names(assigned));
        }

        // The trainer inside a featurizer of trees.
        if (memberOf(options, "TrainerOptions") is ObjectValue trainer)
        {
            foreach (var member in trainer.Writes.Select(write => write.Member.Name).Distinct())
            {
                if (ColumnRoles.Of(member) is var role and not ColumnRole.None and not ColumnRole.Pairs && memberOf(trainer, member) is { } assigned)
                    Add(columns, role, Names(assigned));
            }

            Default(columns, ColumnRole.Label, "Label");
            Default(columns, ColumnRole.Feature, "Features");
        }

        if (!known.IsTrainer)
            return;
        Default(columns, ColumnRole.Label, "Label");

        // A recommender has a matrix of two columns and no features.
        if (!columns.ContainsKey(ColumnRole.Input))
            Default(columns, ColumnRole.Feature, "Features");
    }

    private static void Default(Dictionary<ColumnRole, ColumnNames> columns, ColumnRole role, string name)
    {
        if (!columns.ContainsKey(role))
            columns[role] = new ColumnNames(ImmutableArray.Create(name), true);
    }

    private static void AddMapping(Step step, Dictionary<ColumnRole, ColumnNames> columns, MlCall call, MlNetSymbols ml, Func<ITypeSymbol?, ITypeSymbol?> substitute)
    {
        step.Contract = call["contractName"];
        step.Mapping = call.Has("mapAction") ? call["mapAction"] : call["mapping"];
        var types = call.Method.TypeArguments;
        columns[ColumnRole.Input] = types.Length > 0 ? RowType.ColumnNamesOf(substitute(types[0]), ml) : ColumnNames.Unknown;
        columns[ColumnRole.Output] = types.Length > 1 ? RowType.ColumnNamesOf(substitute(types[1]), ml) : ColumnNames.Unknown;
    }

    private static void AddInner(Step step, Dictionary<ColumnRole, ColumnNames> columns, Value inner)
    {
        step.Inner = inner;
        if (inner is EstimatorValue { Trainer: { } trainer } && trainer.Column(ColumnRole.Feature) is { } features)
            columns[ColumnRole.Feature] = features;
        else
            columns[ColumnRole.Feature] = ColumnNames.Unknown;
    }
}
