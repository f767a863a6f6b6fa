using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

internal enum RequestPathKind
{
    /// <summary>From a request that someone waits for: an action, an endpoint, a page, a hub, a function over HTTP.</summary>
    Request,

    /// <summary>From a message or notification.</summary>
    Message,

    /// <summary>From a registered service's method that nothing in sight calls.</summary>
    Service,

    /// <summary>From work in the background: hosted, scheduled, triggered.</summary>
    Job,

    /// <summary>From the program's start.</summary>
    Start,
}

/// <summary>One way in which control comes to a piece of code from outside the program.</summary>
internal sealed class RequestPath
{
    public RequestPath(RequestPathKind kind, string name, SyntaxNode entry)
    {
        Kind = kind;
        Name = name;
        Entry = entry;
    }

    public RequestPathKind Kind { get; }

    /// <summary>The entry point for people: <c>FareController.Train</c>, <c>MapPost("/train")</c>.</summary>
    public string Name { get; }

    /// <summary>The method, the lambda, or the registration.</summary>
    public SyntaxNode Entry { get; }

    /// <summary>Whether only users of a role, or whom a policy lets in, come there.</summary>
    public bool IsRestricted { get; set; }

    /// <summary>Whether callers need a key that the host checks.</summary>
    public bool IsKeyed { get; set; }

    /// <summary>Whether a method on the way says by its name that it scores.</summary>
    public bool Scores { get; set; }

    /// <summary>Whether a call on the way may be of another class's method.</summary>
    public bool IsAmbiguous { get; set; }

    /// <summary>The bodies on the way from the code, its own first.</summary>
    public IReadOnlyList<Body> Way { get; set; } = System.Array.Empty<Body>();
}

/// <summary>Which requests, messages and jobs lead to a piece of code. To be asked inside <see cref="ProgramModel.Ask{T}"/>.</summary>
internal sealed class RequestPaths
{
    private const int MaximalDepth = 3;

    private static readonly HashSet<string> Scoring = new()
    {
        "predict", "predicts", "predicted", "prediction", "predictions", "score", "scores", "scoring", "classify", "classification", "recommend", "recommendation", "recommendations",
        "forecast", "detect", "detection", "infer", "inference", "estimate", "suggest", "suggestion", "suggestions",
    };

    /// <summary>What a method that says one of these does is not to score, though it may speak of scores, or of the model that makes them.</summary>
    private static readonly HashSet<string> Preparing = new()
    {
        "train", "training", "retrain", "retraining", "fit", "refit", "learn", "evaluate", "build", "test", "validate", "initialize", "initialise", "init", "setup", "create", "load", "save",
        "update", "refresh", "prepare", "configure", "register", "start", "ensure", "model", "models", "engine", "pipeline",
    };

    private readonly ProgramModel model;
    private readonly Restrictions restrictions;
    private readonly Dictionary<SyntaxNode, IReadOnlyList<RequestPath>> known = new();

    public RequestPaths(ProgramModel model)
    {
        this.model = model;
        restrictions = new Restrictions(model);
    }

    /// <summary>The ways that lead to an expression in a body, nearest first.</summary>
    public IReadOnlyList<RequestPath> To(SyntaxNode site, Body body)
    {
        if (!known.TryGetValue(site, out var paths))
            known.Add(site, paths = Follow(site, body, 0).ToList());
        return paths;
    }

    private IEnumerable<RequestPath> Follow(SyntaxNode site, Body body, int depth)
    {
        foreach (var repetition in Repetitions.Of(model, site, body, made: false))
        {
            foreach (var path in PathsOf(repetition, depth))
            {
                path.Scores |= repetition.Way.Any(Predicts);
                path.IsAmbiguous |= repetition.IsAmbiguous;
                path.Way = repetition.Way.Concat(path.Way).ToList();
                yield return path;
            }
        }
    }

    private IEnumerable<RequestPath> PathsOf(Repetition repetition, int depth)
    {
        switch (repetition.Kind)
        {
            case RepetitionKind.Job:
                return One(new RequestPath(RequestPathKind.Job, repetition.Name, repetition.Node));

            case RepetitionKind.Start:
                return One(new RequestPath(RequestPathKind.Start, repetition.Name, repetition.Node));

            case RepetitionKind.Request when repetition.IsGuess:
                return One(new RequestPath(RequestPathKind.Service, repetition.Name, repetition.Node));

            case RepetitionKind.Request when repetition.Node == repetition.Body.Node && repetition.Body.Method is { } handler:
                return ByHandler(handler, repetition, depth);

            case RepetitionKind.Request:
                return One(new RequestPath(RequestPathKind.Request, repetition.Name, repetition.Node) { IsRestricted = restrictions.RestrictEndpoint(repetition.Node, repetition.Body) });

            case RepetitionKind.Instance:
                return ByInstance(repetition);

            default:
                return Enumerable.Empty<RequestPath>();
        }
    }

