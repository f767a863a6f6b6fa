using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Runs the code that fills a member of a row on made-up inputs, and tells what the member gets.</summary>
/// <remarks>
/// Two computations that give the same on all trials are the same, however they are spelled: inlined or extracted, as a query or a loop, by one formula or
/// another one. Only what is known is run: arithmetic, text, times, queries, and the program's own methods; everything else is unknown, or a raw input.
/// Nothing of the program itself is ever executed, only its operations are followed, within a budget.
/// </remarks>
internal sealed partial class TrialRun
{
    private const int MaximalSteps = 40_000;
    private const int MaximalDepth = 24;

    private readonly SourceCode code;
    private readonly TrialInputs inputs;
    private readonly List<SyntaxNode> way;
    private readonly List<SyntaxNode> targets;
    private readonly Dictionary<SyntaxNode, IReadOnlyDictionary<string, object?>> found = new();
    private TrialEntity? component;
    private TrialScope scope = new(null, null);
    private int steps;
    private int depth;
    private int stage;
    private bool isFound;

    /// <param name="code">The program.</param>
    /// <param name="way">The calls that lead to the code, from where its flow begins.</param>
    /// <param name="targets">The assignments at its end, or the creations of records, which fill several members at once.</param>
    /// <param name="inputs">The raw inputs.</param>
    public TrialRun(SourceCode code, IEnumerable<SyntaxNode> way, IEnumerable<SyntaxNode> targets, TrialInputs inputs)
    {
        this.code = code;
        this.way = way.ToList();
        this.targets = targets.ToList();
        this.inputs = inputs;
    }

    private static object Unknown => TrialValue.Unknown;

    /// <summary>What is looked for next: a call on the way, and at its end the assignment.</summary>
    private SyntaxNode? Next => isFound ? null : stage < way.Count ? way[stage] : targets.Find(target => !found.ContainsKey(target));

    /// <summary>Runs it from the beginning of a body: what the members get at each of the targets that are reached.</summary>
    public IReadOnlyDictionary<SyntaxNode, IReadOnlyDictionary<string, object?>> From(Body body)
    {
        if (code.OperationOf(body) is not { } operation)
            return found;
        component = body.Method is { IsStatic: false, ContainingType: { } type } ? Entity(type, 0) : null;
        scope = new TrialScope(null, component) { IsOnWay = true };
        if (body.Method is { } method)
        {
            foreach (var parameter in method.Parameters)
                scope.Declare(parameter, FromOutside(parameter));
        }

        Run(operation);
        if (steps >= MaximalSteps)
            found.Clear();
        return found;
    }

    /// <summary>Whether what is looked for stands in an operation, in the code itself.</summary>
    private bool Leads(IOperation? operation) => Next is { } next && operation is not null && Holds(operation.Syntax, next);

    private static bool Holds(SyntaxNode outer, SyntaxNode inner) => outer.SyntaxTree == inner.SyntaxTree && outer.Span.Contains(inner.Span);

    private bool Spend() => ++steps < MaximalSteps;

    /// <summary>Whether an assignment or creation is one of those that are looked for, in the code where they are.</summary>
    private bool IsTarget(SyntaxNode node) => !isFound && stage == way.Count && scope.IsOnWay && targets.Contains(node) && !found.ContainsKey(node);

    private void Find(SyntaxNode target, IReadOnlyDictionary<string, object?> values)
    {
        found.Add(target, values);
        isFound = found.Count == targets.Count;
    }

    private void Run(IOperation operation)
    {
        switch (operation)
        {
            case IMethodBodyOperation method:
                RunBody(method.BlockBody ?? method.ExpressionBody);
                break;
            case IConstructorBodyOperation constructor:
                if (constructor.Initializer is not null)
                    Evaluate(constructor.Initializer);
                RunBody(constructor.BlockBody ?? constructor.ExpressionBody);
                break;
            case ISymbolInitializerOperation initializer:
                scope.Result = Evaluate(initializer.Value);
                break;
            default:
                RunBody(operation);
                break;
        }
    }

    private void RunBody(IOperation? body)
    {
        if (body is not null)
            Execute(body);
    }

    /// <summary>A parameter that nobody in sight gives a value.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="isAssumed">Whether somebody does, but it is not known which.</param>
    private object? FromOutside(IParameterSymbol parameter, bool isAssumed = false) =>
        Assuming(assumes || isAssumed, () => Outside(parameter.Type, "parameter " + parameter.Name, parameter.Name, null, 0));

