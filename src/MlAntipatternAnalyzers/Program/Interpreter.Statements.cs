using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

internal sealed partial class Interpreter
{
    private void Execute(IOperation? operation)
    {
        if (operation is null || frame.Ended || !Spend())
            return;

        switch (operation.Kind)
        {
            case OperationKind.Block:
                var block = (IBlockOperation)operation;
                DeclareLocalFunctions(block.Operations);
                foreach (var statement in block.Operations)
                    Execute(statement);
                break;

            case OperationKind.ExpressionStatement:
                var expression = ((IExpressionStatementOperation)operation).Operation;
                Evaluate(expression);
                if (expression.Kind == OperationKind.Invocation)
                    Discard((IInvocationOperation)expression);
                break;

            case OperationKind.VariableDeclarationGroup:
                foreach (var declaration in ((IVariableDeclarationGroupOperation)operation).Declarations)
                    Declare(declaration);
                break;

            case OperationKind.UsingDeclaration:
                Execute(((IUsingDeclarationOperation)operation).DeclarationGroup);
                break;

            case OperationKind.Using:
                var scope = (IUsingOperation)operation;
                ExecuteOrEvaluate(scope.Resources);
                Execute(scope.Body);
                break;

            case OperationKind.Conditional when operation is IConditionalOperation { WhenTrue: IBlockOperation or IExpressionStatementOperation or IReturnOperation or IThrowOperation } choice:
                ExecuteIf(choice);
                break;

            case OperationKind.Switch:
                ExecuteSwitch((ISwitchOperation)operation);
                break;

            case OperationKind.Loop:
                ExecuteLoop((ILoopOperation)operation);
                break;

            case OperationKind.Try:
                ExecuteTry((ITryOperation)operation);
                break;

            case OperationKind.Lock:
                var guarded = (ILockOperation)operation;
                Evaluate(guarded.LockedValue);
                Execute(guarded.Body);
                break;

            case OperationKind.YieldReturn:
                (frame.Yields ??= new List<Value>()).Add(Evaluate(((IReturnOperation)operation).ReturnedValue));
                if (frame.ShuffledLoops is { Count: > 0 } shuffled)
                    (frame.YieldShuffles ??= new List<Shuffle>()).AddRange(shuffled.SelectMany(loop => loop.Shuffles));
                break;

            case OperationKind.Return:
                var returned = ((IReturnOperation)operation).ReturnedValue;
                frame.Returns.Add(returned is null ? Value.Unknown : Evaluate(returned));
                Leave();
                break;

            case OperationKind.YieldBreak:
                Leave();
                break;

            case OperationKind.Throw:
                Evaluate(((IThrowOperation)operation).Exception);
                frame.Ended = true;
                break;

            case OperationKind.Labeled:
                Execute(((ILabeledOperation)operation).Operation);
                break;

            case OperationKind.LocalFunction or OperationKind.Branch or OperationKind.Empty:
                break;

            default:
                Evaluate(operation);
                break;
        }
    }

    private void ExecuteLoop(ILoopOperation operation)
    {
        switch (operation)
        {
            case IForEachLoopOperation loop:
                ExecuteForEach(loop);
                break;

            case IForLoopOperation loop:
                foreach (var before in loop.Before)
                    ExecuteOrEvaluate(before);
                ExecuteLoop(loop, CounterOf(loop), () =>
                {
                    Evaluate(loop.Condition);
                    Execute(loop.Body);
                    foreach (var after in loop.AtLoopBottom)
                        ExecuteOrEvaluate(after);
                });
                break;

            case IWhileLoopOperation loop:
                ExecuteLoop(loop, null, () =>
                {
                    Evaluate(loop.Condition);
                    Execute(loop.Body);
                });
                break;

            default:
                EvaluateChildren(operation);
                break;
        }
    }

    /// <summary>Keeps in mind a call that stands alone and does nothing but return something.</summary>
    private void Discard(IInvocationOperation call)
    {
        if (ml.IsMlNet(call.TargetMethod)
            && ml.ApiOf(call.TargetMethod) is Api.Append or Api.AppendCache or Api.Fit or Api.Transform or Api.FilterRows or Api.FilterByColumn or Api.SameRows
            && !root.Discarded.Contains(call))
            root.Discarded.Add(call);
    }

    private void ExecuteOrEvaluate(IOperation operation)
    {
        if (operation.Kind is OperationKind.VariableDeclarationGroup or OperationKind.ExpressionStatement or OperationKind.Block)
            Execute(operation);
        else
            Evaluate(operation);
    }

