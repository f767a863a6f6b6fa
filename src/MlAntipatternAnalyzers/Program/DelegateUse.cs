using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlAntipatternAnalyzers.Program;

internal enum DelegateUseKind
{
    /// <summary>Nobody can tell when it runs.</summary>
    Unknown,

    /// <summary>It runs where it is handed on.</summary>
    RunsThere,

    /// <summary>It runs for each element of something.</summary>
    Repeated,

    /// <summary>It runs once, or once a thread, and what it makes is kept: <c>Lazy</c>, a cache, a singleton's factory.</summary>
    Once,

    /// <summary>The container runs it for every object of a scoped or transient service.</summary>
    PerInstance,
    Request,
    Event,
}

/// <summary>What becomes of a lambda or method group: when it runs.</summary>
internal readonly struct DelegateUse
{
    private static readonly HashSet<string> Keepers = new() { "Lazy", "AsyncLazy", "ThreadLocal", "AsyncLocal", "ThreadSafeLazy" };

    private static readonly HashSet<string> Caching = new() { "GetOrAdd", "GetOrAddAsync", "GetOrCreate", "GetOrCreateAsync", "AddOrUpdate", "EnsureInitialized" };

    private static readonly HashSet<string> Mapping = new() { "MapGet", "MapPost", "MapPut", "MapDelete", "MapPatch", "MapMethods", "MapFallback" };

    /// <summary>What has it run later, by a job server or a queue's worker.</summary>
    private static readonly HashSet<string> Deferring = new() { "Enqueue", "Schedule", "ContinueJobWith", "QueueBackgroundWorkItem", "QueueBackgroundWorkItemAsync" };

    private static readonly HashSet<string> Receiving = new() { "Subscribe", "SubscribeAsync", "RegisterMessageHandler", "RegisterSessionHandler", "OnMessage", "OnMessageAsync" };

    private static readonly HashSet<string> PerElement = new() { "Enumerable", "ParallelEnumerable", "Queryable", "Parallel" };

    private static readonly HashSet<string> OneShotEvents = new() { "Console", "AppDomain", "MLContext", "AssemblyLoadContext", "TaskScheduler" };

    private DelegateUse(DelegateUseKind kind, SyntaxNode? call = null, string name = "")
    {
        Kind = kind;
        Call = call;
        Name = name;
    }

    public DelegateUseKind Kind { get; }

    /// <summary>The call that runs it again and again.</summary>
    public SyntaxNode? Call { get; }

    /// <summary>The endpoint, event or service, for people.</summary>
    public string Name { get; }

    public static DelegateUse Of(SyntaxNode function, SyntaxNode? user, SemanticModel semantics, Lifetimes lifetimes)
    {
        while (user is ParenthesizedExpressionSyntax or CastExpressionSyntax)
            (function, user) = (user, user.Parent);

        switch (user)
        {
            case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }:
                return ByCall(call, semantics);

            case ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax creation }:
                return ByCreation(creation, semantics, lifetimes);

            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } subscription when subscription.Right == function:
                return BySubscription(subscription, semantics, lifetimes);

            default:
                return default;
        }
    }

    private static DelegateUse ByCall(InvocationExpressionSyntax call, SemanticModel semantics)
    {
        var name = Repetitions.NameOf(call) ?? "";
        if (Caching.Contains(name))
            return new DelegateUse(DelegateUseKind.Once);
        if (Lifetimes.LifetimeOf(call) is { } lifetime)
        {
            return lifetime is Lifetime.Scoped or Lifetime.Transient
                ? new DelegateUse(DelegateUseKind.PerInstance, call, name)
                : new DelegateUse(DelegateUseKind.Once);
        }

        var method = semantics.GetSymbolInfo(call).Symbol as IMethodSymbol;
        if (IsEndpoint(name, method))
            return new DelegateUse(DelegateUseKind.Request, call, EndpointName(call, name));
        if (Receiving.Contains(name) || Deferring.Contains(name))
            return new DelegateUse(DelegateUseKind.Event, call, name);
        if (method is not null && (PerElement.Contains(method.ContainingType.Name) || method.Name is "ForEach" or "ConvertAll"))
            return new DelegateUse(DelegateUseKind.Repeated, call, name);
        return new DelegateUse(DelegateUseKind.RunsThere, call, name);
    }

    private static bool IsEndpoint(string name, IMethodSymbol? method) =>
        method is null
            ? Mapping.Contains(name)
            : (Mapping.Contains(name) || name is "Map" or "Use" or "Run") && method.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal);

    private static string EndpointName(InvocationExpressionSyntax call, string name) =>
        call.ArgumentList.Arguments.Select(argument => argument.Expression).OfType<LiteralExpressionSyntax>().FirstOrDefault() is { } route ? $"{name}({route})" : name;

    private static DelegateUse ByCreation(BaseObjectCreationExpressionSyntax creation, SemanticModel semantics, Lifetimes lifetimes)
    {
        if (semantics.GetTypeInfo(creation).Type is not { } type)
            return default;
        if (Keepers.Contains(type.Name))
            return new DelegateUse(DelegateUseKind.Once);
        if (type.Name == "Timer")
            return new DelegateUse(DelegateUseKind.Event, creation, "Timer");
        return type.TypeKind == TypeKind.Delegate ? Of(creation, creation.Parent, semantics, lifetimes) : default;
    }

    private static DelegateUse BySubscription(AssignmentExpressionSyntax subscription, SemanticModel semantics, Lifetimes lifetimes)
    {
        // A window's events come one after the other, on its own thread, and its user's clicks are no load.
        if (lifetimes.IsDesktop)
            return default;
        var symbol = semantics.GetSymbolInfo(subscription.Left).Symbol;
        if (symbol is not null and not IEventSymbol)
            return default;
        if (symbol is { ContainingType: { } type } && (OneShotEvents.Contains(type.Name) || Lifetimes.IsDesktopNamespace(type.ContainingNamespace)))
            return default;
        var name = subscription.Left is MemberAccessExpressionSyntax access ? access.Name.Identifier.ValueText : subscription.Left.ToString();
        return new DelegateUse(DelegateUseKind.Event, subscription, name);
    }
}