    /// <summary>Whether what is taken from outside stands for what the code makes in a way that is not known.</summary>
    private bool assumes;

    private object? Assuming(bool isAssumed, System.Func<object?> take)
    {
        var outer = assumes;
        assumes = isAssumed;
        var taken = take();
        assumes = outer;
        return taken;
    }

    /// <summary>What comes from outside: a raw input, a record of raw inputs, or a collection of such.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="id">What tells it from others.</param>
    /// <param name="name">Its name, for people and to recognise it by on the other side.</param>
    /// <param name="owner">The class that it is a member of.</param>
    /// <param name="index">Which of several.</param>
    /// <param name="salt">What it was asked with, where it is an answer; else null.</param>
    private object? Outside(ITypeSymbol? type, string id, string name, INamedTypeSymbol? owner, int index, string? salt = null)
    {
        type = Awaited(type);
        if (type is null || type.TypeKind is TypeKind.TypeParameter or TypeKind.Delegate or TypeKind.Dynamic or TypeKind.Error or TypeKind.Pointer || type.SpecialType is SpecialType.System_Object or SpecialType.System_Void)
            return Unknown;

        var input = new RawInput(id, name, type, owner) { IsAnswer = salt is not null, IsAssumed = assumes };
        if (inputs.ValueOf(input, index, salt ?? "") is var value && !TrialValue.IsUnknown(value))
            return value;
        inputs.Used.Remove(id);
        if (ElementOf(type) is { } element)
        {
            if (IsMap(type))
                return Unknown;
            inputs.Collections.Add(id);
            return FromOutside(number => Outside(element, id + "[]", name, owner, number));
        }

        return type is INamedTypeSymbol { IsTupleType: false, TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface } record ? Entity(record, index) : Unknown;
    }

    /// <summary>A collection from outside. The element that the row which is being filled is made of is none of those that means and counts go over.</summary>
    private TrialList FromOutside(System.Func<int, object?> element) =>
        new(Enumerable.Range(1, inputs.Elements).Select(element), Enumerable.Range(1, inputs.Elements)) { Row = element(0) };

    private TrialEntity Entity(INamedTypeSymbol type, int index) => new(type, type, "", index) { IsAssumed = assumes };

    /// <summary>The member of a record.</summary>
    private object? MemberOf(TrialEntity entity, ISymbol member, ITypeSymbol type)
    {
        var path = entity.Path.Length == 0 ? member.Name : entity.Path + "." + member.Name;
        var value = Assuming(entity.IsAssumed, () => Outside(type, entity.Root.ToDisplayString() + "|" + path, path, entity.Root, entity.Index));
        return value is TrialEntity { Path: "" } part ? new TrialEntity(part.Type, entity.Root, path, entity.Index) { IsAssumed = entity.IsAssumed } : value;
    }

    /// <summary>The type of what a task or a nullable holds.</summary>
    private static ITypeSymbol? Awaited(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask" or "Lazy", TypeArguments.Length: 1 } task ? task.TypeArguments[0] : type;

    /// <summary>The type of a collection's elements; null for everything else, text among it.</summary>
    private static ITypeSymbol? ElementOf(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
            return array.ElementType;
        if (type is not INamedTypeSymbol named || type.SpecialType == SpecialType.System_String)
            return null;
        if (named.TypeArguments.Length == 1 && named.Name is "ReadOnlyMemory" or "Memory" or "Span" or "ReadOnlySpan" or "ImmutableArray" or "DbSet" or "VBuffer")
            return named.TypeArguments[0];
        return named.AllInterfaces.Append(named)
            .FirstOrDefault(candidate => candidate.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T || candidate is { Name: "IAsyncEnumerable", TypeArguments.Length: 1 })
            ?.TypeArguments[0];
    }

    private static bool IsMap(ITypeSymbol type) => type is INamedTypeSymbol { TypeArguments.Length: 2 };

    /// <summary>The body in which a node stands, where it is one that runs by itself.</summary>
    public static Body? BodyAround(CodeIndex code, SyntaxNode node)
    {
        var index = TreeIndex.Of(node.SyntaxTree);
        return node.AncestorsAndSelf().Select(index.Find).FirstOrDefault(entry => entry is not null) is { } entry ? code.BodyOf(entry) : null;
    }
}
