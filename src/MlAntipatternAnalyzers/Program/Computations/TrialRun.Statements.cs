using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

internal sealed partial class TrialRun
{
    private const int MaximalRounds = 8_000;

    /// <summary>How a statement was left.</summary>
    private enum Way
    {
        On,
        Break,
        Continue,
        Return,
    }

    private Way Execute(IOperation operation)
    {
        if (!Spend() || isFound)
            return Way.Return;

        switch (operation)
        {
            case IBlockOperation block:
                return ExecuteAll(block.Operations);

            case IExpressionStatementOperation statement:
                Evaluate(statement.Operation);
                return Way.On;

            case IVariableDeclarationGroupOperation group:
                foreach (var declarator in group.Declarations.SelectMany(declaration => declaration.Declarators))
                    scope.Declare(declarator.Symbol, declarator.GetVariableInitializer() is { } initializer ? Evaluate(initializer.Value) : null);
                return Way.On;

            case IReturnOperation { Kind: OperationKind.YieldReturn } yielded:
                (scope.Yields ??= new List<object?>()).Add(Evaluate(yielded.ReturnedValue));
                return Way.On;

            case IReturnOperation { Kind: OperationKind.YieldBreak }:
                return Way.Return;

            case IReturnOperation returned:
                scope.Result = Evaluate(returned.ReturnedValue);
                return Way.Return;

            case IConditionalOperation choice:
                return Choose(choice);

            case ISwitchOperation choice:
                return Choose(choice);

            case IForEachLoopOperation loop:
                return Loop(loop);

            case IForLoopOperation loop:
                return Loop(loop);

            case IWhileLoopOperation loop:
                return Loop(loop);

            case IBranchOperation branch:
                return branch.BranchKind switch { BranchKind.Break => Way.Break, BranchKind.Continue => Way.Continue, _ => Doubt() };

            case IThrowOperation:
                return Doubt();

            case IUsingOperation resource:
                Execute(resource.Resources);
                return Execute(resource.Body);

            case IUsingDeclarationOperation resource:
                return Execute(resource.DeclarationGroup);

            case ITryOperation attempt:
                var left = Execute(attempt.Body);
                foreach (var handler in attempt.Catches)
                {
                    if (Leads(handler))
                        return Execute(handler.Handler);
                }

                return attempt.Finally is { } last && Execute(last) is not Way.On and var ended ? ended : left;

            case ILockOperation locked:
                return Execute(locked.Body);

            case ILocalFunctionOperation function:
                scope.LocalFunctions[function.Symbol] = function;
                return Way.On;

            case ILabeledOperation { Operation: { } labelled }:
                return Execute(labelled);

            default:
                if (operation.Type is null && !operation.ChildOperations.Any())
                    return Way.On;
                Evaluate(operation);
                return Way.On;
        }
    }

    private Way ExecuteAll(ImmutableArray<IOperation> operations)
    {
        foreach (var operation in operations)
        {
            if (operation is ILocalFunctionOperation function)
                scope.LocalFunctions[function.Symbol] = function;
        }

        for (var i = 0; i < operations.Length; i++)
        {
            if (Execute(operations[i]) is not Way.On and var way && !GoesOn(operations, i))
                return way;
        }

        return Way.On;
    }

    /// <summary>Whether what is looked for comes later: then what would have left before did not.</summary>
    private bool GoesOn(ImmutableArray<IOperation> operations, int place)
    {
        if (!scope.IsOnWay || isFound || steps >= MaximalSteps)
            return false;
        for (var i = place + 1; i < operations.Length; i++)
        {
            if (Leads(operations[i]))
                return true;
        }

        return false;
    }

    /// <summary>Leaves an activation of which is not known what it answers.</summary>
    private Way Doubt()
    {
        scope.IsDoubtful = true;
        return Way.Return;
    }

    private Way Choose(IConditionalOperation choice)
    {
        if (Leads(choice.WhenTrue))
            return Execute(choice.WhenTrue);
        if (Leads(choice.WhenFalse))
            return Execute(choice.WhenFalse!);
        switch (Evaluate(choice.Condition))
        {
            case true:
                return Execute(choice.WhenTrue);
            case false:
                return choice.WhenFalse is null ? Way.On : Execute(choice.WhenFalse);
        }

        // What is checked before anything is computed, a model that is missing or a value out of range, ends in an error, or in an answer without a row.
        if (choice.WhenFalse is null && (Throws(choice.WhenTrue) || (scope.IsOnWay && !isFound && Leaves(choice.WhenTrue))))
            return Way.On;
        Forget(choice);
        return Way.On;
    }

