using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlAntipatternAnalyzers.Program;

/// <summary>How long a registered service lives.</summary>
internal enum Lifetime
{
    Singleton,
    Scoped,
    Transient,

    /// <summary>A hosted service: one, which the host runs.</summary>
    Hosted,
}

/// <summary>A service that is registered with the container: <c>services.AddScoped&lt;IScorer, Scorer&gt;()</c>.</summary>
internal sealed class Registration
{
    public Registration(InvocationExpressionSyntax call, Lifetime lifetime, ITypeSymbol implementation)
    {
        Call = call;
        Lifetime = lifetime;
        Implementation = implementation;
    }

    public InvocationExpressionSyntax Call { get; }

    public Lifetime Lifetime { get; }

    /// <summary>The class of the objects that the container hands out.</summary>
    public ITypeSymbol Implementation { get; }
}

/// <summary>How long the objects of a program live, and whether several threads come to them: what is registered how, and whether requests are served at all.</summary>
/// <remarks>
/// Read on demand, from the bodies that mention a registration and no others. Calls that do not bind, because a package is missing, are taken by
/// their names. Not for several threads: the program model asks under its lock.
/// </remarks>
internal sealed class Lifetimes
{
    private static readonly Dictionary<string, Lifetime> Registering = new()
    {
        ["AddSingleton"] = Lifetime.Singleton,
        ["TryAddSingleton"] = Lifetime.Singleton,
        ["AddKeyedSingleton"] = Lifetime.Singleton,
        ["TryAddKeyedSingleton"] = Lifetime.Singleton,
        ["AddScoped"] = Lifetime.Scoped,
        ["TryAddScoped"] = Lifetime.Scoped,
        ["AddKeyedScoped"] = Lifetime.Scoped,
        ["TryAddKeyedScoped"] = Lifetime.Scoped,
        ["AddTransient"] = Lifetime.Transient,
        ["TryAddTransient"] = Lifetime.Transient,
        ["AddKeyedTransient"] = Lifetime.Transient,
        ["TryAddKeyedTransient"] = Lifetime.Transient,
        ["AddHttpClient"] = Lifetime.Transient,
        ["AddHostedService"] = Lifetime.Hosted,
    };

    private static readonly string[] ServerNamespaces =
    {
        "Microsoft.AspNetCore", "Microsoft.Azure.Functions", "Microsoft.Azure.WebJobs", "Amazon.Lambda", "Grpc.Core", "Grpc.AspNetCore", "MassTransit", "NServiceBus", "CoreWCF",
    };

    private static readonly string[] DesktopNamespaces =
    {
        "System.Windows", "Microsoft.UI", "Microsoft.Maui", "Xamarin", "Avalonia", "Windows.UI", "UnityEngine", "Gtk", "Eto",
    };

    private static readonly ImmutableArray<int> Hashes = Registering.Keys.Select(TreeIndex.Hash).ToImmutableArray();
    private static readonly ConditionalWeakTable<TreeIndex, TreeIndex.BodyEntry[]> Mentioning = new();

    private readonly ProgramModel model;
    private ImmutableArray<Registration> registrations;
    private bool? isServer;
    private bool? isDesktop;

    public Lifetimes(ProgramModel model) => this.model = model;

    /// <summary>Whether the program answers requests or messages: a web service, a function app, a worker with hosted services.</summary>
    public bool IsServer => isServer ??= IsWeb || (Uses("Microsoft.Extensions.Hosting") && Registrations.Any(registration => registration.Lifetime == Lifetime.Hosted));

    /// <summary>Whether requests come in on many threads; a worker alone has one for each hosted service.</summary>
    public bool IsWeb =>
        model.Symbols.Compilation.ReferencedAssemblyNames.Any(assembly => ServerNamespaces.Any(space => IsIn(assembly.Name, space))) || ServerNamespaces.Any(Uses);

    /// <summary>Whether the program has windows: their events come on one thread.</summary>
    public bool IsDesktop => isDesktop ??= DesktopNamespaces.Any(Uses);

    /// <summary>Whether it runs in a browser: everything in it does what one person asks for.</summary>
    public bool IsBrowser => Uses("Microsoft.AspNetCore.Components.WebAssembly");

    public ImmutableArray<Registration> Registrations
    {
        get
        {
            if (registrations.IsDefault)
                registrations = Read().ToImmutableArray();
            return registrations;
        }
    }

    /// <summary>How a class is registered; empty where it is not, or nobody can tell.</summary>
    public IEnumerable<Registration> Of(INamedTypeSymbol type) =>
        Registrations.Where(registration => SymbolEqualityComparer.Default.Equals(registration.Implementation.OriginalDefinition, type.OriginalDefinition) || IsOnlyOne(registration.Implementation, type));

