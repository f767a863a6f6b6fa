using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Who makes, keeps and asks a prediction engine. To be asked inside <see cref="ProgramModel.Ask{T}"/>.</summary>
internal static class Engines
{
    private static readonly HashSet<string> Exclusive = new() { "SemaphoreSlim", "Semaphore", "Monitor", "Mutex", "Lock", "SpinLock", "ReaderWriterLockSlim", "AsyncLock" };

    private static readonly HashSet<string> Entering = new() { "Wait", "WaitAsync", "Enter", "TryEnter", "WaitOne", "EnterScope", "EnterWriteLock", "LockAsync" };

    /// <summary>The predictions of the engine that is made at a place.</summary>
    public static IEnumerable<ProgramEvent> PredictionsBy(Flows flows, SyntaxNode creation) =>
        flows.Of(EventKind.Predict).Where(prediction => prediction.Model.Alternatives.Any(model => model is EngineValue engine && engine.Origin.Node == creation));

    /// <summary>The fields and auto-properties of a file's classes that hold one engine, or a lazy one; not one for each thread.</summary>
    public static IEnumerable<ISymbol> MembersIn(ProgramModel model, SyntaxTree tree)
    {
        var semantics = model.Code.SemanticsOf(tree);
        foreach (var entry in TreeIndex.Of(tree).Types)
        {
            if (semantics.GetDeclaredSymbol(entry.Node) is not INamedTypeSymbol type)
                continue;
            foreach (var field in type.GetMembers().OfType<IFieldSymbol>())
            {
                var member = field.AssociatedSymbol ?? field;
                if (HoldsOne(model.Symbols, field.Type) && DeclarationOf(member)?.SyntaxTree == tree
                    && !field.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ThreadStaticAttribute"))
                    yield return member;
            }
        }
    }

    public static SyntaxNode? DeclarationOf(ISymbol member) => member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();

    /// <summary>Whether a class keeps engines, in whatever it is: a pool of its own, one a key, one a thread.</summary>
    public static bool KeepsSeveral(MlNetSymbols symbols, INamedTypeSymbol type) =>
        type.GetMembers().OfType<IFieldSymbol>().Any(field => field.Type is INamedTypeSymbol { TypeArguments.Length: > 0 } or IArrayTypeSymbol && symbols.TypeOf(field.Type) != MlType.Engine && Mentions(symbols, field.Type));

    /// <summary>The field or property whose engine makes a prediction, or null.</summary>
    public static ISymbol? MemberAsked(ProgramEvent prediction) =>
        prediction.Operation is IInvocationOperation invocation ? MemberBehind(Receiver(invocation), 0) : null;

    /// <summary>Whether no other thread can be at a place: it is locked, or all its callers lock.</summary>
    public static bool IsLocked(ProgramModel model, SyntaxNode place, Body body, int depth = 0)
    {
        if (place.Ancestors().TakeWhile(node => node != body.Node).Any(node => node is LockStatementSyntax) || Enters(model, place, body))
            return true;
        if (body.Method is not { } method || depth > 2)
            return false;
        if (method.MethodImplementationFlags.HasFlag(System.Reflection.MethodImplAttributes.Synchronized))
            return true;
        if (method.DeclaredAccessibility != Accessibility.Private)
            return false;
        var calls = model.Code.CallersOf(body).SelectMany(caller => (model.Code.OperationOf(caller)?.DescendantsAndSelf() ?? Enumerable.Empty<IOperation>())
            .OfType<IInvocationOperation>().Where(call => SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, method)).Select(call => (call, caller))).ToList();
        return calls.Count > 0 && calls.All(call => IsLocked(model, call.call.Syntax, call.caller, depth + 1));
    }

    private static bool Enters(ProgramModel model, SyntaxNode place, Body body) =>
        (model.Code.OperationOf(body)?.DescendantsAndSelf() ?? Enumerable.Empty<IOperation>()).OfType<IInvocationOperation>().Any(call =>
            Entering.Contains(call.TargetMethod.Name) && Exclusive.Contains(call.TargetMethod.ContainingType.Name) && call.Syntax.SpanStart < place.SpanStart);

    private static bool HoldsOne(MlNetSymbols symbols, ITypeSymbol type) =>
        symbols.TypeOf(type) == MlType.Engine
        || (type is INamedTypeSymbol { Name: "Lazy" or "AsyncLazy" or "Task", TypeArguments: { Length: 1 } arguments } && HoldsOne(symbols, arguments[0]));

    private static bool Mentions(MlNetSymbols symbols, ITypeSymbol type) =>
        symbols.TypeOf(type) == MlType.Engine
        || (type is IArrayTypeSymbol array && Mentions(symbols, array.ElementType))
        || (type is INamedTypeSymbol { TypeArguments: var arguments } && arguments.Any(argument => Mentions(symbols, argument)));

    private static IOperation? Receiver(IInvocationOperation invocation)
    {
        var receiver = invocation.Instance ?? invocation.Arguments.FirstOrDefault()?.Value;
        if (receiver is not IConditionalAccessInstanceOperation)
            return receiver;
        for (var outer = invocation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IConditionalAccessOperation access)
                return access.Operation;
        }

        return receiver;
    }

    private static ISymbol? MemberBehind(IOperation? operation, int depth)
    {
        switch (operation)
        {
            case IConversionOperation conversion:
                return MemberBehind(conversion.Operand, depth);

            case IAwaitOperation await:
                return MemberBehind(await.Operation, depth);

            case ICoalesceAssignmentOperation assignment:
                return MemberBehind(assignment.Target, depth);

            case IFieldReferenceOperation field:
                return field.Field.OriginalDefinition;

            case IPropertyReferenceOperation { Property: { Name: "Value" or "Result" } property, Instance: { } holder } when property.DeclaringSyntaxReferences.IsEmpty:
                return MemberBehind(holder, depth);

            case IPropertyReferenceOperation property:
                return property.Property.OriginalDefinition;

            case ILocalReferenceOperation { Local: var local } when depth < 4 && local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value }:
                return MemberBehind(operation.SemanticModel?.GetOperation(value), depth + 1);

            default:
                return null;
        }
    }
}
