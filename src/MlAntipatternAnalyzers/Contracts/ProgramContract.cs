using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>The contract that a program's code would have, of one model that it saves.</summary>
internal sealed class ProgramContract
{
    private static readonly ConditionalWeakTable<ProgramModel, IReadOnlyList<ProgramContract>> Known = new();

    private readonly Lazy<Contract> contract;

    public ProgramContract(Lazy<Contract> contract, ProgramEvent save, SyntaxNode trainer, INamedTypeSymbol? row, string? statedName, string? fileName)
    {
        this.contract = contract;
        Save = save;
        Trainer = trainer;
        Row = row;
        StatedName = statedName;
        FileName = fileName;
    }

    /// <summary>
    /// What is known of the model, worked out when it is asked for. A fact's <see cref="ContractFact.Source"/> is the symbol or the node that it comes from: the member of a raw
    /// column or a computation, the call of a step.
    /// </summary>
    public Contract Contract => contract.Value;

    public ProgramEvent Save { get; }

    /// <summary>The call that makes the trainer.</summary>
    public SyntaxNode Trainer { get; }

    /// <summary>The row class that it is trained on, where there is one.</summary>
    public INamedTypeSymbol? Row { get; }

    /// <summary>The contract that a <c>[FeatureContract]</c> names, on the row class or around the code that trains or saves.</summary>
    public string? StatedName { get; }

    /// <summary>The name of the file that the model is saved to, without folder and extension, where it is known.</summary>
    public string? FileName { get; }

    /// <summary>The name that a contract of this model would best have.</summary>
    public string SuggestedName => StatedName ?? FileName ?? Row?.Name ?? "Model";

    /// <summary>The contracts of the models that a compilation saves, in the order of the code.</summary>
    public static IReadOnlyList<ProgramContract> Of(ProgramModel model) => Known.GetValue(model, Find);

    /// <summary>The contracts of the models that one flow saves.</summary>
    public static IEnumerable<ProgramContract> In(FlowRoot root, ProgramModel model)
    {
        foreach (var save in root.Events.Where(recorded => recorded.Kind == EventKind.Save))
        {
            if (ProgramContractReader.Read(root, save, model) is { } contract)
                yield return contract;
        }
    }

    /// <summary>Whether they are of one model, which may be saved in several places.</summary>
    public static bool AreSame(IEnumerable<ProgramContract> contracts) => contracts.Select(found => ContractWriter.Write(found.Contract)).Distinct().Count() == 1;

    private static IReadOnlyList<ProgramContract> Find(ProgramModel model) =>
        model.SavingRoots().SelectMany(root => In(root, model)).GroupBy(found => (found.Save.Node, ContractWriter.Write(found.Contract), found.FileName)).Select(group => group.First()).ToList();
}
