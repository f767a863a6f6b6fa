using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>
/// What a value is computed from: the operations of its expression, of the variables and fields that it reads, of the conditions that choose it, and of the
/// methods of the compilation that it is returned by. To be asked inside <see cref="ProgramModel.Ask{T}"/>.
/// </summary>
internal sealed class ValueSources
{
    private const int MaximalDepth = 6;
    private const int MaximalOperations = 4000;
    private const int MaximalWriters = 8;

    private readonly ProgramModel program;
    private readonly HashSet<(SyntaxNode, OperationKind)> followed = new();
    private readonly HashSet<ISymbol> variables = new(SymbolEqualityComparer.Default);
    private readonly List<IOperation> found = new();
    private readonly IOperation? unconditional;
    private readonly Func<TreeIndex.BodyEntry, bool>? carriers;

    private ValueSources(ProgramModel program, IOperation? unconditional, Func<TreeIndex.BodyEntry, bool>? carriers = null)
    {
        this.program = program;
        this.unconditional = unconditional;
        this.carriers = carriers;
    }

    /// <summary>The operations behind a value, its own first.</summary>
    public static IReadOnlyList<IOperation> Of(IOperation value, ProgramModel program)
    {
        var sources = new ValueSources(program, null);
        sources.Follow(value, 0);
        sources.FollowConditions(value, 0);
        return sources.found;
    }

    /// <summary>The operations behind what is assigned to a member of a row; none where the node is no assignment. The conditions around it choose rows, not values.</summary>
    public static IReadOnlyList<IOperation> OfWrite(SyntaxNode node, ProgramModel program)
    {
        if (program.Code.SemanticsOf(node.SyntaxTree).GetOperation(node) is not IAssignmentOperation { Value: var value })
            return System.Array.Empty<IOperation>();
        var sources = new ValueSources(program, Top(value));
        sources.Follow(value, 0);
        return sources.found;
    }

    /// <summary>The same for a place that fills a row, however it does.</summary>
    /// <param name="write">The place.</param>
    /// <param name="program">The program.</param>
    /// <param name="carriers">
    /// Which code is asked for what it assigns to the members of other objects that the value is taken from, a record of a database or a request; null where that is none.
    /// It need not be that object which the code fills.
    /// </param>
    public static IReadOnlyList<IOperation> OfWrite(RowWrite write, ProgramModel program, Func<TreeIndex.BodyEntry, bool>? carriers = null)
    {
        if (ValueOf(write, program) is not { } value)
            return Array.Empty<IOperation>();
        var sources = new ValueSources(program, Top(value), carriers);
        sources.Follow(value, 0);
        return sources.found;
    }

