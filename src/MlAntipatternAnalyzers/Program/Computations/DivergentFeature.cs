using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>A feature that the rows of a prediction get by another computation than the rows that the model was trained on.</summary>
internal sealed class DivergentFeature
{
    private DivergentFeature(Computation training, Computation serving, bool isOneSided)
    {
        Training = training;
        Serving = serving;
        IsOneSided = isOneSided;
    }

    public Computation Training { get; }

    public Computation Serving { get; }

    /// <summary>Whether one of the two is but a copy of what the other one computes with.</summary>
    public bool IsOneSided { get; }

    public static IEnumerable<DivergentFeature> Of(Flows flows, CancellationToken cancellationToken)
    {
        if (flows.Model is not { } model)
            yield break;
        foreach (var served in FilledRows.Scored(flows).GroupBy<ObjectValue, ISymbol>(row => row.Type, SymbolEqualityComparer.Default))
        {
            var servedWrites = Writes(served);
            if (servedWrites.Count == 0)
                continue;
            var type = (INamedTypeSymbol)served.Key;
            var trained = Trained(type, Program.Training.Of(model.FlowsUsing(type, flows, cancellationToken)), model);
            if (trained.Count == 0)
                trained = model.Referenced.SelectMany(project => Trained(type, project.Trainings, project)).ToList();
            foreach (var divergent in servedWrites.GroupBy(write => write.Member, SymbolEqualityComparer.Default).SelectMany(writes => Compare(writes, trained, model)))
                yield return divergent;
        }
    }

    /// <summary>What the trained rows of a class get in the members that become features, and the program that trains.</summary>
    private static List<(MemberWrite Write, ProgramModel Program)> Trained(INamedTypeSymbol type, IEnumerable<Training> trainings, ProgramModel program)
    {
        var writes = new List<(MemberWrite, ProgramModel)>();
        foreach (var training in trainings)
        {
            foreach (var load in Lineage.Ancestors(training.View).Select(view => view.Load).OfType<LoadInfo>())
            {
                if (load.Api != Api.LoadEnumerable)
                    continue;
                var rows = FilledRows.Of(load).Where(row => AcrossProjects.AreSame(row.Type, type)).ToList();
                if (rows.Count == 0)
                    continue;
                var features = training.FeatureMembers(load, program.Symbols);
                writes.AddRange(Writes(rows).Where(write => features.Contains(write.Member)).Select(write => (write, program)));
            }
        }

        return writes;
    }

    /// <summary>The assignments of what is not known beforehand, where a member of a row gets but one.</summary>
    private static List<MemberWrite> Writes(IEnumerable<ObjectValue> rows) =>
        rows.SelectMany(row => row.Writes.GroupBy(write => write.Member, SymbolEqualityComparer.Default).Where(writes => writes.Select(write => write.Node).Distinct().Count() == 1).Select(writes => writes.First()))
            .Where(write => write.Value is not ConstantValue)
            .GroupBy(write => (write.Node, write.Path))
            .Select(same => same.First())
            .ToList();

    private static IEnumerable<DivergentFeature> Compare(IEnumerable<MemberWrite> served, List<(MemberWrite Write, ProgramModel Program)> trained, ProgramModel model)
    {
        List<Computation>? training = null;
        foreach (var writes in served.GroupBy(write => write.Node))
        {
            var rivals = trained.Where(rival => AcrossProjects.AreSame(rival.Write.Member, writes.First().Member)).ToList();

            // One featurizer for both sides is how it should be.
            if (rivals.Count == 0 || rivals.Any(rival => rival.Write.Node == writes.Key))
                continue;
            training ??= rivals.SelectMany(rival => rival.Program.Computations.Of(rival.Write)).ToList();
            var serving = writes.SelectMany(model.Computations.Of).ToList();
            if (training.Count == 0 || serving.Count == 0 || !serving.All(own => training.All(other => IsDivergent(other, own))))
                continue;
            yield return new DivergentFeature(training[0], serving[0], IsOneCopied(training[0], serving[0]));
        }
    }

    private static bool IsOneCopied(Computation training, Computation serving) => training.Copied is null != serving.Copied is null && !training.IsTypeName && !serving.IsTypeName;

    private static bool IsDivergent(Computation training, Computation serving)
    {
        if (!training.IsKnown || !serving.IsKnown || (training.Copied is not null && serving.Copied is not null))
            return false;

        // Rows that are made up say nothing about how real ones are filled.
        if (training.IsConstant || serving.IsConstant || (training.IsTypeName && serving.IsTypeName))
            return false;
        if (IsOneCopied(training, serving) && !ReadsCopied(training.Copied is null ? training : serving, (training.Copied ?? serving.Copied)!))
            return false;
        return ComputationComparison.Of(training, serving) == Sameness.Different;
    }

    /// <summary>Whether a computation starts from what the other side copies: the same member; a text also where only its name is the same, or where it has none.</summary>
    private static bool ReadsCopied(Computation computed, RawInput copied) =>
        computed.Inputs.Any(input => input.Id == copied.Id && computed.IsOfRow(input))
        || (copied.Type?.SpecialType == SpecialType.System_String && computed.Inputs.Count == 1 && computed.Inputs.First() is var only && only.Type?.SpecialType == SpecialType.System_String
            && (string.Equals(only.Name, copied.Name, System.StringComparison.OrdinalIgnoreCase) || only.Owner is null || copied.Owner is null));
}
