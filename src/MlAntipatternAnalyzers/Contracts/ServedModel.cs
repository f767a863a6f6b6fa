using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>A model that code asks, and that other code has trained: with which row class, and which class takes its answers.</summary>
internal sealed class ServedModel
{
    private ServedModel(ProgramEvent use, INamedTypeSymbol input, INamedTypeSymbol? output, string? statedName, string? fileName)
    {
        Use = use;
        Input = input;
        Output = output;
        StatedName = statedName;
        FileName = fileName;
    }

    /// <summary>What creates the engine, or asks the pool.</summary>
    public ProgramEvent Use { get; }

    public INamedTypeSymbol Input { get; }

    public INamedTypeSymbol? Output { get; }

    /// <summary>The contract that a <c>[FeatureContract]</c> names, on one of the classes or around the code.</summary>
    public string? StatedName { get; }

    /// <summary>The name of the file that the model is loaded from, without folder and extension, where it is known.</summary>
    public string? FileName { get; }

    /// <summary>The pairs of classes that the compilation serves models with.</summary>
    public static int CountIn(ProgramModel model) =>
        model.ServingRoots().SelectMany(root => In(root, model)).Select(served => (RowType.MetadataNameOf(served.Input), served.Output is null ? "" : RowType.MetadataNameOf(served.Output))).Distinct().Count();

    /// <summary>The models that a flow serves; not those that it has trained itself, of which everything is known without a contract.</summary>
    public static IEnumerable<ServedModel> In(FlowRoot root, ProgramModel model)
    {
        foreach (var use in root.Events)
        {
            if (use.Kind is not EventKind.CreateEngine and not EventKind.Predict || ClassesOf(use, model.Symbols) is not ({ TypeKind: TypeKind.Class or TypeKind.Struct } input, var output))
                continue;
            var transformer = (use.Model as EngineValue)?.Model ?? use.Model;
            if (Lineage.PartsOf(Lineage.Saved(transformer, root.Events)).Any(part => part.Kind != TransformerKind.Loaded && part.Kind != TransformerKind.Opaque))
                continue;
            var stated = ContractNames.StatedOn(input) ?? ContractNames.StatedOn(output) ?? ContractNames.StatedOn(use.Body.Symbol) ?? ContractNames.StatedOn(root.Body.Symbol);
            var load = root.Events.FirstOrDefault(recorded => recorded.Kind == EventKind.LoadModel && recorded.Result.Equals(transformer));
            yield return new ServedModel(use, input, output, stated, load is null ? null : ContractNames.OfFile(load));
        }
    }

    /// <summary>The classes of an engine that is made, or of the engine or pool that is asked.</summary>
    private static (INamedTypeSymbol? Input, INamedTypeSymbol? Output) ClassesOf(ProgramEvent use, MlNetSymbols ml)
    {
        if (use is { Kind: EventKind.CreateEngine, Result: EngineValue made })
            return (made.Input as INamedTypeSymbol, made.Output as INamedTypeSymbol);

        // Of an engine, what made it says the same; of one that comes from elsewhere, and of a pool, nothing else does.
        if (use.Model is EngineValue)
            return default;
        var arguments = ml.ApiOf(use.Method) == Api.PoolPredict ? PoolOf(use.Method)?.TypeArguments : use.Method.ContainingType?.TypeArguments;
        return arguments is { Length: >= 2 } classes ? (classes[0] as INamedTypeSymbol, classes[1] as INamedTypeSymbol) : default;
    }

    /// <summary>The pool that the extension method which asks it extends.</summary>
    private static INamedTypeSymbol? PoolOf(IMethodSymbol method) =>
        method.ContainingType is { TypeArguments.Length: >= 2 } type ? type : (method.ReducedFrom is null ? method.Parameters.FirstOrDefault()?.Type : method.ReceiverType) as INamedTypeSymbol;
}
