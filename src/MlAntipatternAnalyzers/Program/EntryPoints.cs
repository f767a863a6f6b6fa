using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What an entry point answers.</summary>
internal enum EntryKind
{
    None,

    /// <summary>A request: someone waits for the answer.</summary>
    Request,

    /// <summary>A message or notification, from another part of the program or another program.</summary>
    Message,

    /// <summary>A timer, a queue, a file that has come, the host's start: work in the background.</summary>
    Job,
}

/// <summary>The methods that a framework calls, once a request, a message or an event: what a program's own code never calls.</summary>
/// <remarks>By name: in loose files the frameworks' packages are often missing, and then only names are there.</remarks>
internal static class EntryPoints
{
    private static readonly HashSet<string> Controllers = new() { "ControllerBase", "Controller", "ODataController", "ApiController", "ViewComponent", "Hub", "Endpoint" };

    private static readonly HashSet<string> Components = new() { "ComponentBase", "LayoutComponentBase", "OwningComponentBase" };

    private static readonly HashSet<string> ControllerAttributes = new() { "ApiController", "ApiControllerAttribute", "Controller", "ControllerAttribute" };

    private static readonly HashSet<string> ActionAttributes = new(
        new[] { "HttpGet", "HttpPost", "HttpPut", "HttpDelete", "HttpPatch", "Function", "FunctionName", "LambdaFunction", "WebMethod", "JSInvokable" }
            .SelectMany(name => new[] { name, name + "Attribute" }));

    /// <summary>Interfaces of message and job handlers; each of their methods is called once a message.</summary>
    private static readonly HashSet<string> Handlers = new()
    {
        "IConsumer", "IRequestHandler", "INotificationHandler", "IStreamRequestHandler", "IHandleMessages", "IMessageHandler", "ICommandHandler", "IQueryHandler",
        "IEventHandler", "IIntegrationEventHandler", "IJob", "IMiddleware", "IActionFilter", "IAsyncActionFilter",
    };

    private static readonly HashSet<string> HandlerMethods = new() { "Consume", "Handle", "HandleAsync", "Execute", "Invoke", "InvokeAsync", "OnActionExecuting", "OnActionExecutionAsync" };

    /// <summary>What only a request or message brings along.</summary>
    private static readonly HashSet<string> Requests = new()
    {
        "HttpContext", "HttpRequest", "HttpRequestData", "ServerCallContext", "ILambdaContext", "ConsumeContext", "FunctionContext", "ITurnContext",
    };

    private static readonly HashSet<string> Filters = new() { "IMiddleware", "IActionFilter", "IAsyncActionFilter" };

    private static readonly HashSet<string> HostedMethods = new() { "ExecuteAsync", "StartAsync", "StartedAsync", "StartingAsync" };

    /// <summary>Jobs of a scheduler.</summary>
    private static readonly HashSet<string> Jobs = new() { "IJob", "IInvocable", "IScheduledTask", "IRecurringJob" };

    /// <summary>What a function's parameters tell of a request by someone who waits.</summary>
    private static readonly HashSet<string> RequestTriggers = new() { "HttpTrigger", "HttpTriggerAttribute", "SignalRTrigger", "SignalRTriggerAttribute", "WebPubSubTrigger", "WebPubSubTriggerAttribute" };

    /// <summary>What an entry point answers; <see cref="EntryKind.None"/> for a method that is none.</summary>
    public static EntryKind KindOf(IMethodSymbol method)
    {
        if (IsJob(method))
            return EntryKind.Job;
        if (!IsEntry(method))
            return EntryKind.None;
        var isMessage = HandlerMethods.Contains(method.Name) && Interfaces(method.ContainingType).Any(name => Handlers.Contains(name) && !Filters.Contains(name));
        return isMessage ? EntryKind.Message : EntryKind.Request;
    }