    private void DeclareLocalFunctions(ImmutableArray<IOperation> statements)
    {
        foreach (var statement in statements)
        {
            if (statement.Kind == OperationKind.LocalFunction && statement is ILocalFunctionOperation function)
                (frame.LocalFunctions ??= new Dictionary<IMethodSymbol, ILocalFunctionOperation>(SymbolEqualityComparer.Default))[function.Symbol] = function;
        }
    }

    private void Declare(IVariableDeclarationOperation declaration)
    {
        foreach (var declarator in declaration.Declarators)
        {
            var initializer = declarator.Initializer ?? declaration.Initializer;
            if (initializer is not null)
                store.Set(new StoreKey(frame, declarator.Symbol), Evaluate(initializer.Value));
        }
    }

    /// <summary>A return: what has changed up to here is one of the ways in which the method ends.</summary>
    private void Leave()
    {
        if (store.Depth - 1 > frame.Journal)
            frame.Exits.Add(store.ChangesSince(frame.Journal));
        else
            frame.Returned = true;
        frame.Ended = true;
    }

    private void ExecuteIf(IConditionalOperation choice)
    {
        if (NullTest(choice.Condition) is { } isNull)
        {
            Execute(isNull ? choice.WhenTrue : choice.WhenFalse);
            return;
        }

        var condition = Evaluate(choice.Condition);
        Branch(() => Execute(choice.WhenTrue), () => Execute(choice.WhenFalse));
        if (DatumValue.In(condition) is { } datum)
            Choose(choice, datum);
    }

    /// <summary>A number that was set one way or the other as a datum had it is computed from that datum.</summary>
    private void Choose(IConditionalOperation choice, DatumValue by)
    {
        foreach (var assigned in choice.Descendants().OfType<ISimpleAssignmentOperation>())
        {
            if (assigned is { Target: ILocalReferenceOperation { Local: var local }, Value.ConstantValue: { HasValue: true, Value: not null and not string } } && ReadLocal(local) is JoinValue several)
                WriteLocal(local, Chosen(several, by, assigned.Syntax));
        }
    }

    /// <summary>Tries each branch from here and goes on from their join.</summary>
    private void Branch(params Action[] branches)
    {
        var ends = new List<Dictionary<StoreKey, Value>>(branches.Length);
        foreach (var branch in branches)
        {
            store.Begin();
            branch();
            var changes = store.Undo();
            if (!frame.Ended)
                ends.Add(changes);
            frame.Ended = false;
        }

        store.Merge(ends, untouched);
        frame.Ended = ends.Count == 0;
    }

    private void ExecuteSwitch(ISwitchOperation choice)
    {
        var value = Evaluate(choice.Value);
        Meet(value, MetricFate.Compared);
        var branches = choice.Cases.Select(section => (Action)(() =>
        {
            foreach (var clause in section.Clauses)
            {
                if (clause is IPatternCaseClauseOperation { Pattern: var pattern, Guard: var guard })
                {
                    Bind(pattern, value);
                    Evaluate(guard);
                }
            }

            foreach (var statement in section.Body)
                Execute(statement);
        })).ToList();
        if (!choice.Cases.Any(section => section.Clauses.Any(clause => clause.CaseKind == CaseKind.Default)))
            branches.Add(() => { });
        Branch(branches.ToArray());
    }

    private void ExecuteTry(ITryOperation attempt)
    {
        // A handler runs from somewhere inside the block: it sees what was before, or what the block had done.
        store.Begin();
        Execute(attempt.Body);
        var done = store.Undo();
        var ended = frame.Ended;
        frame.Ended = false;

        var ends = new List<Dictionary<StoreKey, Value>>();
        if (!ended)
            ends.Add(done);
        foreach (var handler in attempt.Catches)
        {
            store.Begin();
            Execute(handler.Handler);
            var changes = store.Undo();
            if (!frame.Ended)
                ends.Add(changes);
            frame.Ended = false;
        }

        store.Merge(ends, untouched);
        frame.Ended = ends.Count == 0;
        if (attempt.Finally is not null)
        {
            var left = frame.Ended;
            frame.Ended = false;
            Execute(attempt.Finally);
            frame.Ended |= left;
        }
    }

    /// <param name="loop">The loop.</param>
    /// <param name="index">The variable that counts its rounds, if one does.</param>
    /// <param name="body">Runs a round.</param>
    private void ExecuteLoop(ILoopOperation loop, ISymbol? index, Action body)
    {
        foreach (var counter in CountersOf(loop))
        {
            if (ReadLocal(counter) is ConstantValue { Content: not null })
                WriteLocal(counter, SymbolEqualityComparer.Default.Equals(counter, index) ? Value.Invented : Value.Unknown);
        }

        frame.Loops++;
        frame.Rounds++;
        Branch(body, () => { });
        frame.Rounds--;
        frame.Loops--;
    }

