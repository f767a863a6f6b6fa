using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Whether a model is the same one each time that something is repeated, so that what is made of it could be made once.</summary>
internal static class Invariance
{
    private const int MaximalDepth = 4;

    /// <param name="model">The program.</param>
    /// <param name="creations">The events of making an engine at one place, each with its flow.</param>
    /// <param name="repetition">What repeats them.</param>
    public static bool Holds(ProgramModel model, IReadOnlyList<(FlowRoot Root, ProgramEvent Event)> creations, Repetition repetition)
    {
        // A loop over the names of several files.
        var paths = creations.SelectMany(creation => creation.Event.Model.Alternatives).OfType<TransformerValue>().Select(made => made.Path).OfType<ConstantValue>();
        if (repetition.Kind == RepetitionKind.Loop && paths.Distinct().Count() > 1)
            return false;
        return creations.Any(creation => MayPass(creation.Root, creation.Event, repetition) && creation.Event.Model.Alternatives.Any(value => IsSame(model, creation.Root, creation.Event, value, repetition)));
    }

    /// <summary>Whether a creation happens inside of a loop: where its flow has the loop, it must have come through it.</summary>
    private static bool MayPass(FlowRoot root, ProgramEvent creation, Repetition repetition) =>
        repetition.Kind != RepetitionKind.Loop || !root.Visited.Contains(repetition.Body) || Passes(creation.Origin, repetition.Node);

    private static bool IsSame(ProgramModel model, FlowRoot root, ProgramEvent creation, Value value, Repetition repetition)
    {
        switch (value)
        {
            case TransformerValue { Kind: TransformerKind.Chain, First: { } first, Second: { } second }:
                return first.Alternatives.Any(part => IsSame(model, root, creation, part, repetition)) && second.Alternatives.Any(part => IsSame(model, root, creation, part, repetition));

            case TransformerValue { Kind: TransformerKind.Part, First: { } whole }:
                return whole.Alternatives.Any(part => IsSame(model, root, creation, part, repetition));

            case TransformerValue { Kind: TransformerKind.Fitted or TransformerKind.Experiment } fitted:
                // A model that is trained on the way is another one each time.
                return !IsInside(root, fitted, repetition);

            case TransformerValue { Kind: TransformerKind.Loaded } loaded:
                return repetition.Kind != RepetitionKind.Loop || !IsInside(root, loaded, repetition) || IsSameFile(root, loaded);

            case TransformerValue { Kind: TransformerKind.Opaque, Origin.Node: VariableDeclaratorSyntax or PropertyDeclarationSyntax } when repetition.MakesOwner:
            case { IsUnknown: true } when repetition.MakesOwner:
                // What a new object has as its model is another one, for all that is known.
                return false;

            case TransformerValue { Kind: TransformerKind.Opaque, Origin.Node: var node }:
                return repetition.Kind != RepetitionKind.Loop || IsSameElsewhere(model, creation, node, repetition);

            default:
                return repetition.Kind != RepetitionKind.Loop || IsSameArgument(creation, repetition);
        }
    }

    private static bool IsInside(FlowRoot root, TransformerValue made, Repetition repetition)
    {
        var isOnThisFlow = root.Events.Any(@event => @event.Kind is EventKind.Fit or EventKind.LoadModel && made.Equals(@event.Result));
        if (repetition.Kind != RepetitionKind.Loop || !root.Visited.Contains(repetition.Body))
            return isOnThisFlow;
        return Passes(made.Origin, repetition.Node);
    }

    private static bool Passes(Origin origin, SyntaxNode loop)
    {
        if (Contains(loop, origin.Node))
            return true;
        for (var path = origin.Path; path is not null; path = path.Caller)
        {
            if (Contains(loop, path.Call))
                return true;
        }

        return false;
    }

    private static bool Contains(SyntaxNode outer, SyntaxNode inner) => outer.SyntaxTree == inner.SyntaxTree && outer.Span.Contains(inner.Span);

    /// <summary>Whether a model that is loaded again and again comes from one file.</summary>
    private static bool IsSameFile(FlowRoot root, TransformerValue loaded)
    {
        if (loaded.Path is ConstantValue { Content: string })
            return true;
        var load = root.Events.FirstOrDefault(@event => @event.Kind == EventKind.LoadModel && loaded.Equals(@event.Result));
        return load?.Operation is IInvocationOperation { Arguments: { Length: > 0 } arguments } && IsFixed(arguments[0].Value, 0);
    }

    /// <summary>Whether an expression is made of constants, fields and what was computed of those, and of nothing that a caller or a loop varies.</summary>
    private static bool IsFixed(IOperation operation, int depth) =>
        depth <= MaximalDepth && operation.DescendantsAndSelf().All(part => part switch
        {
            IParameterReferenceOperation => false,
            ILocalReferenceOperation { Local: { IsConst: true } } => true,
            ILocalReferenceOperation { Local: var local } =>
                local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value }
                && part.SemanticModel?.GetOperation(value) is { } initial && IsFixed(initial, depth + 1),
            _ => true,
        });

    private static bool IsSameElsewhere(ProgramModel model, ProgramEvent creation, SyntaxNode node, Repetition repetition)
    {
        if (node is VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } or PropertyDeclarationSyntax)
            return IsSameArgument(creation, repetition);
        if (Contains(repetition.Node, node))
            return false;
        if (repetition.Depth == 0 || repetition.Site is not InvocationExpressionSyntax call)
            return repetition.Depth == 0;

        // A parameter: what the call in the loop hands on must not be the loop's own.
        var semantics = model.Code.SemanticsOf(call.SyntaxTree);
        return !call.ArgumentList.Arguments.Any(argument =>
            model.Symbols.TypeOf(semantics.GetTypeInfo(argument.Expression).Type) == MlType.Transformer
            && argument.Expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => IsDeclaredIn(semantics.GetSymbolInfo(name).Symbol, repetition.Node)));
    }

    private static bool IsSameArgument(ProgramEvent creation, Repetition repetition)
    {
        if (creation.Operation is not IInvocationOperation invocation)
            return false;
        return invocation.Arguments.SelectMany(argument => argument.Value.DescendantsAndSelf()).All(part => part switch
        {
            ILocalReferenceOperation { Local: var local } => repetition.Depth == 0 && !IsDeclaredIn(local, repetition.Node),
            IParameterReferenceOperation { Parameter: var parameter } => repetition.Depth == 0 && !IsDeclaredIn(parameter, repetition.Node),
            _ => true,
        });
    }

    private static bool IsDeclaredIn(ISymbol? symbol, SyntaxNode outer) =>
        symbol is ILocalSymbol or IParameterSymbol or IRangeVariableSymbol && symbol.DeclaringSyntaxReferences.Any(reference => Contains(outer, reference.GetSyntax()));
}
