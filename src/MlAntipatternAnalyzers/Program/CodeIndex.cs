using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>The bodies of a compilation: which there are, which calls which, which assigns what. Each is bound when it is first asked for.</summary>
internal sealed class CodeIndex
{
    private const int MaximalFillers = 16;

    private static readonly int Split = TreeIndex.Hash("Split");
    private static readonly int SetValue = TreeIndex.Hash("SetValue");
    private static readonly int LoadFromEnumerable = TreeIndex.Hash("LoadFromEnumerable");

    private readonly Compilation compilation;
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
    private readonly ILookup<int, TreeIndex> treesByName;
    private readonly Dictionary<SyntaxTree, int> order = new();
    private readonly ILookup<int, TreeIndex.TypeEntry> derived;
    private HashSet<int>? rowTypes;

    public CodeIndex(Compilation compilation, CancellationToken cancellationToken)
    {
        this.compilation = compilation;
        Trees = compilation.SyntaxTrees.Select(tree =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return TreeIndex.Of(tree);
        }).ToImmutableArray();
        for (var i = 0; i < Trees.Length; i++)
            order[Trees[i].Tree] = i;
        var types = new HashSet<int>(Trees.SelectMany(tree => tree.Types).Select(type => TreeIndex.Hash(type.Node.Identifier.ValueText)));
        treesByName = Trees.SelectMany(tree => tree.Mentioned.Where(types.Contains).Select(name => (name, tree))).ToLookup(pair => pair.name, pair => pair.tree);
        derived = Trees.SelectMany(tree => tree.Types).SelectMany(type => type.Bases.Select(name => (name, type))).ToLookup(pair => pair.name, pair => pair.type);
    }

    public ImmutableArray<TreeIndex> Trees { get; }

    /// <summary>The place of a file in the compilation.</summary>
    public int OrderOf(SyntaxTree tree) => order[tree];

    public bool IsSource(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly);

    /// <summary>Whether any code uses a name.</summary>
    public bool Mentions(string name)
    {
        var hash = TreeIndex.Hash(name);
        return Trees.Any(tree => tree.Bodies.Any(body => body.Mentions(hash)));
    }

    public SemanticModel SemanticsOf(SyntaxTree tree)
    {
        if (!semantics.TryGetValue(tree, out var model))
            semantics.Add(tree, model = compilation.GetSemanticModel(tree));
        return model;
    }

    /// <summary>The bodies of a file without ML.NET that may make rows for a file that loads some: they cut text up, or make objects of a class that is named there.</summary>
    public IEnumerable<TreeIndex.BodyEntry> RowFillersOf(TreeIndex tree)
    {
        rowTypes ??= RowTypes();
        return rowTypes.Count == 0 ? Enumerable.Empty<TreeIndex.BodyEntry>() : tree.Bodies.Where(body => MayFillRows(body, rowTypes)).Take(MaximalFillers);
    }

    private static bool MayFillRows(TreeIndex.BodyEntry body, HashSet<int> rowTypes) =>
        body.Node is BaseMethodDeclarationSyntax or CompilationUnitSyntax
        && (body.Mentions(Split) && body.Mentions(SetValue)
            || (body.Names.Any(rowTypes.Contains) && body.Node.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>().Any(creation => MakesOneOf(creation, rowTypes))));

    private static bool MakesOneOf(BaseObjectCreationExpressionSyntax creation, HashSet<int> rowTypes) =>
        creation is not ObjectCreationExpressionSyntax { Type: var type }
        || rowTypes.Contains(TreeIndex.Hash(type.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault()?.Identifier.ValueText ?? ""));

    /// <summary>The names of this compilation's types in the files that load rows.</summary>
    private HashSet<int> RowTypes()
    {
        var types = new HashSet<int>(Trees.SelectMany(tree => tree.Types).Select(type => TreeIndex.Hash(type.Node.Identifier.ValueText)));
        var loading = Trees.Where(tree => tree.MentionsMl && tree.Bodies.Any(body => body.Mentions(LoadFromEnumerable)));
        types.IntersectWith(loading.SelectMany(tree => tree.Bodies).SelectMany(body => body.Names));
        return types;
    }

    public Body? BodyOf(TreeIndex.BodyEntry entry)
    {
        if (bodies.TryGetValue(entry, out var body))
            return body;

        var model = SemanticsOf(entry.Node.SyntaxTree);
        var symbol = entry.Node switch
        {
            CompilationUnitSyntax unit => model.GetDeclaredSymbol(unit),
            ArrowExpressionClauseSyntax { Parent: { } property } => (model.GetDeclaredSymbol(property) as IPropertySymbol)?.GetMethod,
            EqualsValueClauseSyntax { Parent: { } owner } => model.GetDeclaredSymbol(owner),
            _ => model.GetDeclaredSymbol(entry.Node),
        };
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
        if (IsSource(method))
        {
            foreach (var reference in method.DeclaringSyntaxReferences)
            {
                if (TreeIndex.Of(reference.SyntaxTree).Find(reference.GetSyntax()) is { } entry)
                    body = BodyOf(entry);
            }
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
        foreach (var declaration in type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<TypeDeclarationSyntax>())
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

        var found = ImmutableArray<Body>.Empty;
        if (body.Method is { } method && !body.IsTopLevel)
        {
            var targets = TargetsOf(method);
            var constructs = method.MethodKind is MethodKind.Constructor;
            found = targets.SelectMany(target => UsersOf(NameOf(method), method, target, edges => edges.Calls, constructs ? UseSyntax.MayConstruct : null))
                .Where(candidate => candidate != body)
                .Distinct()
                .ToImmutableArray();
        }

        callers.Add(body, found);
        return found;
    }

    /// <summary>The bodies that assign to a field or property.</summary>
    public IEnumerable<Body> WritersOf(ISymbol member) =>
        UsersOf(member.Name, member, member, edges => edges.Writes, UseSyntax.MayWrite)
            .Concat(member.ContainingType is { } type ? InitializersOf(type).Where(initializer => SymbolEqualityComparer.Default.Equals(initializer.Symbol, member)) : Enumerable.Empty<Body>())
            .Distinct();

    /// <summary>The bodies that read or assign to a field or property.</summary>
    public IReadOnlyList<Body> UsersOf(ISymbol member)
    {
        if (!users.TryGetValue(member, out var known))
            users.Add(member, known = UsersOf(member.Name, member, member, edges => edges.Members).ToArray());
        return known;
    }

    /// <param name="may">What must be so of the syntax before it is worth binding, which is what costs.</param>
    private IEnumerable<Body> UsersOf(string name, ISymbol declared, ISymbol used, Func<Edges, HashSet<ISymbol>> uses, Func<SyntaxNode, string, bool>? may = null) =>
        Mentioning(name, declared).Where(candidate => (edges.ContainsKey(candidate) || may is null || may(candidate.Node, name)) && uses(EdgesOf(candidate)).Contains(used));

    /// <summary>The bodies that may mention a symbol: those of its own class where it is private.</summary>
    public IEnumerable<Body> Mentioning(string name, ISymbol symbol)
    {
        var hash = TreeIndex.Hash(name);
        foreach (var tree in TreesNaming(symbol))
        {
            foreach (var entry in tree.Bodies)
            {
                if (entry.Mentions(hash) && BodyOf(entry) is { } body)
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
            return type.DeclaringSyntaxReferences.Select(reference => reference.SyntaxTree).Distinct().Select(TreeIndex.Of);
        if (!naming.TryGetValue(type, out var trees))
        {
            var found = new HashSet<TreeIndex>(type.DeclaringSyntaxReferences.Select(reference => TreeIndex.Of(reference.SyntaxTree)));
            for (var current = type; current is not null && IsSource(current); current = current.BaseType)
                found.UnionWith(treesByName[TreeIndex.Hash(current.Name)]);
            foreach (var implemented in type.AllInterfaces.Where(IsSource))
                found.UnionWith(treesByName[TreeIndex.Hash(implemented.Name)]);
            foreach (var name in NamesOfDerived(type))
                found.UnionWith(treesByName[name]);
            naming.Add(type, trees = found.OrderBy(tree => order[tree.Tree]).ToArray());
        }

        return trees;
    }

    /// <summary>Hashes of the names of all types that may derive from a type, however far.</summary>
    private HashSet<int> NamesOfDerived(INamedTypeSymbol type)
    {
        var names = new HashSet<int>();
        var pending = new Stack<int>();
        pending.Push(TreeIndex.Hash(type.Name));
        while (pending.Count > 0)
        {
            foreach (var entry in derived[pending.Pop()])
            {
                var name = TreeIndex.Hash(entry.Node.Identifier.ValueText);
                if (names.Add(name))
                    pending.Push(name);
            }
        }

        return names;
    }

    public Edges EdgesOf(Body body)
    {
        if (!edges.TryGetValue(body, out var known))
            edges.Add(body, known = new Edges(OperationOf(body)));
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
            foreach (var entry in derived[TreeIndex.Hash(current.Name)])
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
                    ? Implementation(type, method)
                    : Override(type, method);
                if (implementation is not null)
                    found.Add(implementation);
            }
        }

        known = found.ToImmutableArray();
        implementations.Add(method, known);
        return known;
    }

    private static IMethodSymbol? Implementation(INamedTypeSymbol type, IMethodSymbol method)
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

    private static IMethodSymbol? Override(INamedTypeSymbol type, IMethodSymbol method)
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

    private static string NameOf(IMethodSymbol method) =>
        method.MethodKind switch
        {
            MethodKind.Constructor or MethodKind.StaticConstructor => method.ContainingType.Name,
            MethodKind.PropertyGet or MethodKind.PropertySet => method.AssociatedSymbol?.Name ?? method.Name,
            MethodKind.ExplicitInterfaceImplementation => method.ExplicitInterfaceImplementations.FirstOrDefault()?.Name ?? method.Name,
            _ => method.Name,
        };

    /// <summary>What a body calls and assigns, lambdas and local functions in it included.</summary>
    internal sealed class Edges
    {
        public Edges(IOperation? operation)
        {
            if (operation is null)
                return;
            Walk(operation);
        }

        public HashSet<ISymbol> Calls { get; } = new(SymbolEqualityComparer.Default);

        public HashSet<ISymbol> Writes { get; } = new(SymbolEqualityComparer.Default);

        /// <summary>The fields and properties that it reads or writes.</summary>
        public HashSet<ISymbol> Members { get; } = new(SymbolEqualityComparer.Default);

        private void Walk(IOperation operation)
        {
            Add(operation);
            foreach (var child in operation.ChildOperations)
                Walk(child);
        }

        private void Add(IOperation operation)
        {
            switch (operation)
            {
                case IInvocationOperation invocation:
                    Calls.Add(invocation.TargetMethod.OriginalDefinition);
                    if (invocation.Instance is IFieldReferenceOperation or IPropertyReferenceOperation && UseSyntax.Additions.Contains(invocation.TargetMethod.Name))
                        AddTarget(invocation.Instance);
                    foreach (var argument in invocation.Arguments)
                    {
                        if (argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref)
                            AddTarget(argument.Value);
                    }

                    break;

                case IObjectCreationOperation { Constructor: { } constructor }:
                    Calls.Add(constructor.OriginalDefinition);
                    break;

                case IMethodReferenceOperation reference:
                    Calls.Add(reference.Method.OriginalDefinition);
                    break;

                case IFieldReferenceOperation { Field: var field }:
                    Members.Add(field.OriginalDefinition);
                    break;

                case IPropertyReferenceOperation { Property: var property }:
                    Members.Add(property.OriginalDefinition);
                    if (property.GetMethod is { } getter)
                        Calls.Add(getter.OriginalDefinition);
                    if (property.SetMethod is { } setter)
                        Calls.Add(setter.OriginalDefinition);
                    break;

                case IAssignmentOperation assignment:
                    AddTarget(assignment.Target);
                    break;
            }
        }

        private void AddTarget(IOperation target)
        {
            switch (target)
            {
                case IFieldReferenceOperation field:
                    Writes.Add(field.Field.OriginalDefinition);
                    break;

                case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } indexed }:
                    AddTarget(indexed);
                    break;

                case IArrayElementReferenceOperation element:
                    AddTarget(element.ArrayReference);
                    break;

                case IPropertyReferenceOperation property:
                    Writes.Add(property.Property.OriginalDefinition);
                    break;

                case IConversionOperation conversion:
                    AddTarget(conversion.Operand);
                    break;

                case ITupleOperation tuple:
                    foreach (var element in tuple.Elements)
                        AddTarget(element);
                    break;
            }
        }
    }
}
