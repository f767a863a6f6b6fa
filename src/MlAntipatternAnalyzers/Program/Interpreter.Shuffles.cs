using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Which sequences are in an order that no other run repeats.</summary>
internal sealed partial class Interpreter
{
    // Draws so far that every run makes otherwise, and all others: a query's own are those that it adds.
    private int wildDraws;
    private int tameDraws;
    private SyntaxNode? lastDraw;
    private SyntaxNode? lastCreation;
    private readonly Dictionary<IFieldSymbol, BaseObjectCreationExpressionSyntax?> creations = new(SymbolEqualityComparer.Default);

    private Value Query(IInvocationOperation invocation, IMethodSymbol method, ImmutableArray<Value> arguments)
    {
        var (wild, tame) = (wildDraws, tameDraws);
        var result = Answer(invocation, method, arguments);
        var isWild = wildDraws > wild && tameDraws == tame;
        var sorts = method.Name is "OrderBy" or "OrderByDescending" or "Order" or "OrderDescending";
        var own = method.Name == "Shuffle" ? new Shuffle(invocation.Syntax, null, null)
            : isWild && (sorts || method.Name is "ThenBy" or "ThenByDescending" or "Where") ? new Shuffle(invocation.Syntax, lastDraw, lastCreation)
            : null;

        // The lines of a file are a datum while nothing is to be told of their order.
        if (own is not null && result is DatumValue)
            result = new SequenceValue(Here(invocation.Syntax), new[] { result }, exact: false);
        if (result is not SequenceValue sequence || sequence.Origin.Node != invocation.Syntax)
            return result;
        if (sorts)
            sequence.Shuffles = ImmutableArray<Shuffle>.Empty;
        else if (arguments.Length > 0)
            Mix(sequence, arguments[0]);
        if (method.Name is "Concat" or "Union" or "Except" or "Append" && arguments.Length > 1)
            Mix(sequence, arguments[1]);
        if (own is not null)
            Mix(sequence, ImmutableArray.Create(own));
        return sequence;
    }

    private Value Draw(IInvocationOperation invocation, IMethodSymbol method, Value receiver, ImmutableArray<Value> arguments)
    {
        var isShared = invocation.Instance is IPropertyReferenceOperation { Property.Name: "Shared" } || method.ContainingType.Name is "Guid" or "RandomNumberGenerator";
        var creation = receiver.IsUnknown && invocation.Instance is IFieldReferenceOperation { Field: var field } ? CreationIn(field) : (receiver as ObjectValue)?.Origin.Node as BaseObjectCreationExpressionSyntax;
        if (!isShared && (creation is null || !IsUnseeded(creation)))
        {
            tameDraws++;
            return Value.Invented;
        }

        wildDraws++;
        lastDraw = invocation.Syntax;
        lastCreation = isShared ? null : creation;
        if (method.Name == "Shuffle" && arguments.Length > 0)
        {
            foreach (var shuffled in arguments[0].Alternatives.OfType<SequenceValue>())
                Mix(shuffled, ImmutableArray.Create(new Shuffle(invocation.Syntax, null, lastCreation)));
        }

        return Value.Invented;
    }

    /// <summary>What a field holds from its initializer, constructor or method on; null where it is not known, or has a seed at times.</summary>
    private BaseObjectCreationExpressionSyntax? CreationIn(IFieldSymbol field)
    {
        if (creations.TryGetValue(field, out var known))
            return known;
        creations.Add(field, null);
        if (!model.IsSource(field) || (!field.IsReadOnly && field.DeclaredAccessibility != Accessibility.Private))
            return null;
        var values = field.ContainingType.DeclaringSyntaxReferences
            .SelectMany(part => part.GetSyntax(cancellationToken).DescendantNodes())
            .Select(node => node switch
            {
                VariableDeclaratorSyntax { Initializer.Value: var initial, Parent.Parent: FieldDeclarationSyntax } variable when variable.Identifier.ValueText == field.Name => initial,
                AssignmentExpressionSyntax { Right: var assigned } assignment when (assignment.Left as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText == field.Name || (assignment.Left as IdentifierNameSyntax)?.Identifier.ValueText == field.Name => assigned,
                _ => null,
            })
            .Where(value => value is not null)
            .ToList();
        return creations[field] = values.All(value => value is BaseObjectCreationExpressionSyntax made && IsUnseeded(made)) ? values.FirstOrDefault() as BaseObjectCreationExpressionSyntax : null;
    }

    /// <summary>Whether a <c>Random</c> has no seed, or the time or a new GUID for one.</summary>
    private static bool IsUnseeded(BaseObjectCreationExpressionSyntax creation) =>
        creation.ArgumentList is not { Arguments: { Count: > 0 } arguments }
        || arguments[0].DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText is "Now" or "UtcNow" or "TickCount" or "NewGuid");

    private static void Mix(SequenceValue sequence, Value source)
    {
        foreach (var other in source.Alternatives.OfType<SequenceValue>())
            Mix(sequence, other.Shuffles);
    }

    private static void Mix(SequenceValue sequence, ImmutableArray<Shuffle> shuffles)
    {
        foreach (var shuffle in shuffles)
        {
            if (!sequence.Shuffles.Any(known => known.Call == shuffle.Call))
                sequence.Shuffles = sequence.Shuffles.Add(shuffle);
        }
    }

    /// <summary>What a loop over a shuffled sequence adds to a list that was there before comes in that order.</summary>
    private void MixIn(SequenceValue list)
    {
        if (frame.ShuffledLoops is null)
            return;
        foreach (var (loop, shuffles) in frame.ShuffledLoops)
        {
            if (list.Origin.Node.SyntaxTree != loop.SyntaxTree || !loop.Span.Contains(list.Origin.Node.Span))
                Mix(list, shuffles);
        }
    }

    private void ExecuteForEach(IForEachLoopOperation loop)
    {
        var collection = Evaluate(loop.Collection);
        var shuffles = collection is SequenceValue sequence ? sequence.Shuffles : ImmutableArray<Shuffle>.Empty;
        if (shuffles.IsEmpty)
        {
            ExecuteForEach(loop, collection);
            return;
        }

        var loops = frame.ShuffledLoops ??= new();
        loops.Add((loop.Syntax, shuffles));
        ExecuteForEach(loop, collection);
        loops.RemoveAt(loops.Count - 1);
    }
}
