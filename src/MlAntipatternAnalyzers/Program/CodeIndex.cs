using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>The bodies of a compilation: which there are, which calls which, which assigns what. Each is bound when it is first asked for.</summary>
internal sealed class CodeIndex
{
    private readonly Compilation compilation;
    private readonly IAssemblySymbol assembly;
    private readonly Dictionary<SyntaxTree, SemanticModel> semantics = new();
    private readonly Dictionary<TreeIndex.BodyEntry, Body?> bodies = new();
    private readonly Dictionary<ISymbol, Body?> bodiesBySymbol = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<Body, IOperation?> operations = new();
    private readonly Dictionary<Body, Edges> edges = new();
    private readonly Dictionary<Body, ImmutableArray<Body>> callers = new();
    private readonly Dictionary<INamedTypeSymbol, ImmutableArray<Body>> initializers = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IMethodSymbol, ImmutableArray<IMethodSymbol>> implementations = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, Body[]> users = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, TreeIndex[]> naming = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<int, List<TreeIndex>> treesByName = new();
    private readonly Dictionary<SyntaxTree, int> order = new();
    private readonly Dictionary<int, List<TreeIndex.TypeEntry>> derived = new();
    private readonly MlNetSymbols ml;
    private readonly Declarations declarations;

    /// <param name="compilation">The project whose code it is.</param>
    /// <param name="ml">ML.NET as it sees it, or a project that references it.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public CodeIndex(Compilation compilation, MlNetSymbols ml, CancellationToken cancellationToken)
    {
        this.ml = ml;
        this.compilation = compilation;
        assembly = compilation.Assembly;
        declarations = new Declarations(this);
        Trees = compilation.SyntaxTrees.Select(tree =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return TreeIndex.Of(tree);
        }).ToImmutableArray();
        for (var i = 0; i < Trees.Length; i++)
            order[Trees[i].Tree] = i;
        foreach (var tree in Trees)
        {
            foreach (var type in tree.Types)
            {
                TypeNames.Add(type.Name);
                foreach (var name in type.Bases)
                    Add(derived, name, type);
            }
        }

