using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>A call that hands ML.NET a row class.</summary>
internal readonly struct RowClassUse
{
    private RowClassUse(SyntaxNode node, IMethodSymbol method, INamedTypeSymbol row, RowUse use, bool isDatabase = false)
    {
        Node = node;
        Method = method;
        Row = row;
        Use = use;
        IsDatabase = isDatabase;
    }

    public SyntaxNode Node { get; }

    public IMethodSymbol Method { get; }

    public INamedTypeSymbol Row { get; }

    /// <summary>What ML.NET does with the class's objects.</summary>
    public RowUse Use { get; }

    public bool IsDatabase { get; }

    /// <summary>The calls of a flow in their order; not those that are told at run time what the columns are.</summary>
    public static IEnumerable<RowClassUse> Of(FlowRoot root, Schemas schemas)
    {
        foreach (var recorded in root.Events)
        {
            switch (recorded)
            {
                case { Kind: EventKind.CreateLoader, Result: LoaderValue { Load: { RowType: INamedTypeSymbol row, Api: var api } } } when recorded.Method.Name is "CreateTextLoader" or "CreateDatabaseLoader":
                    yield return new RowClassUse(recorded.Node, recorded.Method, row, RowUse.Load, isDatabase: api == Api.LoadOther);
                    break;

                case { Kind: EventKind.Load, Result: ViewValue { Load: { RowType: INamedTypeSymbol row, HasDefinition: false } load } } when recorded.Method.Name is "LoadFromTextFile" or "LoadFromEnumerable":
                    yield return new RowClassUse(recorded.Node, recorded.Method, row, load.Api == Api.LoadText ? RowUse.Load : RowUse.Read);
                    break;

                case { Kind: EventKind.CreateEnumerable, Arguments: { } given } when given.Lacks("schemaDefinition") && given.TypeArgument(0) is INamedTypeSymbol row:
                    yield return new RowClassUse(recorded.Node, recorded.Method, row, RowUse.Write);
                    break;

                case { Kind: EventKind.CreateEngine, Arguments: { } given, Result: EngineValue engine } when given.Lacks("options") && recorded.Method.Name is "CreatePredictionEngine" or "CreateTimeSeriesEngine":
                    if (engine.Input is INamedTypeSymbol input && given.Lacks("inputSchema") && given.Lacks("inputSchemaDefinition"))
                        yield return new RowClassUse(recorded.Node, recorded.Method, input, RowUse.Read);
                    if (engine.Output is INamedTypeSymbol output && given.Lacks("outputSchemaDefinition"))
                        yield return new RowClassUse(recorded.Node, recorded.Method, output, RowUse.Write);
                    break;

                case { Kind: EventKind.Fit or EventKind.CrossValidate }:
                    foreach (var use in schemas.Uses)
                    {
                        if (use.Event != recorded || use.Step is not { Operator.Name: "CustomMapping", Arguments: { } mapping, Method: { } method } step)
                            continue;
                        if (mapping.TypeArgument(0) is INamedTypeSymbol source && mapping.Lacks("inputSchemaDefinition"))
                            yield return new RowClassUse(step.Origin.Node, method, source, RowUse.Write);
                        if (mapping.TypeArgument(1) is INamedTypeSymbol target && mapping.Lacks("outputSchemaDefinition"))
                            yield return new RowClassUse(step.Origin.Node, method, target, RowUse.Write);
                    }

                    break;
            }
        }
    }
}