    /// <summary>The variable that a loop declares and counts up or down at the end of every round, and nowhere else.</summary>
    private static ISymbol? CounterOf(IForLoopOperation loop)
    {
        if (loop.AtLoopBottom.Length != 1
            || loop.AtLoopBottom[0] is not IExpressionStatementOperation { Operation: IIncrementOrDecrementOperation { Target: ILocalReferenceOperation { Local: var counter } } }
            || !loop.Locals.Contains(counter))
            return null;
        return loop.Body.Descendants().Any(operation => TargetOf(operation) is ILocalReferenceOperation { Local: var assigned } && SymbolEqualityComparer.Default.Equals(assigned, counter)) ? null : counter;
    }

    private readonly Dictionary<SyntaxNode, List<ISymbol>> counters = new();

    /// <summary>The variables that an iteration changes: in the next one they are not what they were before the loop.</summary>
    private List<ISymbol> CountersOf(ILoopOperation loop)
    {
        if (counters.TryGetValue(loop.Syntax, out var known))
            return known;

        known = new List<ISymbol>();
        foreach (var operation in loop.Descendants())
        {
            var target = TargetOf(operation);
            var symbol = (target as ILocalReferenceOperation)?.Local ?? (ISymbol?)(target as IParameterReferenceOperation)?.Parameter;
            if (symbol is not null && !known.Contains(symbol))
                known.Add(symbol);
        }

        counters.Add(loop.Syntax, known);
        return known;
    }

    private static IOperation? TargetOf(IOperation operation) => (operation as IAssignmentOperation)?.Target ?? (operation as IIncrementOrDecrementOperation)?.Target;

    /// <summary>The entry of a dictionary, which is a sequence of its values.</summary>
    private Value Entry(IForEachLoopOperation loop, Value element)
    {
        var collection = loop.Collection is IConversionOperation conversion ? conversion.Operand : loop.Collection;
        return element is not TupleValue && model.FactsOf(collection.Type).Element is { Name: "KeyValuePair" } ? new TupleValue(ImmutableArray.Create(Value.Unknown, element)) : element;
    }

    private void ExecuteForEach(IForEachLoopOperation loop, Value collection)
    {
        Spoil(collection);
        if (collection is SchemaValue or TransformerValue or JoinValue)
            Expose(collection);
        var variable = loop.Locals.FirstOrDefault();
        if (collection is SequenceValue { Exact: true, Items.Count: > 0 and <= MaximalUnrolling } known)
        {
            Unroll(loop, known, variable);
            return;
        }

        var element = ElementOf(collection);
        ExecuteLoop(loop, null, () =>
        {
            Assign(loop.LoopControlVariable, Entry(loop, element), variable);
            Execute(loop.Body);
        });
    }

    /// <summary>A loop over elements that are all known: each iteration is a path of its own.</summary>
    private void Unroll(IForEachLoopOperation loop, SequenceValue known, ILocalSymbol? variable)
    {
        var outer = frame.Path;
        frame.Loops++;
        for (var i = 0; i < known.Items.Count && !frame.Ended; i++)
        {
            frame.Path = new CallPath(outer, loop.Syntax, i, inLoop: true);
            Assign(loop.LoopControlVariable, Entry(loop, known.Items[i]), variable);
            Execute(loop.Body);
        }

        frame.Path = outer;
        frame.Loops--;
    }

    private void Assign(IOperation control, Value value, ILocalSymbol? variable)
    {
        if (control is IVariableDeclaratorOperation declarator)
            store.Set(new StoreKey(frame, declarator.Symbol), value);
        else if (control is IDeclarationExpressionOperation or ITupleOperation or ILocalReferenceOperation)
            AssignTo(control, value);
        else if (variable is not null)
            store.Set(new StoreKey(frame, variable), value);
    }

    /// <summary>What one element of a collection may be.</summary>
    private static Value ElementOf(Value collection) =>
        collection switch
        {
            SequenceValue sequence => sequence.Element,
            DatumValue datum => datum,
            SplitValue { Folds: true } split => split,
            MetricValue metric => metric,
            JoinValue join => JoinValue.Of(join.Alternatives.Select(ElementOf).ToList()),
            _ => Value.Unknown,
        };
}
