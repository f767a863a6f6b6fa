using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Which method stands for which: overrides, implementations, parts.</summary>
internal static class Overriding
{
    /// <summary>The method by which a class implements an interface's.</summary>
    public static IMethodSymbol? Implementation(INamedTypeSymbol type, IMethodSymbol method)
    {
        foreach (var implemented in type.AllInterfaces)
        {
            if (!SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, method.ContainingType.OriginalDefinition))
                continue;
            var member = implemented.GetMembers(method.Name).FirstOrDefault(candidate => SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, method));
            return member is null ? null : (type.FindImplementationForInterfaceMember(member) as IMethodSymbol)?.OriginalDefinition;
        }

        return null;
    }

    /// <summary>The method of a class that overrides a base class's.</summary>
    public static IMethodSymbol? Override(INamedTypeSymbol type, IMethodSymbol method)
    {
        foreach (var member in type.GetMembers(method.Name).OfType<IMethodSymbol>())
        {
            for (var candidate = member.OverriddenMethod; candidate is not null; candidate = candidate.OverriddenMethod)
            {
                if (SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, method))
                    return member;
            }
        }

        return null;
    }

    /// <summary>The symbols by which a method can be called: itself, what it overrides, what it implements.</summary>
    public static IReadOnlyList<ISymbol> TargetsOf(IMethodSymbol method)
    {
        var targets = new List<ISymbol>();
        for (var current = method; current is not null; current = current.OverriddenMethod)
            targets.Add(current.OriginalDefinition);
        if (method.PartialDefinitionPart is { } part)
            targets.Add(part);

        foreach (var implemented in method.ContainingType?.AllInterfaces ?? ImmutableArray<INamedTypeSymbol>.Empty)
        {
            foreach (var member in implemented.GetMembers(NameOf(method)))
            {
                if (SymbolEqualityComparer.Default.Equals(method.ContainingType!.FindImplementationForInterfaceMember(member), method))
                    targets.Add(member.OriginalDefinition);
            }
        }

        return targets;
    }

    /// <summary>The name by which code refers to a method.</summary>
    public static string NameOf(IMethodSymbol method) =>
        method.MethodKind switch
        {
            MethodKind.Constructor or MethodKind.StaticConstructor => method.ContainingType.Name,
            MethodKind.PropertyGet or MethodKind.PropertySet => method.AssociatedSymbol?.Name ?? method.Name,
            MethodKind.ExplicitInterfaceImplementation => method.ExplicitInterfaceImplementations.FirstOrDefault()?.Name ?? method.Name,
            _ => method.Name,
        };
}
