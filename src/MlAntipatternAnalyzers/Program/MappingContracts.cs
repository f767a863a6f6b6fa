using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>The contract names that custom mappings can be found under: those of the factory classes of the compilation and of what it references.</summary>
internal sealed class MappingContracts
{
    private static readonly ConditionalWeakTable<Compilation, MappingContracts> Cache = new();

    private readonly Dictionary<string, List<IAssemblySymbol>> homes = new();
    private readonly INamedTypeSymbol? attribute;
    private bool isOpen;

    private MappingContracts(ProgramModel model)
    {
        attribute = model.Symbols.MappingFactoryAttribute;
        if (attribute is null)
        {
            isOpen = true;
            return;
        }

        foreach (var type in model.Code.Trees.SelectMany(tree => tree.Types).Where(type => type.Node.AttributeLists.Count > 0))
            Add(model.Code.SemanticsOf(type.Node.SyntaxTree).GetDeclaredSymbol(type.Node) as INamedTypeSymbol);

        // A factory derives from a class of ML.NET's: an assembly that does not reference that cannot hold one.
        foreach (var assembly in model.Symbols.Compilation.SourceModule.ReferencedAssemblySymbols.Where(assembly => !assembly.Name.StartsWith("Microsoft.ML", System.StringComparison.Ordinal)))
        {
            if (assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == attribute.ContainingAssembly.Name)))
                AddAll(assembly.GlobalNamespace);
        }
    }

    public static MappingContracts Of(ProgramModel model) =>
        Cache.GetValue(model.Symbols.Compilation, _ => new MappingContracts(model));

    /// <summary>Whether there may be a factory of this name.</summary>
    public bool Has(string name) => isOpen || homes.ContainsKey(name);

    /// <summary>The assemblies that have a factory of this name.</summary>
    public IReadOnlyList<IAssemblySymbol> HomesOf(string name) => homes.TryGetValue(name, out var known) ? known : new List<IAssemblySymbol>();

    private void AddAll(INamespaceSymbol space)
    {
        foreach (var member in space.GetMembers())
        {
            if (member is INamespaceSymbol inner)
                AddAll(inner);
            else
                AddAll((INamedTypeSymbol)member);
        }
    }

    private void AddAll(INamedTypeSymbol type)
    {
        Add(type);
        foreach (var nested in type.GetTypeMembers())
            AddAll(nested);
    }

    private void Add(INamedTypeSymbol? type)
    {
        foreach (var applied in type?.GetAttributes() ?? Enumerable.Empty<AttributeData>())
        {
            if (!SymbolEqualityComparer.Default.Equals(applied.AttributeClass, attribute))
                continue;
            if (applied.ConstructorArguments.Length != 1 || applied.ConstructorArguments[0].Value is not string name)
            {
                isOpen = true;
                continue;
            }

            if (!homes.TryGetValue(name, out var known))
                homes.Add(name, known = new List<IAssemblySymbol>());
            known.Add(type!.ContainingAssembly);
        }
    }
}
