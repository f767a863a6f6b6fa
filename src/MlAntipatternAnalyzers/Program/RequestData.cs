using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>
/// Follows what a prediction is given back to what a request, a message or a trigger brings along, through variables, members and the calls on the way. What
/// services answer (a database, another service) is no request's, though they were asked with something of it. To be asked inside <see cref="ProgramModel.Ask{T}"/>.
/// </summary>
internal sealed class RequestData
{
    private const int MaximalOperations = 2000;

    private static readonly HashSet<string> Services = new() { "FromServices", "FromServicesAttribute", "FromKeyedServices", "FromKeyedServicesAttribute", "TimerTrigger", "TimerTriggerAttribute" };

    private static readonly HashSet<string> Carriers = new() { "HttpRequest", "HttpContext", "HttpRequestData", "IFormFile", "IFormFileCollection", "IFormCollection", "ConsumeContext", "IBrowserFile" };

    private readonly ProgramModel program;
    private readonly HashSet<IOperation> followed = new();
    private readonly HashSet<ISymbol> variables = new(SymbolEqualityComparer.Default);
    private readonly List<ISymbol> sources = new();

    private RequestData(ProgramModel program, Body entry, string name, ISymbol source)
    {
        this.program = program;
        Entry = entry;
        EntryName = name;
        Source = source;
    }

    private RequestData(ProgramModel program)
        : this(program, null!, "", null!)
    {
    }

    /// <summary>The body that is entered with the request.</summary>
    public Body Entry { get; }

    public string EntryName { get; }

    /// <summary>The parameter, or the bound property, that the data come with.</summary>
    public ISymbol Source { get; }

    /// <summary>The variables on the way, each holding the data or a part of them.</summary>
    public IReadOnlyCollection<ISymbol> Variables { get; private set; } = Array.Empty<ISymbol>();

    /// <summary>The code on the way: bodies, or the lambda of an endpoint.</summary>
    public IReadOnlyList<IOperation> Code { get; private set; } = Array.Empty<IOperation>();

