using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

internal enum RepetitionKind
{
    /// <summary>A loop, or a query's function.</summary>
    Loop,

    /// <summary>A request or message that comes in.</summary>
    Request,

    /// <summary>An event or a timer's tick.</summary>
    Event,

    /// <summary>Another object of a class of which many are made: a controller, a scoped or transient service.</summary>
    Instance,

    /// <summary>No repetition that is known of: what the host runs in the background by itself.</summary>
    Job,

    /// <summary>None either: the program's start.</summary>
    Start,
}

/// <summary>Why a piece of code runs again and again; or where the way to it begins, when that is once.</summary>
internal sealed class Repetition
{
    public Repetition(RepetitionKind kind, SyntaxNode node, Body body, string name, int depth)
    {
        Kind = kind;
        Node = node;
        Body = body;
        Name = name;
        Depth = depth;
    }

    public RepetitionKind Kind { get; }

    /// <summary>The loop, the handler, or the class's registration.</summary>
    public SyntaxNode Node { get; }

    /// <summary>The body in which it stands.</summary>
    public Body Body { get; }

    /// <summary>What is repeated, for people.</summary>
    public string Name { get; }

    /// <summary>How many calls lie between the code and it; 0 where the code stands in it.</summary>
    public int Depth { get; }

    /// <summary>For a loop around a call: the call in it, by which the code is reached.</summary>
    public SyntaxNode? Site { get; set; }

    /// <summary>Whether it repeats the making of an object that the code belongs to: its members are others each time.</summary>
    public bool MakesOwner { get; set; }

    /// <summary>Whether nothing that calls it is seen, and only a service's registration tells that something does.</summary>
    public bool IsGuess { get; set; }

    /// <summary>Whether a call on the way there is of an interface or base class that others implement too: the code may not be what it calls.</summary>
    public bool IsAmbiguous { get; set; }

    /// <summary>The bodies on the way from the code, its own first.</summary>
    public IReadOnlyList<Body> Way { get; set; } = System.Array.Empty<Body>();
}

/// <summary>Follows the calls that lead to a piece of code outwards, to the loops, requests and events that repeat it.</summary>
/// <remarks>
/// Where the code makes an object, the object is followed too: one that is kept in a field is made as often as the object that has the field, and one
/// that a <c>Lazy</c>, a pool, a cache or a static field keeps is made once.
/// </remarks>
internal sealed class Repetitions
{
    private const int MaximalPlaces = 256;

    private readonly ProgramModel model;
    private readonly CodeIndex code;
    private readonly Lifetimes lifetimes;
    private readonly List<Repetition> found = new();
    private readonly HashSet<SyntaxNode> seen = new();
    private readonly Queue<Place> pending = new();

    private Repetitions(ProgramModel model)
    {
        this.model = model;
        code = model.Code;
        lifetimes = model.Lifetimes;
    }

    /// <summary>What repeats a creation or call in a body, nearest first.</summary>
    /// <param name="model">The program.</param>
    /// <param name="site">The expression.</param>
    /// <param name="body">The body in which it stands.</param>
    /// <param name="made">Whether the expression makes an object that may be kept.</param>
    public static IReadOnlyList<Repetition> Of(ProgramModel model, SyntaxNode site, Body body, bool made)
    {
        var search = new Repetitions(model);
        search.pending.Enqueue(new Place(site, body, made, null));
        while (search.pending.Count > 0 && search.seen.Count < MaximalPlaces)
            search.Visit(search.pending.Dequeue());
        return search.found;
    }