    /// <summary>The lifetime that a call registers with, or null where it registers nothing.</summary>
    public static Lifetime? LifetimeOf(InvocationExpressionSyntax call) =>
        Repetitions.NameOf(call) is { } name && Registering.TryGetValue(name, out var lifetime) ? lifetime : null;

    /// <summary>Whether what is registered as an interface can only be one class.</summary>
    private bool IsOnlyOne(ITypeSymbol service, INamedTypeSymbol type) =>
        service is INamedTypeSymbol { TypeKind: TypeKind.Interface } implemented
        && type.AllInterfaces.Any(candidate => SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, implemented.OriginalDefinition))
        && model.Code.IsSource(implemented)
        && model.Code.ConcreteTypes(implemented).Take(2).Count() == 1;

    public static bool IsDesktopNamespace(INamespaceSymbol? space) =>
        space is not null && DesktopNamespaces.Any(desktop => IsIn(space.ToDisplayString(), desktop));

    private bool Uses(string space) =>
        model.Code.Trees.Any(tree => tree.Usings.Any(name => IsIn(name.StartsWith("global::", StringComparison.Ordinal) ? name.Substring(8) : name, space)));

    private static bool IsIn(string name, string space) =>
        name.StartsWith(space, StringComparison.Ordinal) && (name.Length == space.Length || name[space.Length] == '.');

    private IEnumerable<Registration> Read()
    {
        foreach (var tree in model.Code.Trees)
        {
            foreach (var entry in Mentioning.GetValue(tree, static tree => tree.Bodies.Where(body => Hashes.Any(body.Mentions)).ToArray()))
            {
                var semantics = model.Code.SemanticsOf(tree.Tree);
                foreach (var call in entry.Node.DescendantNodes().OfType<InvocationExpressionSyntax>())
                {
                    if (LifetimeOf(call) is not { } lifetime || !IsContainer(semantics, call))
                        continue;
                    foreach (var type in TypesOf(semantics, call).Distinct<ITypeSymbol>(SymbolEqualityComparer.Default))
                        yield return new Registration(call, lifetime, type);
                }
            }
        }
    }

    private static bool IsContainer(SemanticModel semantics, InvocationExpressionSyntax call) =>
        semantics.GetSymbolInfo(call).Symbol is not { } method || IsIn(method.ContainingNamespace.ToDisplayString(), "Microsoft.Extensions.DependencyInjection");

    /// <summary>The classes that a registration hands out: what its factory or instance is, else the type that stands last.</summary>
    private static IEnumerable<ITypeSymbol> TypesOf(SemanticModel semantics, InvocationExpressionSyntax call)
    {
        var made = call.ArgumentList.Arguments.SelectMany(argument => Made(argument.Expression)).Select(expression => semantics.GetTypeInfo(expression).Type)
            .OfType<ITypeSymbol>().Where(type => type.TypeKind is TypeKind.Class or TypeKind.Interface or TypeKind.Struct && type.SpecialType == SpecialType.None).ToList();
        if (made.Count > 0)
            return made;

        var named = call.Expression switch
        {
            MemberAccessExpressionSyntax { Name: GenericNameSyntax generic } => generic.TypeArgumentList.Arguments,
            GenericNameSyntax generic => generic.TypeArgumentList.Arguments,
            _ => call.ArgumentList.Arguments.Select(argument => argument.Expression).OfType<TypeOfExpressionSyntax>().Select(expression => expression.Type),
        };

        // The class stands last; where it is a parameter of the method around, the service that it implements stands before it.
        return named.Select(type => semantics.GetTypeInfo(type).Type).Where(type => type is not null and not ITypeParameterSymbol).OfType<ITypeSymbol>().Reverse().Take(1);
    }

    /// <summary>The expressions whose values are handed out.</summary>
    private static IEnumerable<ExpressionSyntax> Made(ExpressionSyntax argument)
    {
        switch (argument)
        {
            case AnonymousFunctionExpressionSyntax { ExpressionBody: { } expression }:
                return new[] { expression };

            case AnonymousFunctionExpressionSyntax { Block: { } block }:
                return block.DescendantNodes(node => node is not AnonymousFunctionExpressionSyntax and not LocalFunctionStatementSyntax)
                    .OfType<ReturnStatementSyntax>().Select(result => result.Expression).OfType<ExpressionSyntax>();

            case TypeOfExpressionSyntax or LiteralExpressionSyntax:
                return Enumerable.Empty<ExpressionSyntax>();

            default:
                return new[] { argument };
        }
    }
}