    /// <summary>What a prediction is given by one path that leads to it; null where that is nothing of a request's.</summary>
    public static RequestData? Of(ProgramEvent predict, RequestPath path, ProgramModel program)
    {
        if (predict.Operation is not IInvocationOperation call || ExampleOf(call) is not { } example)
            return null;
        var search = new RequestData(program);
        var values = new List<IOperation> { example };
        var code = new List<IOperation>();
        var way = path.Way.Where((body, i) => i == 0 || path.Way[i - 1] != body).ToList();
        if (way.Count == 0)
            way.Add(predict.Body);
        for (var i = 0; i < way.Count; i++)
        {
            // Whoever is asked on the way may look at what he is given.
            search.variables.UnionWith(search.sources);
            search.sources.Clear();
            foreach (var value in values)
                search.Follow(value);
            var entered = search.sources.FirstOrDefault(source => IsEntered(source, way[i], path) && search.IsBound(source, path));
            if (program.OperationOf(way[i]) is not { } body)
                return null;
            code.Add(entered is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } } ? body.Descendants().FirstOrDefault(part => part.Syntax == path.Entry) ?? body : body);
            if (entered is not null)
                return new RequestData(program, way[i], path.Name, entered) { Variables = search.variables.Concat(search.sources).ToList(), Code = code };
            if (i + 1 == way.Count)
                return null;
            values = search.sources.OfType<IParameterSymbol>().SelectMany(parameter => search.ArgumentsOf(parameter, way[i + 1])).ToList();
            if (values.Count == 0)
                return null;
        }

        return null;
    }

    private static IOperation? ExampleOf(IInvocationOperation call) =>
        (call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "example") ?? call.Arguments.LastOrDefault(argument => argument.Value.Type is { TypeKind: TypeKind.Class, SpecialType: SpecialType.None }))?.Value;

    /// <summary>Whether a value comes in where the path begins.</summary>
    private static bool IsEntered(ISymbol source, Body body, RequestPath path) =>
        source switch
        {
            IPropertySymbol => true,
            IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } lambda } => lambda.DeclaringSyntaxReferences.Any(declared => declared.GetSyntax() == path.Entry),
            IParameterSymbol { ContainingSymbol: var method } => (body.Node == path.Entry && SymbolEqualityComparer.Default.Equals(method, body.Method)) || IsMapped(method, path),
            _ => false,
        };

    /// <summary>Whether an endpoint is mapped to a method by its name.</summary>
    private static bool IsMapped(ISymbol method, RequestPath path) => path.Kind == RequestPathKind.Request && path.Entry is Microsoft.CodeAnalysis.CSharp.Syntax.IdentifierNameSyntax name && name.Identifier.ValueText == method.Name;

    private bool IsBound(ISymbol source, RequestPath path)
    {
        if (source is not IParameterSymbol parameter)
            return true;
        var attributes = parameter.GetAttributes().Select(attribute => attribute.AttributeClass?.Name ?? "").ToList();
        if (attributes.Any(Services.Contains))
            return false;
        if (path.Kind == RequestPathKind.Job)
            return attributes.Any(name => name.EndsWith("Trigger", StringComparison.Ordinal) || name.EndsWith("TriggerAttribute", StringComparison.Ordinal));
        var type = parameter.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: var arguments } ? arguments[0] : parameter.Type;
        if (Carriers.Contains(type.Name) || attributes.Any(name => name.StartsWith("From", StringComparison.Ordinal)))
            return true;
        if (type.TypeKind is TypeKind.Interface or TypeKind.Delegate or TypeKind.Error || type.Name is "CancellationToken" or "ClaimsPrincipal" || type.Name.EndsWith("Context", StringComparison.Ordinal))
            return false;
        var space = type.ContainingNamespace?.ToDisplayString() ?? "";
        if (space.StartsWith("Microsoft.", StringComparison.Ordinal) || space.StartsWith("System.Net", StringComparison.Ordinal) || space.StartsWith("System.Data", StringComparison.Ordinal))
            return false;
        return type is not INamedTypeSymbol named || !program.Lifetimes.Of(named).Any();
    }

    /// <summary>What the callers in a body give for a parameter.</summary>
    private IEnumerable<IOperation> ArgumentsOf(IParameterSymbol parameter, Body caller)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method)
            yield break;
        var targets = Overriding.TargetsOf(method.OriginalDefinition);
        foreach (var operation in program.OperationOf(caller)?.DescendantsAndSelf() ?? Enumerable.Empty<IOperation>())
        {
            if (operation is IInvocationOperation call && targets.Contains(call.TargetMethod.OriginalDefinition, SymbolEqualityComparer.Default)
                && call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal) is { } given)
                yield return given.Value;
        }
    }

    private void Follow(IOperation? value)
    {
        if (value is null || followed.Count > MaximalOperations || !followed.Add(value))
            return;
        switch (value)
        {
            case IParameterReferenceOperation { Parameter: var parameter }:
                if (LambdaCall(value, parameter) is { } query)
                    Follow(query.Instance ?? query.Arguments.FirstOrDefault()?.Value);
                else if (!sources.Contains(parameter, SymbolEqualityComparer.Default))
                    sources.Add(parameter);
                break;

            case ILocalReferenceOperation { Local: var local } when variables.Add(local):
                FollowVariable(local, value);
                break;

            case IPropertyReferenceOperation { Property: var property } reference when ValueSources.IsOwn(reference):
                if (property.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "BindPropertyAttribute" or "BindProperty") || (Carriers.Contains(property.Type.Name) && !program.IsSource(property)))
                    sources.Add(property);
                break;

            // What is in a file is no request's, though the request names it.
            case IObjectCreationOperation { Type.Name: "FileStream" or "Bitmap" or "StreamReader", Arguments: { Length: > 0 } given } when given[0].Value.Type?.SpecialType == SpecialType.System_String:
            case IFieldReferenceOperation field when ValueSources.IsOwn(field):
            case IAnonymousFunctionOperation:
                break;

            case IConditionalOperation choice:
                Follow(choice.WhenTrue);
                Follow(choice.WhenFalse);
                break;

            case IInvocationOperation call:
                FollowCall(call);
                break;

            default:
                foreach (var child in value.ChildOperations)
                    Follow(child);
                break;
        }
    }

    private void FollowCall(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (program.IsSource(method.OriginalDefinition) || method.Name == "Map")
        {
            // A service that is asked by a number or a name answers with something of its own.
            var asks = call.Instance is IMemberReferenceOperation;
            foreach (var argument in call.Arguments.Where(argument => !asks || argument.Value.Type is { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None }))
                Follow(argument.Value);
            if (!asks)
                Follow(call.Instance);
            return;
        }

        var space = method.ContainingNamespace?.ToDisplayString() ?? "";
        var isPassed = (space == "System" || space.StartsWith("System.", StringComparison.Ordinal) || space.StartsWith("Newtonsoft", StringComparison.Ordinal) || space.StartsWith("Microsoft.AspNetCore.Http", StringComparison.Ordinal) || space.StartsWith("Microsoft.Azure.Functions", StringComparison.Ordinal))
            && !space.StartsWith("System.Data", StringComparison.Ordinal) && method.ContainingType.Name is not "HttpClient" and not "HttpClientJsonExtensions" and not "File" and not "Directory" && method.Name is not "FromFile" and not "CreateFromFile";
        if (!isPassed)
            return;
        Follow(call.Instance);
        foreach (var argument in call.Arguments)
            Follow(argument.Value);
    }

    /// <summary>What is assigned to a variable or to members of what it holds.</summary>
    private void FollowVariable(ILocalSymbol local, IOperation use)
    {
        foreach (var operation in Top(use).DescendantsAndSelf())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when Same(declarator.Symbol, local):
                    Follow(declarator.GetVariableInitializer()?.Value ?? (declarator.Parent is IForEachLoopOperation loop ? loop.Collection : null));
                    break;
                case IForEachLoopOperation each when each.Locals.Any(declared => Same(declared, local)):
                    Follow(each.Collection);
                    break;
                case IAssignmentOperation assignment when Holds(assignment.Target, local):
                    Follow(assignment.Value);
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref, Parent: IInvocationOperation call } argument when Holds(argument.Value, local):
                    FollowCall(call);
                    break;
                case IIsPatternOperation pattern when pattern.Pattern.DescendantsAndSelf().OfType<IDeclarationPatternOperation>().Any(declared => Same(declared.DeclaredSymbol, local)):
                    Follow(pattern.Value);
                    break;
            }
        }
    }

    private static bool Holds(IOperation target, ILocalSymbol local) =>
        target switch
        {
            ILocalReferenceOperation reference => Same(reference.Local, local),
            IDeclarationExpressionOperation declaration => Holds(declaration.Expression, local),
            IMemberReferenceOperation { Instance: { } instance } => Holds(instance, local),
            _ => false,
        };

    /// <summary>The query whose function a parameter belongs to: it stands for the elements.</summary>
    private static IInvocationOperation? LambdaCall(IOperation use, IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } lambda)
            return null;
        for (var parent = use.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation { Symbol: var symbol } && Same(symbol, lambda))
                return parent.Parent is IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType.Name: "Enumerable" or "List" or "Array" or "Parallel" } call } } ? call : null;
        }

        return null;
    }

    private static IOperation Top(IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation;
    }

    private static bool Same(ISymbol? left, ISymbol? right) => SymbolEqualityComparer.Default.Equals(left, right);
}