    private IEnumerable<RequestPath> ByHandler(IMethodSymbol handler, Repetition repetition, int depth)
    {
        var path = (RequestPathKind kind) => new RequestPath(kind, repetition.Name, repetition.Node) { IsRestricted = restrictions.Restrict(handler), IsKeyed = IsKeyed(handler) };
        switch (EntryPoints.KindOf(handler))
        {
            case EntryKind.Job:
                return One(path(RequestPathKind.Job));

            case EntryKind.Message:
                // A request of a mediator is made by what sends it.
                var senders = depth < MaximalDepth && EntryPoints.MessageOf(handler) is { } message ? SendersOf(message).ToList() : new List<(SyntaxNode Site, Body Body)>();
                var sent = senders.SelectMany(sender => Follow(sender.Site, sender.Body, depth + 1)).ToList();
                return sent.Count > 0 ? sent : One(path(RequestPathKind.Message));

            default:
                // A component in a browser or a window does what the person before it asks for.
                var isLocal = EntryPoints.IsComponent(handler.ContainingType) && (model.Lifetimes.IsBrowser || model.Lifetimes.IsDesktop || !model.Lifetimes.IsWeb);
                return isLocal ? Enumerable.Empty<RequestPath>() : One(path(RequestPathKind.Request));
        }
    }

    /// <summary>The making of a controller or the like; that of a service only where one of those asks for it.</summary>
    private IEnumerable<RequestPath> ByInstance(Repetition repetition)
    {
        if (repetition.Node is TypeDeclarationSyntax declaration && model.Code.SemanticsOf(declaration.SyntaxTree).GetDeclaredSymbol(declaration) is INamedTypeSymbol made)
            return IsServed(made) ? One(new RequestPath(RequestPathKind.Request, made.Name, declaration) { IsRestricted = restrictions.Restrict(made) }) : Enumerable.Empty<RequestPath>();
        if (repetition.Node is not InvocationExpressionSyntax)
            return Enumerable.Empty<RequestPath>();
        return from registration in model.Lifetimes.Registrations
               where registration.Call == repetition.Node && registration.Implementation is INamedTypeSymbol
               from user in UsersOf((INamedTypeSymbol)registration.Implementation)
               select new RequestPath(RequestPathKind.Request, user.Name, user.DeclaringSyntaxReferences[0].GetSyntax()) { IsRestricted = restrictions.Restrict(user) };
    }

    /// <summary>The controllers and the like whose constructors take a service.</summary>
    private IEnumerable<INamedTypeSymbol> UsersOf(INamedTypeSymbol service)
    {
        foreach (var offered in service.AllInterfaces.Where(model.IsSource).Prepend(service))
        {
            foreach (var tree in model.Code.TreesNaming(TreeIndex.Hash(offered.Name)))
            {
                foreach (var type in tree.Types)
                {
                    if (model.Code.SemanticsOf(tree.Tree).GetDeclaredSymbol(type.Node) is INamedTypeSymbol candidate && IsServed(candidate)
                        && candidate.InstanceConstructors.SelectMany(constructor => constructor.Parameters).Any(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, offered)))
                        yield return candidate;
                }
            }
        }
    }

    /// <summary>Whether an object is made for a request, and not for a message, a job, or one person's screen.</summary>
    private bool IsServed(INamedTypeSymbol type) =>
        EntryPoints.IsMadePerRequest(type)
        && (!EntryPoints.IsComponent(type) || (model.Lifetimes.IsWeb && !model.Lifetimes.IsBrowser && !model.Lifetimes.IsDesktop))
        && type.GetMembers().OfType<IMethodSymbol>().Any(method => EntryPoints.KindOf(method) == EntryKind.Request);

    /// <summary>Where a message is made, or comes in with a request.</summary>
    private IEnumerable<(SyntaxNode Site, Body Body)> SendersOf(INamedTypeSymbol message)
    {
        foreach (var body in model.Code.Mentioning(message.Name, message))
        {
            if (body.Method is { } method && EntryPoints.IsEntry(method) && EntryPoints.KindOf(method) == EntryKind.Request && method.Parameters.Any(parameter => Is(parameter.Type)))
                yield return (body.Node, body);
            foreach (var operation in model.Code.OperationOf(body)?.DescendantsAndSelf() ?? Enumerable.Empty<IOperation>())
            {
                if (operation is IObjectCreationOperation created && Is(created.Type))
                    yield return (created.Syntax, body);
                else if (operation is IAnonymousFunctionOperation { Syntax: AnonymousFunctionExpressionSyntax { Body: { } function } } endpoint && endpoint.Symbol.Parameters.Any(parameter => Is(parameter.Type)))
                    yield return (function, body);
            }
        }

        bool Is(ITypeSymbol? type) => SymbolEqualityComparer.Default.Equals(type?.OriginalDefinition, message.OriginalDefinition);
    }

    /// <summary>A function over HTTP that is not for everybody.</summary>
    private static bool IsKeyed(IMethodSymbol handler) =>
        handler.Parameters.SelectMany(parameter => parameter.GetAttributes()).Any(attribute =>
            attribute.AttributeClass?.Name is "HttpTrigger" or "HttpTriggerAttribute" && attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList: var arguments }
            && arguments?.Arguments.Any(argument => argument.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Anonymous" }) != true);

    private static bool Predicts(Body body)
    {
        if (body.Method is not { } method || body.IsTopLevel)
            return false;
        var words = NameWords.Of(method.Name);
        return words.Any(Scoring.Contains) && !words.Any(Preparing.Contains);
    }

    private static IEnumerable<RequestPath> One(RequestPath path) => new[] { path };
}
