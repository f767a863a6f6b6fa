using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What the flow hands to code that it does not follow: who asks whether nothing reads a thing must know where it may be read unseen.</summary>
internal sealed partial class Interpreter
{
    private readonly Dictionary<SyntaxNode, DelegateValue> idle = new();
    private readonly HashSet<SyntaxNode> ran = new();

    /// <summary>Local functions that were made delegates.</summary>
    private readonly Dictionary<SyntaxNode, DelegateValue> kept = new();

    /// <summary>At the end of a flow: local functions that were put into a table of commands, or the like, run some time.</summary>
    private void RunKept()
    {
        foreach (var function in kept.Values.Where(function => !ran.Contains(function.Callable.Body!.Syntax)).ToList())
        {
            frame.Ended = false;
            RunSomeTime(function, function.Callable.Body!);
        }
    }

    private void Expose(Value receiver, ImmutableArray<Value> arguments)
    {
        Expose(receiver);
        foreach (var argument in arguments)
            Expose(argument);
    }

    private void Expose(Value value)
    {
        if (value is not ConstantValue and not DatumValue and not ContextValue and not DefinitionValue and not FileValue && !value.IsUnknown && value != Value.Invented)
        {
            Meet(value, MetricFate.Passed);
            root.Exposed.Add(value);
        }
    }

    /// <summary>A method of ML.NET's of which is not known which columns it reads.</summary>
    private Value ExposeToMlNet(MlCall call)
    {
        // Importances are those of the features, which the trainer has read; how many rows there are is in no column.
        if (ml.ApiOf(call.Method) != Api.Importance && call.Method.Name != "GetRowCount")
        {
            Expose(call.Receiver, call.Arguments);
            foreach (var parameter in call.Method.Parameters)
                root.HasLostSight |= parameter.Ordinal < call.Arguments.Length && call.Arguments[parameter.Ordinal].IsUnknown && ml.TypeOf(parameter.Type) is MlType.View or MlType.Transformer or MlType.Estimator;
            root.HasLostSight |= call.Receiver.IsUnknown && !call.Method.IsStatic && ml.TypeOf(call.Method.ContainingType) is MlType.View or MlType.Transformer or MlType.Estimator;
        }

        if (call.Receiver.Alternatives.All(alternative => alternative is ContextValue) && ml.TypeOf(call.Method.ReturnType) == MlType.Other)
            return call.Receiver;
        return Opaque(call.Method.ReturnType, call.Origin(frame));
    }

    /// <summary>What .NET's own library does nothing with but write its name, or compare it with null.</summary>
    private bool IsHarmless(IMethodSymbol method) =>
        ml.IsDotNet(method) && (method.ContainingType.Name is "Console" or "Debug" or "Trace" or "ArgumentNullException" or "GC" || method.Name is "Dispose" or "GetType" or "ToString" or "Equals" or "ReferenceEquals" or "GetHashCode");

    /// <summary>What operations lose that are not interpreted: dynamic calls, and code that does not bind.</summary>
    private void EvaluateLost(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
        {
            var value = Evaluate(child);
            if (value is DelegateValue function)
                RunSomeTime(function, operation);
            else
                Expose(value);
        }
    }

    /// <summary>At the end of a flow: what it returns to nobody who is known, and what is captured by lambdas that it never ran.</summary>
    private void ExposeRest()
    {
        foreach (var returned in frame.Returns)
        {
            Meet(returned, MetricFate.Passed, texts: true);
            Expose(returned);
        }

        foreach (var function in idle.Values.Where(function => function.Callable.Body is { } body && !ran.Contains(body.Syntax)))
        {
            foreach (var operation in function.Callable.Body!.Descendants())
            {
                switch (operation)
                {
                    case ILocalReferenceOperation local:
                        Expose(Captured(function, local.Local));
                        break;
                    case IParameterReferenceOperation parameter:
                        Expose(Captured(function, parameter.Parameter));
                        break;
                    case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member when model.IsSource(member.Member.OriginalDefinition) && model.Cargoes.HoldsMl(member.Member):
                        root.ReadUnseen.Add(member.Member.OriginalDefinition);
                        break;
                }
            }
        }
    }

    private Value Captured(DelegateValue function, ISymbol symbol)
    {
        for (var owner = function.Closure; owner is not null; owner = owner.Closure)
        {
            if (store.TryGet(new StoreKey(owner, symbol), out var value))
                return value;
        }

        return Value.Unknown;
    }
}