    private static bool Throws(IOperation operation) =>
        operation switch
        {
            IBlockOperation { Operations: { Length: > 0 } all } => Throws(all[all.Length - 1]),
            IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation } => true,
            _ => false,
        };

    private static bool Leaves(IOperation operation) =>
        operation switch
        {
            IBlockOperation { Operations: { Length: > 0 } all } => Leaves(all[all.Length - 1]),
            IReturnOperation { Kind: OperationKind.Return } or IBranchOperation => true,
            _ => false,
        };

    private Way Choose(ISwitchOperation choice)
    {
        if (choice.Cases.FirstOrDefault(Leads) is { } leading)
            return Unbroken(ExecuteAll(leading.Body));
        var value = Evaluate(choice.Value);
        ISwitchCaseOperation? otherwise = null;
        foreach (var section in choice.Cases)
        {
            foreach (var clause in section.Clauses)
            {
                if (clause is ISingleValueCaseClauseOperation { Value: var compared })
                    Remember(compared);
                var holds = clause switch
                {
                    ISingleValueCaseClauseOperation single => AreEqual(value, Evaluate(single.Value)),
                    IPatternCaseClauseOperation pattern => Both(Matches(value, pattern.Pattern), pattern.Guard is null ? true : Evaluate(pattern.Guard)),
                    IDefaultCaseClauseOperation => false,
                    _ => Unknown,
                };
                if (clause is IDefaultCaseClauseOperation)
                    otherwise = section;
                if (holds is true)
                    return Unbroken(ExecuteAll(section.Body));
                if (holds is not false)
                {
                    Forget(choice);
                    return Way.On;
                }
            }
        }

        return otherwise is null ? Way.On : Unbroken(ExecuteAll(otherwise.Body));
    }

    private static Way Unbroken(Way way) => way == Way.Break ? Way.On : way;

    private Way Loop(IForEachLoopOperation loop)
    {
        var source = Evaluate(loop.Collection);
        if (isFound)
            return Way.Return;
        if (Leads(loop.Body))
        {
            // The row that is being filled: what the rounds before left behind is not known.
            ForgetAssigned(loop.Body);
            Assign(loop.LoopControlVariable, RowOf(source) is var row && TrialValue.IsUnknown(row) && !inputs.IsStrict ? AssumedRow((loop.LoopControlVariable as IVariableDeclaratorOperation)?.Symbol.Type) : row);
            return AfterRow(Execute(loop.Body));
        }

        if (Items(source) is not { } items)
        {
            Forget(loop);
            return Way.On;
        }

        foreach (var item in items.Items.ToList())
        {
            Assign(loop.LoopControlVariable, item);
            var way = Execute(loop.Body);
            if (way == Way.Return)
                return way;
            if (way == Way.Break || !Spend())
                break;
        }

        return Way.On;
    }

    private Way Loop(IForLoopOperation loop)
    {
        foreach (var before in loop.Before)
            Execute(before);
        if (Leads(loop.Body))
        {
            ForgetAssigned(loop);
            foreach (var local in loop.Locals)
                scope.Set(local, TrialValue.RowNumber);
            return AfterRow(Execute(loop.Body));
        }

        return Rounds(loop, loop.Condition, loop.Body, loop.AtLoopBottom, isTestedFirst: true, until: false);
    }

    private Way Loop(IWhileLoopOperation loop)
    {
        if (Leads(loop.Body))
        {
            ForgetAssigned(loop);
            return AfterRow(Execute(loop.Body));
        }

        return Rounds(loop, loop.Condition, loop.Body, ImmutableArray<IOperation>.Empty, loop.ConditionIsTop, loop.ConditionIsUntil);
    }

    private Way Rounds(IOperation loop, IOperation? condition, IOperation body, ImmutableArray<IOperation> bottom, bool isTestedFirst, bool until)
    {
        for (var round = 0; round < MaximalRounds && Spend(); round++)
        {
            if (isTestedFirst || round > 0)
            {
                // What another component answers is always the same here: a loop that asks it for more would never end.
                var asked = answers;
                var holds = condition is null ? true : Evaluate(condition);
                if (holds is not bool known || answers != asked)
                    break;
                if (known == until)
                    return Way.On;
            }

            var way = Execute(body);
            if (way == Way.Return)
                return way;
            if (way == Way.Break)
                return Way.On;
            foreach (var step in bottom)
                Execute(step);
        }

        Forget(loop);
        return Way.On;
    }

    /// <summary>What was looked for in a loop's body and not met there is behind a branch that is not taken.</summary>
    private Way AfterRow(Way way) => isFound ? Way.Return : Unbroken(way == Way.Continue ? Way.On : way);

    /// <summary>The element of a collection that the row which is being filled is made of.</summary>
    private static object? RowOf(object? source) => Items(source) is { } items ? items.RowItem : Unknown;

    /// <summary>A row of a collection that is put together in a way that is not known.</summary>
    private object? AssumedRow(ITypeSymbol? type) => Assuming(true, () => Outside(type, "row " + type?.ToDisplayString(), "", null, 0));

    /// <summary>Nothing that a statement may assign or leave with is known any more.</summary>
    private void Forget(IOperation statement)
    {
        ForgetAssigned(statement);
        if (statement.Descendants().Any(inner => inner is IReturnOperation or IThrowOperation))
            scope.IsDoubtful = true;
    }

    private void ForgetAssigned(IOperation statement)
    {
        foreach (var inner in statement.DescendantsAndSelf())
        {
            switch (inner)
            {
                case IAssignmentOperation assignment:
                    ForgetTarget(assignment.Target);
                    break;
                case IIncrementOrDecrementOperation step:
                    ForgetTarget(step.Target);
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } argument:
                    ForgetTarget(argument.Value);
                    break;
                case IInvocationOperation { Instance: { } instance } invocation when UseSyntax.Additions.Contains(invocation.TargetMethod.Name) || instance.Type?.Name == "StringBuilder":
                    ForgetTarget(instance);
                    break;
            }
        }
    }

    private void ForgetTarget(IOperation target)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                if (scope.TryGet(local.Local, out _))
                    scope.Set(local.Local, Unknown);
                break;
            case IParameterReferenceOperation parameter:
                scope.Set(parameter.Parameter, Unknown);
                break;
            case IArrayElementReferenceOperation element:
                ForgetTarget(element.ArrayReference);
                break;
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } indexed }:
                ForgetTarget(indexed);
                break;
            case IMemberReferenceOperation { Instance: ILocalReferenceOperation owner } member when scope.TryGet(owner.Local, out var value) && value is TrialObject made:
                made.Members[member.Member.Name] = Unknown;
                break;
            case ITupleOperation tuple:
                foreach (var part in tuple.Elements)
                    ForgetTarget(part);
                break;
        }
    }
}
