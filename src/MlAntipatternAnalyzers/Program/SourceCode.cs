using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>The code that a program consists of: its own, and that of the projects it references, where the host hands their source along.</summary>
/// <remarks>An editor hands source along, and so does the tool; a build hands assemblies, whose code is not known.</remarks>
internal sealed class SourceCode
{
    private readonly MlNetSymbols ml;
    private readonly Lazy<ImmutableDictionary<string, Compilation>> projects;
    private readonly Dictionary<Compilation, CodeIndex> indexes = new();
    private readonly Dictionary<ISymbol, ISymbol?> declared = new(SymbolEqualityComparer.Default);

    public SourceCode(CodeIndex own, MlNetSymbols ml)
    {
        Own = own;
        this.ml = ml;
        projects = new Lazy<ImmutableDictionary<string, Compilation>>(() => ProjectsOf(ml.Compilation));
    }

    /// <summary>The program's own code.</summary>
    public CodeIndex Own { get; }

    /// <summary>The projects that are referenced with their source.</summary>
    public IEnumerable<Compilation> Projects => projects.Value.OrderBy(project => project.Key, StringComparer.Ordinal).Select(project => project.Value);

    public bool IsSource(ISymbol symbol) => Own.IsSource(symbol) || ProjectOf(symbol) is not null;

    public Body? BodyOf(IMethodSymbol method) => IndexOf(method)?.BodyOf(method);

    public IOperation? OperationOf(Body body) => IndexOf(body.Symbol)?.OperationOf(body);

    /// <summary>The bodies that assign to a member, in the project that it belongs to.</summary>
    public IEnumerable<Body> WritersOf(ISymbol member) => IndexOf(member) is { } index && Declared(member) is { } known ? index.WritersOf(known) : Enumerable.Empty<Body>();

    public ImmutableArray<Body> InitializersOf(INamedTypeSymbol type) => IndexOf(type)?.InitializersOf(type) ?? ImmutableArray<Body>.Empty;

    /// <summary>What a virtual or interface method can only be; not known of one that several projects may implement.</summary>
    public IMethodSymbol? OnlyImplementation(IMethodSymbol method) => Own.OnlyImplementation(method);

    private Compilation? ProjectOf(ISymbol symbol) =>
        symbol.ContainingAssembly is { } assembly && projects.Value.TryGetValue(assembly.Identity.Name, out var project) ? project : null;

    private CodeIndex? IndexOf(ISymbol symbol)
    {
        if (Own.IsSource(symbol))
            return Own;
        if (ProjectOf(symbol) is not { } project)
            return null;
        if (!indexes.TryGetValue(project, out var index))
            indexes.Add(project, index = new CodeIndex(project, ml, CancellationToken.None));
        return index;
    }

    /// <summary>A symbol as the project sees it that declares it.</summary>
    private ISymbol? Declared(ISymbol symbol)
    {
        if (ProjectOf(symbol) is not { } project || ReferenceEquals(symbol.ContainingAssembly, project.Assembly))
            return symbol;
        if (!declared.TryGetValue(symbol, out var known))
            declared.Add(symbol, known = symbol.OriginalDefinition.GetDocumentationCommentId() is { } id ? DocumentationCommentId.GetFirstSymbolForDeclarationId(id, project) : null);
        return known;
    }

    private static ImmutableDictionary<string, Compilation> ProjectsOf(Compilation compilation)
    {
        var found = ImmutableDictionary.CreateBuilder<string, Compilation>(StringComparer.Ordinal);
        foreach (var reference in compilation.References)
        {
            if (reference is CompilationReference { Compilation: { Language: LanguageNames.CSharp, Assembly.Identity.Name: var name } project })
                found[name] = project;
        }

        return found.ToImmutable();
    }
}