    /// <summary>Whether a host, a scheduler or a trigger runs the method in the background.</summary>
    public static bool IsJob(IMethodSymbol method)
    {
        if (method.ContainingType is not { } type)
            return false;
        if (HostedMethods.Contains(method.Name) && (Derives(type, "BackgroundService") || Interfaces(type).Any(name => name is "IHostedService" or "IHostedLifecycleService" or "BackgroundService")))
            return true;
        if (HandlerMethods.Contains(method.Name) && Interfaces(type).Any(Jobs.Contains))
            return true;
        var triggers = method.Parameters.SelectMany(parameter => parameter.GetAttributes()).Select(attribute => attribute.AttributeClass?.Name ?? "")
            .Where(name => name.EndsWith("Trigger", StringComparison.Ordinal) || name.EndsWith("TriggerAttribute", StringComparison.Ordinal)).ToList();
        if (triggers.Count > 0)
            return !triggers.Any(RequestTriggers.Contains);

        // A function in the cloud is started by all sorts of things; those that come over HTTP have their own types.
        return method.Parameters.Any(parameter => parameter.Type.Name == "ILambdaContext")
            && !method.Parameters.Any(parameter => parameter.Type.Name.StartsWith("APIGateway", StringComparison.Ordinal) || parameter.Type.Name.StartsWith("ApplicationLoadBalancer", StringComparison.Ordinal));
    }

    /// <summary>The class of the messages that a handler is for: the first type argument of its interface.</summary>
    public static INamedTypeSymbol? MessageOf(IMethodSymbol handler) =>
        handler.ContainingType.AllInterfaces.FirstOrDefault(implemented => implemented.Name is "IRequestHandler" or "IStreamRequestHandler" or "ICommandHandler" or "IQueryHandler" && !implemented.TypeArguments.IsEmpty)
            ?.TypeArguments[0] as INamedTypeSymbol;

    /// <summary>Whether a class is a component of a page.</summary>
    public static bool IsComponent(INamedTypeSymbol type) => Bases(type).Any(Components.Contains);

    /// <summary>Whether a framework calls the method for every request or message.</summary>
    public static bool IsEntry(IMethodSymbol method)
    {
        if (method.MethodKind is not MethodKind.Ordinary and not MethodKind.ExplicitInterfaceImplementation || method.ContainingType is not { } type)
            return false;
        if (method.GetAttributes().Any(attribute => attribute.AttributeClass is { } known && ActionAttributes.Contains(known.Name)))
            return true;

        if (method.Parameters.Any(parameter => parameter.Type.Name is "WaterfallStepContext") || (method.IsOverride && method.Name.StartsWith("On", StringComparison.Ordinal) && Bases(type).Any(name => name is "ActivityHandler" or "TeamsActivityHandler")))
            return true;

        var isPublic = method.DeclaredAccessibility == Accessibility.Public;
        if (isPublic && !method.IsStatic && (IsController(type) || (Derives(type, "PageModel") && IsPageHandler(method))))
            return !method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "NonActionAttribute");
        if (!method.IsStatic && Bases(type).Any(Components.Contains))
            return true;
        if (HandlerMethods.Contains(method.Name) && Interfaces(type).Any(Handlers.Contains))
            return true;
        return isPublic && method.Parameters.Any(parameter => Requests.Contains(parameter.Type.Name) && parameter.Type.DeclaringSyntaxReferences.IsEmpty);
    }

    /// <summary>Whether a framework makes an object of the class for every request or message.</summary>
    public static bool IsMadePerRequest(INamedTypeSymbol type) =>
        IsController(type)
        || Derives(type, "PageModel")
        || Bases(type).Any(Components.Contains)
        || Interfaces(type).Any(name => Handlers.Contains(name) && name != "IMiddleware")
        || type.GetMembers().OfType<IMethodSymbol>().Any(method => !method.IsStatic && method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "FunctionAttribute" or "FunctionNameAttribute" or "Function" or "FunctionName"));

    private static bool IsController(INamedTypeSymbol type) =>
        Bases(type).Any(Controllers.Contains) || type.GetAttributes().Any(attribute => attribute.AttributeClass is { } known && ControllerAttributes.Contains(known.Name));

    private static bool IsPageHandler(IMethodSymbol method) =>
        method.Name.StartsWith("OnGet", StringComparison.Ordinal) || method.Name.StartsWith("OnPost", StringComparison.Ordinal);

    private static bool Derives(INamedTypeSymbol type, string name) => Bases(type).Any(known => known == name);

    /// <summary>The names of the base classes that are not in the program itself.</summary>
    private static IEnumerable<string> Bases(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.DeclaringSyntaxReferences.IsEmpty)
                yield return current.Name;
        }
    }

    /// <summary>The names of its interfaces; one that does not bind may stand where the base class does.</summary>
    private static IEnumerable<string> Interfaces(INamedTypeSymbol type) =>
        type.AllInterfaces.Concat(type.Interfaces).Select(implemented => implemented.Name)
            .Concat(type.BaseType is { TypeKind: TypeKind.Error } unbound ? new[] { unbound.Name } : Enumerable.Empty<string>());
}
