using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.Skew;

/// <summary>MLAP4006: a saved model contains a custom mapping that cannot be saved, or not be found again when the model is loaded.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP4006MappingCannotTravelAnalyzer : ProgramRule
{
    /// <summary>The contract name that the call gives; absent where it gives none.</summary>
    internal const string ContractProperty = "contract";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP4006",
        "A custom mapping cannot travel with the saved model",
        "The model that is saved contains the mapping to '{0}', and {1}",
        Categories.Skew,
        DiagnosticSeverity.Warning,
        "A model file holds the contract name of a custom mapping, not its code: whoever loads the model has to find a factory class of that name.",
        exploration: true);

    public MLAP4006MappingCannotTravelAnalyzer()
        : base(Rule)
    {
    }

    private protected override bool SpeaksInTests => true;

    private protected override void Analyze(RuleContext context)
    {
        var steps = context.Flows.Of(EventKind.Save)
            .Where(save => context.Symbols.ApiOf(save.Method) == Api.SaveModel)
            .SelectMany(save => Lineage.PartsOf(save.Model))
            .SelectMany(part => part.Estimator?.Alternatives ?? ImmutableArray<Value>.Empty)
            .OfType<EstimatorValue>()
            .SelectMany(estimator => estimator.Steps);
        foreach (var step in steps)
        {
            if (step.Operator is not { Name: "CustomMapping" or "StatefulCustomMapping" } || step.Contract is not ConstantValue contract)
                continue;
            if (contract.Content is not string name)
            {
                context.Report(
                    step.Origin.Node,
                    MappedTo(step),
                    "it has no contract name: Save will throw; give it a name, and write a factory class with [CustomMappingFactoryAttribute] of that name");
            }
            else if (!MappingContracts.Of(context.Model).Has(name))
            {
                context.Report(
                    step.Origin.Node,
                    ImmutableDictionary<string, string?>.Empty.Add(ContractProperty, name),
                    MappedTo(step),
                    $"no class of the program has [CustomMappingFactoryAttribute(\"{name}\")]: the model cannot be loaded again; write that class");
            }
        }
    }

    private static string MappedTo(Step step) => step.Method?.TypeArguments.LastOrDefault()?.Name ?? "its output";
}