    /// <summary>What a row's member is given at a place.</summary>
    public static IOperation? ValueOf(RowWrite write, ProgramModel program) =>
        program.Code.SemanticsOf(write.Node.SyntaxTree).GetOperation(write.Node) switch
        {
            IAssignmentOperation assignment => assignment.Value,
            IObjectCreationOperation creation => creation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == write.Member.Name)?.Value,
            IInvocationOperation { TargetMethod.Name: "SetValue", Arguments: { Length: > 1 } arguments } => arguments[1].Value,
            _ => null,
        };

    private void Follow(IOperation? value, int depth)
    {
        if (value is null || depth > MaximalDepth || !followed.Add((value.Syntax, value.Kind)))
            return;
        foreach (var part in value.DescendantsAndSelf())
        {
            if (found.Count >= MaximalOperations)
                return;
            found.Add(part);
            switch (part)
            {
                case ILocalReferenceOperation local when variables.Add(local.Local):
                    FollowVariable(local.Local, Top(local), depth + 1);
                    break;

                case IFieldReferenceOperation { Field: { HasConstantValue: false } field } when IsOwn((IMemberReferenceOperation)part) && variables.Add(field.OriginalDefinition):
                    FollowMember(field.OriginalDefinition, depth + 1);
                    break;

                case IPropertyReferenceOperation { Property: var property } reference when program.IsSource(property.OriginalDefinition) && variables.Add(property.OriginalDefinition):
                    if (property.OriginalDefinition.GetMethod is { } getter && program.BodyOf(getter) is { } body)
                        FollowReturns(program.OperationOf(body), depth + 1);
                    else if (IsOwn(reference))
                        FollowMember(property.OriginalDefinition, depth + 1);
                    else if (carriers is not null)
                        FollowOthers(property.OriginalDefinition, depth + 1);
                    break;

                case IFieldReferenceOperation { Field: { HasConstantValue: false } other } when carriers is not null && program.IsSource(other.OriginalDefinition) && variables.Add(other.OriginalDefinition):
                    FollowOthers(other.OriginalDefinition, depth + 1);
                    break;

                case IInvocationOperation { TargetMethod: var method }:
                    FollowMethod(method, part, depth + 1);
                    break;

                case IMethodReferenceOperation { Method: var method }:
                    FollowMethod(method, part, depth + 1);
                    break;
            }
        }
    }

    /// <summary>Whether a member is a variable of the class or instance that the code belongs to, and not of a row.</summary>
    public static bool IsOwn(IMemberReferenceOperation reference) =>
        reference.Instance is null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance };

    private void FollowVariable(ILocalSymbol local, IOperation scope, int depth)
    {
        foreach (var operation in scope.DescendantsAndSelf())
        {
            var value = operation switch
            {
                IVariableDeclaratorOperation declarator when Same(declarator.Symbol, local) => declarator.GetVariableInitializer(),
                IAssignmentOperation assignment when Names(assignment.Target, local) => assignment.Value,
                IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } argument when Names(argument.Value, local) => argument.Parent,
                IIsPatternOperation pattern when pattern.Pattern.DescendantsAndSelf().OfType<IDeclarationPatternOperation>().Any(declared => Same(declared.DeclaredSymbol, local)) => pattern.Value,
                _ => null,
            };
            if (value is null)
                continue;
            Follow(value, depth);
            FollowConditions(operation, depth);
        }
    }

    /// <summary>The conditions around a place, up to the method or lambda that it is in.</summary>
    private void FollowConditions(IOperation place, int depth)
    {
        if (unconditional is not null && ReferenceEquals(Top(place).Syntax, unconditional.Syntax))
            return;
        for (var parent = place.Parent; parent is not null and not IAnonymousFunctionOperation and not ILocalFunctionOperation and not IMethodBodyBaseOperation; parent = parent.Parent)
        {
            if (parent is IConditionalOperation choice)
                Follow(choice.Condition, depth);
            else if (parent is ISwitchOperation @switch)
                Follow(@switch.Value, depth);
        }
    }

    /// <summary>What a field or auto-property begins with, where it is declared or in a constructor.</summary>
    private void FollowMember(ISymbol member, int depth)
    {
        if (!program.IsSource(member))
            return;
        foreach (var writer in program.Code.WritersOf(member).Where(IsInitial))
        {
            foreach (var operation in program.OperationOf(writer)?.DescendantsAndSelf() ?? Enumerable.Empty<IOperation>())
            {
                if (operation is ISymbolInitializerOperation initializer && writer.IsInitializer)
                    Follow(initializer.Value, depth);
                else if (operation is ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment && Same(target.Member.OriginalDefinition, member))
                    Follow(assignment.Value, depth);
            }
        }
    }

    /// <summary>What code assigns to a member of objects that come from elsewhere.</summary>
    private void FollowOthers(ISymbol member, int depth)
    {
        foreach (var writer in program.Code.WritersOf(member).Where(writer => carriers!(writer.Entry)).Take(MaximalWriters))
        {
            foreach (var assignment in program.OperationOf(writer)?.Descendants().OfType<ISimpleAssignmentOperation>() ?? Enumerable.Empty<ISimpleAssignmentOperation>())
            {
                if (assignment.Target is IMemberReferenceOperation target && Same(target.Member.OriginalDefinition, member))
                    Follow(assignment.Value, depth);
            }
        }
    }

    /// <summary>Whether code runs when the object or the class is made.</summary>
    public static bool IsInitial(Body writer) => writer.IsInitializer || writer.Method is { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor };

    private void FollowMethod(IMethodSymbol method, IOperation use, int depth)
    {
        method = method.OriginalDefinition;
        if (method.MethodKind == MethodKind.LocalFunction)
            FollowReturns(Top(use).Descendants().OfType<ILocalFunctionOperation>().FirstOrDefault(function => Same(function.Symbol.OriginalDefinition, method))?.Body, depth);
        else if (program.IsSource(method) && program.BodyOf(method) is { } body)
            FollowReturns(program.OperationOf(body), depth);
    }

    private void FollowReturns(IOperation? body, int depth)
    {
        if (body is null || depth > MaximalDepth)
            return;
        foreach (var returned in WithoutFunctions(body).OfType<IReturnOperation>())
        {
            Follow(returned.ReturnedValue, depth);
            FollowConditions(returned, depth);
        }
    }

    private static IEnumerable<IOperation> WithoutFunctions(IOperation body)
    {
        var pending = new Stack<IOperation>();
        pending.Push(body);
        while (pending.Count > 0)
        {
            var current = pending.Pop();
            yield return current;
            foreach (var child in current.ChildOperations)
            {
                if (child is not IAnonymousFunctionOperation and not ILocalFunctionOperation)
                    pending.Push(child);
            }
        }
    }

    private static IOperation Top(IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation;
    }

    private static bool Names(IOperation target, ILocalSymbol local) =>
        target switch
        {
            ILocalReferenceOperation reference => Same(reference.Local, local),
            IDeclarationExpressionOperation declaration => Names(declaration.Expression, local),
            ITupleOperation tuple => tuple.Elements.Any(element => Names(element, local)),
            IConversionOperation conversion => Names(conversion.Operand, local),
            _ => false,
        };

    private static bool Same(ISymbol? left, ISymbol? right) => SymbolEqualityComparer.Default.Equals(left, right);
}
