using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Runs one root body abstractly, and what it calls with it, and records what that does with ML.NET.</summary>
/// <remarks>
/// Forward, in the order of execution; branches are tried apart and joined, loops run once (over known elements: once each), calls into the
/// compilation are followed with their arguments. What is beyond the budget, recursive, or not in the compilation is unknown.
/// </remarks>
internal sealed partial class Interpreter
{
    private const int MaximalDepth = 24;
    private const int MaximalSteps = 60_000;
    private const int MaximalUnrolling = 8;
    private const int MaximalImplementations = 6;

    private readonly ProgramModel model;
    private readonly MlNetSymbols ml;
    private readonly CancellationToken cancellationToken;
    private readonly Store store = new();
    private readonly FlowRoot root;
    private readonly HashSet<Body> active = new();
    private readonly Func<StoreKey, Value> untouched;
    private Frame frame;
    private int steps;

    private Interpreter(ProgramModel model, FlowRoot root, CancellationToken cancellationToken)
    {
        this.model = model;
        this.root = root;
        this.cancellationToken = cancellationToken;
        ml = model.Symbols;
        Value self = root.ThisType is null ? Value.Unknown : new ObjectValue(new Origin(root.ThisType.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken), null), root.ThisType, isThis: true);
        frame = new Frame(root.Body, null, self, null);
        // A member of an object that this flow made has its default where a branch did not assign it, or the object is not there at all.
        untouched = key => key.Owner is ObjectValue { IsThis: false } ? ConstantValue.Null : key.Owner is ObjectValue or null ? FieldFromElsewhere(key.Symbol) : Value.Unknown;
    }

    public static void Interpret(ProgramModel model, FlowRoot root, CancellationToken cancellationToken) =>
        new Interpreter(model, root, cancellationToken).Run();

    private void Run()
    {
        store.Begin();
        frame.Journal = store.Depth - 1;
        active.Add(root.Body);
        root.Visited.Add(root.Body);

        if (root.Body.Method is { } method)
        {
            foreach (var parameter in method.Parameters)
                store.Set(new StoreKey(frame, parameter), Parameter(parameter));
        }

        if (root.Body.Method is { MethodKind: MethodKind.Constructor, IsStatic: false } && root.Body.Type is { } type)
            RunInitializers(type);

        RunBody(root.Body);
        RunKept();
        ExposeRest();
        root.Returns = JoinValue.Of(frame.Returns);
    }

    private Value Parameter(IParameterSymbol parameter)
    {
        // Of most there is nothing to know; where they are declared costs to find out.
        if (model.FactsOf(Substitute(parameter.Type)).IsOpaque)
            return Value.Unknown;
        var syntax = parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken);
        return syntax is null ? Value.Unknown : Opaque(parameter.Type, new Origin(syntax, null));
    }

    /// <summary>A value of which only its identity and type are known.</summary>
    private Value Opaque(ITypeSymbol? type, Origin origin)
    {
        var facts = model.FactsOf(Substitute(type));
        switch (facts.Ml)
        {
            case MlType.View:
                return new ViewValue(origin, ViewKind.Opaque);
            case MlType.Transformer:
                return new TransformerValue(origin, TransformerKind.Opaque);
            case MlType.Estimator:
                return new EstimatorValue(origin, ImmutableArray.Create(UnknownStep(origin)));
            case MlType.TrainTestData:
                return new SplitValue(origin, new ViewValue(origin, ViewKind.Opaque), folds: false);
            case MlType.Engine:
                return new EngineValue(origin, new TransformerValue(origin, TransformerKind.Opaque), Argument(facts.Type, 0), Argument(facts.Type, 1));
            default:
                if (facts.IsDatum)
                    return DatumValue.Raw;
                return facts.Element is not null ? new SequenceValue(origin, Array.Empty<Value>(), exact: false) : Value.Unknown;
        }
    }

    private static Step UnknownStep(Origin origin) => new(origin, null, null, ImmutableDictionary<ColumnRole, ColumnNames>.Empty);

    private static ITypeSymbol? Argument(ITypeSymbol? type, int index) =>
        type is INamedTypeSymbol { TypeArguments: var arguments } && arguments.Length > index ? arguments[index] : null;

    private ITypeSymbol? Substitute(ITypeSymbol? type)
    {
        if (frame.TypeArguments is not { } map || type is null)
            return type;
        if (type is ITypeParameterSymbol parameter)
            return map.TryGetValue(parameter, out var argument) ? argument : type;
        if (type is INamedTypeSymbol { TypeArguments.Length: > 0 } generic && generic.TypeArguments.Any(argument => argument is ITypeParameterSymbol))
            return generic.OriginalDefinition.Construct(generic.TypeArguments.Select(argument => Substitute(argument)!).ToArray());
        return type;
    }

    /// <summary>A body's code, with what must run before it.</summary>
    private void RunBody(Body body)
    {
        var operation = model.OperationOf(body);
        switch (operation)
        {
            case IConstructorBodyOperation constructor:
                if (constructor.Initializer is null)
                    RunImplicitBase(body.Type, frame.This, constructor);
                Execute(constructor.Initializer);
                Execute(constructor.BlockBody ?? constructor.ExpressionBody);
                break;

            case IMethodBodyOperation method:
                Execute(method.BlockBody ?? method.ExpressionBody);
                break;

            case IFieldInitializerOperation field:
                foreach (var symbol in field.InitializedFields)
                    Initialize(symbol, field.Value);
                break;

            case IPropertyInitializerOperation property:
                foreach (var symbol in property.InitializedProperties)
                    Initialize(symbol, property.Value);
                break;

            default:
                Execute(operation);
                break;
        }
    }

    private void Initialize(ISymbol member, IOperation initializer)
    {
        var value = Evaluate(initializer);
        WriteMember(member, member.IsStatic ? Value.Unknown : frame.This, value, initializer.Syntax);
    }

    /// <summary>The instance initializers of a class, as its constructors run them.</summary>
    private void RunInitializers(INamedTypeSymbol type)
    {
        foreach (var initializer in model.InitializersOf(type))
        {
            if (initializer.Symbol.IsStatic || !active.Add(initializer))
                continue;
            root.Visited.Add(initializer);
            RunBody(initializer);
            active.Remove(initializer);
        }
    }

    private Origin Here(SyntaxNode node) => new(node, frame.Path);

    private bool Spend()
    {
        if (++steps % 256 == 0)
            cancellationToken.ThrowIfCancellationRequested();
        root.HasLostSight |= steps >= MaximalSteps;
        return steps < MaximalSteps;
    }

    private ProgramEvent Record(EventKind kind, IOperation operation, IMethodSymbol method)
    {
        var recorded = new ProgramEvent(kind, Here(operation.Syntax), operation, method, frame.Body)
        {
            InLoop = frame.InLoop,
            Task = OperatorCatalog.TaskOf(method),
        };
        root.Events.Add(recorded);
        return recorded;
    }
}