    /// <summary>The name of the method that a call names.</summary>
    public static string? NameOf(InvocationExpressionSyntax call) =>
        call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
            SimpleNameSyntax name => name.Identifier.ValueText,
            _ => null,
        };

    private void Visit(Place place)
    {
        if (!seen.Add(place.Site))
            return;

        var returned = false;
        if (place.Made)
        {
            var disposal = Disposal.Of(code.SemanticsOf(place.Site.SyntaxTree), place.Site, place.Body);
            switch (disposal.Kind)
            {
                case DisposalKind.Kept:
                    return;

                case DisposalKind.Member when disposal.Member!.IsStatic:
                    return;

                case DisposalKind.Member:
                    // As often as the object that has it is made.
                    if (Leave(place, false))
                        Constructions(disposal.Member.ContainingType, place);
                    return;

                case DisposalKind.Wrapped:
                    pending.Enqueue(new Place(disposal.Wrapper!, place.Body, true, place) { Depth = place.Depth });
                    return;

                case DisposalKind.Returned:
                    returned = true;
                    break;
            }
        }

        if (Leave(place, returned))
            LeaveBody(place, returned);
    }

    /// <summary>Goes outwards through a body. False where the way ends there: in something that runs once, or that nobody can tell of.</summary>
    private bool Leave(Place place, bool returned)
    {
        var semantics = code.SemanticsOf(place.Site.SyntaxTree);
        if (place.Site.Parent is { } parent && IsMethodGroup(place.Site, semantics) && !LeaveDelegate(place, place.Site, parent, semantics))
            return false;

        for (var node = place.Site; node != place.Body.Node && node.Parent is { } outer; node = outer)
        {
            switch (outer)
            {
                case CommonForEachStatementSyntax loop when node == loop.Statement:
                case ForStatementSyntax { Statement: { } statement } when node == statement:
                case WhileStatementSyntax or DoStatementSyntax:
                case QueryBodySyntax or FromClauseSyntax { Parent: QueryBodySyntax }:
                    Found(RepetitionKind.Loop, outer, place, "");
                    break;

                case LocalFunctionStatementSyntax function when node == function.Body || node == function.ExpressionBody:
                    foreach (var call in UsesOf(function, place.Body))
                        pending.Enqueue(new Place(call, place.Body, returned, place));
                    return false;

                case AnonymousFunctionExpressionSyntax function when node == function.Body:
                    if (!LeaveDelegate(place, function, function.Parent, semantics))
                        return false;
                    break;
            }
        }

        return true;
    }

    private bool IsMethodGroup(SyntaxNode site, SemanticModel semantics) =>
        site is IdentifierNameSyntax or MemberAccessExpressionSyntax && site.Parent is not InvocationExpressionSyntax && semantics.GetSymbolInfo(site) is var info
        && (info.Symbol is IMethodSymbol || info.CandidateSymbols.Any(candidate => candidate is IMethodSymbol));

    private bool LeaveDelegate(Place place, SyntaxNode function, SyntaxNode? user, SemanticModel semantics)
    {
        var use = DelegateUse.Of(function, user, semantics, lifetimes);
        switch (use.Kind)
        {
            case DelegateUseKind.RunsThere:
                return true;

            case DelegateUseKind.Repeated:
                Found(RepetitionKind.Loop, use.Call!, place, "");
                return true;

            case DelegateUseKind.Request:
                Found(RepetitionKind.Request, function, place, use.Name);
                return false;

            case DelegateUseKind.Event:
                Found(RepetitionKind.Event, function, place, use.Name);
                return false;

            case DelegateUseKind.PerInstance:
                Found(RepetitionKind.Instance, function, place, use.Name);
                return false;

            default:
                return false;
        }
    }

    /// <summary>Goes from a whole body to what runs it.</summary>
    private void LeaveBody(Place place, bool returned)
    {
        var body = place.Body;
        if (body.IsTopLevel)
        {
            Found(RepetitionKind.Start, body.Node, place, "");
            return;
        }

        if (body.Method is not { } method || method.MethodKind is MethodKind.Constructor)
        {
            if (!body.Symbol.IsStatic && body.Type is { } type)
                Constructions(type, place);
            return;
        }

        if (method.MethodKind == MethodKind.StaticConstructor || IsPoolPolicy(method))
            return;
        var name = method.ContainingType.Name + "." + method.Name;
        if (EntryPoints.IsEntry(method))
        {
            Found(RepetitionKind.Request, body.Node, place, name);
            return;
        }

        var callers = code.CallersOf(body);
        var sites = callers.SelectMany(caller => SitesOf(method, caller).Select(site => (site.Node, site.IsAmbiguous, caller))).ToList();
        if (sites.Count == 0)
            sites = UnboundUsesOf(method).Select(use => (use.Site, false, use.Caller)).ToList();
        foreach (var (site, isAmbiguous, caller) in sites)
            pending.Enqueue(new Place(site, caller, returned, place) { IsAmbiguous = place.IsAmbiguous || isAmbiguous });

        if (EntryPoints.IsJob(method))
            Found(RepetitionKind.Job, body.Node, place, name);
        else if (sites.Count == 0 && method is { IsStatic: true, Name: "Main" })
            Found(RepetitionKind.Start, body.Node, place, name);

        // What the container hands out is called by something: a page, a view, another assembly.
        if (sites.Count == 0 && !method.IsStatic && method.DeclaredAccessibility == Accessibility.Public && method.ContainingType is { } service
            && WithDerived(service).SelectMany(lifetimes.Of).FirstOrDefault(registration => registration.Lifetime != Lifetime.Hosted) is { } registered)
            Found(RepetitionKind.Request, registered.Call, place, name, isGuess: true);
    }

    private void Constructions(INamedTypeSymbol type, Place place)
    {
        foreach (var candidate in WithDerived(type))
        {
            var registered = lifetimes.Of(candidate).ToList();
            foreach (var registration in registered.Where(registration => registration.Lifetime is Lifetime.Scoped or Lifetime.Transient))
                Found(RepetitionKind.Instance, registration.Call, place, candidate.Name);
            if (registered.Count > 0)
                continue;
            if (EntryPoints.IsMadePerRequest(candidate))
            {
                Found(RepetitionKind.Instance, candidate.DeclaringSyntaxReferences[0].GetSyntax(), place, candidate.Name);
                continue;
            }

            foreach (var maker in code.Mentioning(candidate.Name, candidate))
            {
                foreach (var creation in code.OperationOf(maker)?.DescendantsAndSelf().OfType<IObjectCreationOperation>() ?? Enumerable.Empty<IObjectCreationOperation>())
                {
                    if (SymbolEqualityComparer.Default.Equals(creation.Type?.OriginalDefinition, candidate))
                        pending.Enqueue(new Place(creation.Syntax, maker, true, place) { MakesOwner = true });
                }
            }
        }
    }

    private IEnumerable<INamedTypeSymbol> WithDerived(INamedTypeSymbol type)
    {
        var derived = code.ConcreteTypes(type);
        return type.IsAbstract ? derived : derived.Prepend(type.OriginalDefinition);
    }

    private static bool IsPoolPolicy(IMethodSymbol method) =>
        method.Name == "Create" && method.ContainingType.AllInterfaces.Concat(method.ContainingType.Interfaces).Any(implemented => implemented.Name == "IPooledObjectPolicy");

    private void Found(RepetitionKind kind, SyntaxNode node, Place place, string name, bool isGuess = false)
    {
        if (!found.Any(other => other.Node == node))
            found.Add(new Repetition(kind, node, place.Body, name, place.Depth) { Site = place.Site, MakesOwner = place.MakesOwner, IsGuess = isGuess, IsAmbiguous = place.IsAmbiguous, Way = place.Way() });
    }

    /// <summary>Where a body calls a method, or hands it on.</summary>
    private IEnumerable<(SyntaxNode Node, bool IsAmbiguous)> SitesOf(IMethodSymbol method, Body caller)
    {
        var targets = Overriding.TargetsOf(method);
        foreach (var operation in code.OperationOf(caller)?.DescendantsAndSelf() ?? Enumerable.Empty<IOperation>())
        {
            ISymbol? called = operation switch
            {
                IInvocationOperation invocation => invocation.TargetMethod,
                IMethodReferenceOperation reference => reference.Method,
                IPropertyReferenceOperation property => method.MethodKind == MethodKind.PropertySet ? property.Property.SetMethod : property.Property.GetMethod,
                _ => null,
            };
            if (called is not null && targets.Contains(called.OriginalDefinition, SymbolEqualityComparer.Default))
                yield return (operation.Syntax, called is IMethodSymbol target && IsAmbiguous(method, target.OriginalDefinition));
        }
    }

    /// <summary>Whether a call of an interface's or base class's method may run another one than this: where several classes have it, and not only this one's is registered.</summary>
    private bool IsAmbiguous(IMethodSymbol method, IMethodSymbol called)
    {
        if (SymbolEqualityComparer.Default.Equals(called, method.OriginalDefinition) || code.Implementations(called) is not { Length: > 1 } implementations)
            return false;
        var registered = implementations.Where(implementation => lifetimes.Of(implementation.ContainingType).Any()).ToList();
        return registered.Count != 1 || !SymbolEqualityComparer.Default.Equals(registered[0], method.OriginalDefinition);
    }

    /// <summary>Where a method is named in code that does not bind, because something else in it is missing.</summary>
    private IEnumerable<(SyntaxNode Site, Body Caller)> UnboundUsesOf(IMethodSymbol method)
    {
        foreach (var caller in code.Mentioning(method.Name, method))
        {
            if (!code.EdgesOf(caller).HasUnbound)
                continue;
            var semantics = code.SemanticsOf(caller.Node.SyntaxTree);
            foreach (var name in caller.Node.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == method.Name))
            {
                var info = semantics.GetSymbolInfo(name);
                if (SymbolEqualityComparer.Default.Equals(info.Symbol?.OriginalDefinition, method) || info.CandidateSymbols.Any(candidate => SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, method)))
                    yield return (name.Parent is InvocationExpressionSyntax call && call.Expression == name ? call : name, caller);
            }
        }
    }

    private IEnumerable<SyntaxNode> UsesOf(LocalFunctionStatementSyntax function, Body body)
    {
        foreach (var name in body.Node.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText == function.Identifier.ValueText && !function.Span.Contains(name.Span))
                yield return name.Parent is InvocationExpressionSyntax call && call.Expression == name ? call : name;
        }
    }

    private sealed class Place
    {
        public Place(SyntaxNode site, Body body, bool made, Place? from)
        {
            Site = site;
            Body = body;
            Made = made;
            From = from;
            Depth = from is null ? 0 : from.Depth + 1;
            MakesOwner = from is { MakesOwner: true };
            IsAmbiguous = from is { IsAmbiguous: true };
        }

        public SyntaxNode Site { get; }

        public Body Body { get; }

        /// <summary>Whether the expression's value is the object that is followed.</summary>
        public bool Made { get; }

        /// <summary>The place that it leads to.</summary>
        public Place? From { get; }

        public int Depth { get; set; }

        /// <summary>Whether it makes an object of which the followed code is a member.</summary>
        public bool MakesOwner { get; set; }

        /// <summary>Whether it is not certain that it leads there.</summary>
        public bool IsAmbiguous { get; set; }

        public IReadOnlyList<Body> Way()
        {
            var way = new List<Body>();
            for (var place = this; place is not null; place = place.From)
                way.Add(place.Body);
            way.Reverse();
            return way;
        }
    }
}