        foreach (var tree in Trees)
        {
            foreach (var name in tree.Mentioned)
            {
                if (TypeNames.Contains(name))
                    Add(treesByName, name, tree);
            }
        }
    }

    public ImmutableArray<TreeIndex> Trees { get; }

    /// <summary>Hashes of the names of the types that the compilation declares.</summary>
    public HashSet<int> TypeNames { get; } = new();

    /// <summary>The place of a file in the compilation.</summary>
    public int OrderOf(SyntaxTree tree) => order[tree];

    public bool IsMlNet(ISymbol symbol) => ml.IsMlNet(symbol);

    public bool IsSource(ISymbol symbol) => ReferenceEquals(symbol.ContainingAssembly, assembly);

    /// <summary>Whether any code uses a name.</summary>
    public bool Mentions(string name)
    {
        var hash = TreeIndex.Hash(name);
        return Trees.Any(tree => tree.Mentions(hash) && tree.Bodies.Any(body => body.Mentions(hash)));
    }

    public SemanticModel SemanticsOf(SyntaxTree tree)
    {
        if (!semantics.TryGetValue(tree, out var model))
            semantics.Add(tree, model = compilation.GetSemanticModel(tree));
        return model;
    }

    public Body? BodyOf(TreeIndex.BodyEntry entry)
    {
        if (bodies.TryGetValue(entry, out var body))
            return body;

        var symbol = declarations.SymbolOf(entry.Node);
        body = symbol is null ? null : new Body(entry, symbol, TreeIndex.Of(entry.Node.SyntaxTree).MentionsMl);
        bodies.Add(entry, body);
        return body;
    }

    /// <summary>The code of a method or accessor of the compilation; null where it has none.</summary>
    public Body? BodyOf(IMethodSymbol method)
    {
        method = method.OriginalDefinition;
        method = method.PartialImplementationPart ?? method;
        if (bodiesBySymbol.TryGetValue(method, out var body))
            return body;

        body = null;
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            if (order.ContainsKey(reference.SyntaxTree) && TreeIndex.Of(reference.SyntaxTree).Find(reference.GetSyntax()) is { } entry)
                body = BodyOf(entry);
        }

        bodiesBySymbol.Add(method, body);
        return body;
    }

    public IOperation? OperationOf(Body body)
    {
        if (!operations.TryGetValue(body, out var operation))
            operations.Add(body, operation = SemanticsOf(body.Node.SyntaxTree).GetOperation(body.Node));
        return operation;
    }

    public ImmutableArray<Body> InitializersOf(INamedTypeSymbol type)
    {
        if (initializers.TryGetValue(type, out var known))
            return known;

        var found = ImmutableArray.CreateBuilder<Body>();
        foreach (var declaration in type.DeclaringSyntaxReferences.Where(reference => order.ContainsKey(reference.SyntaxTree)).Select(reference => reference.GetSyntax()).OfType<TypeDeclarationSyntax>())
        {
            var index = TreeIndex.Of(declaration.SyntaxTree);
            foreach (var member in declaration.Members)
            {
                var clauses = member switch
                {
                    FieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => variable.Initializer),
                    PropertyDeclarationSyntax property => new[] { property.Initializer },
                    _ => Enumerable.Empty<EqualsValueClauseSyntax?>(),
                };
                foreach (var clause in clauses)
                {
                    if (clause is not null && index.Find(clause) is { } entry && BodyOf(entry) is { } body)
                        found.Add(body);
                }
            }
        }

        initializers.Add(type, known = found.ToImmutable());
        return known;
    }

    /// <summary>The bodies that call, construct or refer to a body.</summary>
    public ImmutableArray<Body> CallersOf(Body body)
    {
        if (callers.TryGetValue(body, out var known))
            return known;

        known = ImmutableArray<Body>.Empty;
        if (body.Method is { } method && !body.IsTopLevel)
        {
            var name = Overriding.NameOf(method);
            var constructed = method.MethodKind == MethodKind.Constructor ? TreeIndex.Hash(name) : (int?)null;
            List<Body>? found = null;
            foreach (var target in Overriding.TargetsOf(method))
            {
                foreach (var candidate in Mentioning(name, method, constructed))
                {
                    if (candidate != body && EdgesOf(candidate).Calls(target) && found?.Contains(candidate) != true)
                        (found ??= new List<Body>()).Add(candidate);
                }
            }

            known = found?.ToImmutableArray() ?? known;
        }

        callers.Add(body, known);
        return known;
    }

    /// <summary>The bodies that assign to a field or property.</summary>
    public IEnumerable<Body> WritersOf(ISymbol member)
    {
        var name = member.Name;
        var assigning = Mentioning(name, member).Where(candidate => (edges.ContainsKey(candidate) || UseSyntax.MayWrite(candidate.Node, name)) && EdgesOf(candidate).Writes(member));
        return member.ContainingType is { } type
            ? assigning.Concat(InitializersOf(type).Where(initializer => SymbolEqualityComparer.Default.Equals(initializer.Symbol, member))).Distinct()
            : assigning;
    }

    /// <summary>The bodies that read or assign to a field or property.</summary>
    public IReadOnlyList<Body> UsersOf(ISymbol member)
    {
        if (!users.TryGetValue(member, out var known))
            users.Add(member, known = Mentioning(member.Name, member).Where(candidate => EdgesOf(candidate).Uses(member)).ToArray());
        return known;
    }

    /// <summary>The bodies that may mention a symbol: those of its own class where it is private.</summary>
    public IEnumerable<Body> Mentioning(string name, ISymbol symbol) => Mentioning(name, symbol, null);

    /// <param name="name">The name that is mentioned.</param>
    /// <param name="symbol">What is meant by it.</param>
    /// <param name="constructed">The name as a hash, where only a body that may construct an object of it counts.</param>
    private IEnumerable<Body> Mentioning(string name, ISymbol symbol, int? constructed)
    {
        var hash = TreeIndex.Hash(name);
        foreach (var tree in TreesNaming(symbol))
        {
            if (!tree.Mentions(hash))
                continue;
            foreach (var entry in tree.Bodies)
            {
                if (entry.Mentions(hash) && (constructed is not { } type || entry.MayConstruct(type)) && BodyOf(entry) is { } body)
                    yield return body;
            }
        }
    }

    /// <summary>The files that can use a member: its class's own where it is private, else those that name the class, what it derives from, or what derives from it.</summary>
    private IEnumerable<TreeIndex> TreesNaming(ISymbol symbol)
    {
        if (symbol.ContainingType is not { } type || symbol is IMethodSymbol { IsExtensionMethod: true })
            return Trees;
        if (symbol.DeclaredAccessibility == Accessibility.Private)
            return DeclaringTrees(type).Distinct();
        if (!naming.TryGetValue(type, out var trees))
        {
            var found = new HashSet<TreeIndex>(DeclaringTrees(type));

            // The class of another project, whose source is at hand.
            if (!IsSource(type) && !type.DeclaringSyntaxReferences.IsEmpty)
            {
                var name = TreeIndex.Hash(type.Name);
                found.UnionWith(Trees.Where(tree => tree.Mentions(name)));
            }

            for (var current = type; current is not null && IsSource(current); current = current.BaseType)
                AddNaming(found, TreeIndex.Hash(current.Name));
            foreach (var implemented in type.AllInterfaces)
            {
                if (IsSource(implemented))
                    AddNaming(found, TreeIndex.Hash(implemented.Name));
            }

            if (derived.ContainsKey(TreeIndex.Hash(type.Name)))
            {
                foreach (var name in NamesOfDerived(type))
                    AddNaming(found, name);
            }

            trees = found.ToArray();
            if (trees.Length > 1)
                Array.Sort(trees, (left, right) => order[left.Tree].CompareTo(order[right.Tree]));
            naming.Add(type, trees);
        }

        return trees;
    }

    private IEnumerable<TreeIndex> DeclaringTrees(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Select(reference => reference.SyntaxTree).Where(order.ContainsKey).Select(TreeIndex.Of);

    /// <summary>The files that mention the name of a type of the compilation, by its hash.</summary>
    public IReadOnlyList<TreeIndex> TreesNaming(int type) => treesByName.TryGetValue(type, out var trees) ? trees : Array.Empty<TreeIndex>();

    private void AddNaming(HashSet<TreeIndex> found, int name)
    {
        if (treesByName.TryGetValue(name, out var trees))
            found.UnionWith(trees);
    }

    private IEnumerable<TreeIndex.TypeEntry> DerivedFrom(int name) => derived.TryGetValue(name, out var types) ? types : Enumerable.Empty<TreeIndex.TypeEntry>();

    private static void Add<T>(Dictionary<int, List<T>> lists, int key, T item)
    {
        if (!lists.TryGetValue(key, out var list))
            lists.Add(key, list = new List<T>());
        list.Add(item);
    }

    /// <summary>Hashes of the names of all types that may derive from a type, however far.</summary>
    private HashSet<int> NamesOfDerived(INamedTypeSymbol type)
    {
        var names = new HashSet<int>();
        var pending = new Stack<int>();
        pending.Push(TreeIndex.Hash(type.Name));
        while (pending.Count > 0)
        {
            foreach (var entry in DerivedFrom(pending.Pop()))
            {
                var name = entry.Name;
                if (names.Add(name))
                    pending.Push(name);
            }
        }

        return names;
    }

    public Edges EdgesOf(Body body)
    {
        if (!edges.TryGetValue(body, out var known))
            edges.Add(body, known = new Edges(OperationOf(body), this));
        return known;
    }

    /// <summary>The concrete classes of the compilation that derive from or implement a type.</summary>
    public IEnumerable<INamedTypeSymbol> ConcreteTypes(INamedTypeSymbol type)
    {
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var pending = new Queue<INamedTypeSymbol>();
        pending.Enqueue(type.OriginalDefinition);
        while (pending.Count > 0)
        {
            var current = pending.Dequeue();
            foreach (var entry in DerivedFrom(TreeIndex.Hash(current.Name)))
            {
                if (SemanticsOf(entry.Node.SyntaxTree).GetDeclaredSymbol(entry.Node) is not INamedTypeSymbol candidate || !seen.Add(candidate))
                    continue;
                var isDerived = SymbolEqualityComparer.Default.Equals(candidate.BaseType?.OriginalDefinition, current)
                    || candidate.Interfaces.Any(implemented => SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, current));
                if (!isDerived)
                    continue;
                pending.Enqueue(candidate);
                if (candidate is { IsAbstract: false, TypeKind: TypeKind.Class or TypeKind.Struct })
                    yield return candidate;
            }
        }
    }

    /// <summary>What a virtual or interface method can only be, where just one class implements it.</summary>
    public IMethodSymbol? OnlyImplementation(IMethodSymbol method) => Implementations(method) is { Length: 1 } only ? only[0] : null;

    /// <summary>What a virtual or interface method may be, in the classes of the compilation.</summary>
    public ImmutableArray<IMethodSymbol> Implementations(IMethodSymbol method)
    {
        method = method.OriginalDefinition;
        if (implementations.TryGetValue(method, out var known))
            return known;

        var found = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        if (IsSource(method))
        {
            if (!method.IsAbstract && method.ContainingType.TypeKind == TypeKind.Class)
                found.Add(method);
            foreach (var type in ConcreteTypes(method.ContainingType))
            {
                var implementation = method.ContainingType.TypeKind == TypeKind.Interface
                    ? Overriding.Implementation(type, method)
                    : Overriding.Override(type, method);
                if (implementation is not null)
                    found.Add(implementation);
            }
        }

        known = found.ToImmutableArray();
        implementations.Add(method, known);
        return known;
    }
}
