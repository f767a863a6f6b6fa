using System.Collections.Generic;
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
        foreach (var save in context.Flows.Of(EventKind.Save).Where(save => context.Symbols.ApiOf(save.Method) == Api.SaveModel))
        {
            var mappings = Lineage.PartsOf(save.Model)
                .SelectMany(part => part.Estimator?.Alternatives ?? ImmutableArray<Value>.Empty)
                .OfType<EstimatorValue>()
                .SelectMany(estimator => estimator.Steps)
                .Where(step => step.Operator is { Name: "CustomMapping" or "StatefulCustomMapping" })
                .ToList();
            foreach (var step in mappings)
                CheckSaved(context, step);
            CheckLoads(context, save, mappings);
        }
    }

    private static void CheckSaved(RuleContext context, Step step)
    {
        if (step.Contract is not ConstantValue contract)
            return;
        if (contract.Content is not string name)
        {
            context.Report(
                step.Origin.Node,
                MappedTo(step),
                "it has no contract name: Save will throw; give it a name, and write a factory class with [CustomMappingFactoryAttribute] of that name");
        }
        else if (!MappingContracts.Of(context.Model).Has(name))
        {
            // An empty name is none: the fix makes one up.
            var properties = ImmutableDictionary<string, string?>.Empty;
            context.Report(
                step.Origin.Node,
                string.IsNullOrWhiteSpace(name) ? properties : properties.Add(ContractProperty, name),
                MappedTo(step),
                $"no class of the program has [CustomMappingFactoryAttribute(\"{name}\")]: the model cannot be loaded again; write that class");
        }
    }

    /// <summary>
    /// Loads of the file that is saved. A model names the assembly of each mapping's method, and Load looks for factories there; one that is elsewhere is
    /// found only where its assembly was registered.
    /// </summary>
    private static void CheckLoads(RuleContext context, ProgramEvent save, IReadOnlyList<Step> mappings)
    {
        if (save.Argument is not ConstantValue { Content: string } path || context.Flows.Of(EventKind.RegisterAssembly).Any())
            return;
        var searched = mappings.Select(step => (step.Mapping as DelegateValue)?.Callable.Method.ContainingAssembly).ToList();
        if (searched.Contains(null, SymbolEqualityComparer.Default))
            return;
        foreach (var load in context.Flows.Of(EventKind.LoadModel).Where(load => load.Method.Name == "Load" && path.Equals(load.Argument)))
        {
            foreach (var step in mappings)
            {
                var homes = step.Contract is ConstantValue { Content: string name } ? MappingContracts.Of(context.Model).HomesOf(name) : ImmutableArray<IAssemblySymbol>.Empty;
                if (homes.Count > 0 && !homes.Any(home => searched.Contains(home, SymbolEqualityComparer.Default)))
                    context.Report(load.Node, MappedTo(step), $"its factory is in '{homes[0].Name}', where Load does not look for it: this call will throw; call ComponentCatalog.RegisterAssembly with that assembly first");
            }
        }
    }

    private static string MappedTo(Step step) => step.Method?.TypeArguments.LastOrDefault()?.Name ?? "its output";
}
