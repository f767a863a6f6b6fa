using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What one file declares and which names each of its bodies mentions.</summary>
/// <remarks>
/// A pure function of the syntax tree, kept as long as the tree: after a keystroke all trees but one are the same, so only one is read again.
/// Names are hashes of identifiers found by scanning the text; comments and strings count too, which can only lead to looking at more code.
/// </remarks>
internal sealed class TreeIndex
{
    private static readonly ConditionalWeakTable<SyntaxTree, TreeIndex> Cache = new();

    private static readonly HashSet<int> MlNames = new(new[]
    {
        "MLContext", "IDataView", "ITransformer", "IEstimator", "PredictionEngine", "PredictionEnginePool", "EstimatorChain", "TransformerChain",
        "DataOperationsCatalog", "TrainTestData", "TextLoader", "LoadFromEnumerable", "LoadFromTextFile", "CreatePredictionEngine",
    }.Select(Hash));

    private TreeIndex(SyntaxTree tree)
    {
        Tree = tree;
        var reader = new Reader(tree);
        reader.Read();
        Bodies = reader.Bodies.ToImmutableArray();
        Types = reader.Types.ToImmutableArray();
        Declared = reader.Declared.ToImmutableArray();
        Usings = reader.Usings.ToImmutableArray();
        mentioned = reader.Whole.Names;
        MentionsMl = reader.Whole.NamesLibrary || mentioned.Overlaps(MlNames);
        entries = Bodies.ToDictionary(body => body.Node);
    }

    private readonly Dictionary<SyntaxNode, BodyEntry> entries;
    private readonly HashSet<int> mentioned;

    public SyntaxTree Tree { get; }

    public ImmutableArray<BodyEntry> Bodies { get; }

    public ImmutableArray<TypeEntry> Types { get; }

    /// <summary>Hashes of the names of methods, properties, fields and types that the file declares.</summary>
    public ImmutableArray<int> Declared { get; }

    /// <summary>The namespaces of its using directives.</summary>
    public ImmutableArray<string> Usings { get; }

    /// <summary>Whether the file can be about ML.NET at all.</summary>
    public bool MentionsMl { get; }

    /// <summary>Hashes of all identifiers in the file.</summary>
    public IReadOnlyCollection<int> Mentioned => mentioned;

    public bool Mentions(int name) => mentioned.Contains(name);

    public BodyEntry? Find(SyntaxNode node) => entries.TryGetValue(node, out var entry) ? entry : null;

    public static TreeIndex Of(SyntaxTree tree) => Cache.GetValue(tree, static tree => new TreeIndex(tree));

    /// <summary>FNV-1a over UTF-16 units.</summary>
    public static int Hash(string name)
    {
        var hash = 2166136261u;
        foreach (var unit in name)
            hash = (hash ^ unit) * 16777619u;
        return (int)hash;
    }

    internal sealed class BodyEntry
    {
        private readonly NameScanner scanned;

        public BodyEntry(SyntaxNode node, NameScanner scanned)
        {
            Node = node;
            this.scanned = scanned;
            Names = scanned.Names.ToArray();
            Array.Sort(Names);
            MentionsApi = ApiNames.Overlap(scanned.Names);
        }

        public SyntaxNode Node { get; }

        /// <summary>Sorted hashes of the identifiers in it.</summary>
        public int[] Names { get; }

        /// <summary>Whether it can do anything with ML.NET itself, and not only by what it calls.</summary>
        public bool MentionsApi { get; }

        public bool Mentions(int name) => Array.BinarySearch(Names, name) >= 0;

        /// <summary>Whether it may construct an object of a type: there is a <c>new</c> of that name or of none, or a constructor calls another.</summary>
        public bool MayConstruct(int type) => scanned.ConstructsUnnamed || scanned.Constructed.Contains(type) || Node is ConstructorDeclarationSyntax { Initializer: not null };

        public bool MayConstructOneOf(HashSet<int> types) => scanned.ConstructsUnnamed || scanned.Constructed.Overlaps(types);
    }

    internal sealed class TypeEntry
    {
        public TypeEntry(BaseTypeDeclarationSyntax node, ImmutableArray<int> bases)
        {
            Node = node;
            Bases = bases;
            Name = Hash(node.Identifier.ValueText);
            MayBeRow = node is RecordDeclarationSyntax { ParameterList.Parameters.Count: > 0 }
                || (node is TypeDeclarationSyntax type && type.Members.Any(member => member is PropertyDeclarationSyntax or FieldDeclarationSyntax && member.Modifiers.Any(SyntaxKind.PublicKeyword)));
        }

        public BaseTypeDeclarationSyntax Node { get; }

        /// <summary>Whether it has members that could be columns.</summary>
        public bool MayBeRow { get; }

        /// <summary>The hash of its name.</summary>
        public int Name { get; }

        /// <summary>Hashes of the simple names in its base list.</summary>
        public ImmutableArray<int> Bases { get; }
    }

    private sealed class Reader
    {
        private readonly SyntaxNode root;
        private readonly char[] text;

        public Reader(SyntaxTree tree)
        {
            root = tree.GetRoot();
            var source = tree.GetText();
            text = new char[source.Length];
            source.CopyTo(0, text, 0, text.Length);
        }

        public List<BodyEntry> Bodies { get; } = new();

        public List<TypeEntry> Types { get; } = new();

        public HashSet<int> Declared { get; } = new();

        public List<string> Usings { get; } = new();

        /// <summary>The names of the whole file.</summary>
        public NameScanner Whole { get; } = new();

        public void Read()
        {
            if (root is not CompilationUnitSyntax unit)
                return;

            Whole.Scan(text, TextSpan.FromBounds(0, text.Length));
            AddUsings(unit.Usings);
            if (unit.Members.Any(member => member is GlobalStatementSyntax))
                AddTopLevel(unit);

            Members(unit.Members);
        }

        private void AddUsings(SyntaxList<UsingDirectiveSyntax> usings)
        {
            foreach (var directive in usings)
            {
                if (directive.Name is { } name)
                    Usings.Add(name.ToString());
            }
        }

        private void AddTopLevel(CompilationUnitSyntax unit)
        {
            var scanner = new NameScanner();
            foreach (var member in unit.Members)
            {
                if (member is GlobalStatementSyntax)
                    scanner.Scan(text, member.Span);
            }

            Bodies.Add(new BodyEntry(unit, scanner));
        }

        private void Members(SyntaxList<MemberDeclarationSyntax> members)
        {
            foreach (var member in members)
                Member(member);
        }

        private void Member(MemberDeclarationSyntax member)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax space:
                    AddUsings(space.Usings);
                    Members(space.Members);
                    break;

                case TypeDeclarationSyntax type:
                    AddType(type);
                    Members(type.Members);
                    break;

                case BaseTypeDeclarationSyntax type:
                    AddType(type);
                    break;

                case MethodDeclarationSyntax method:
                    Declare(method.Identifier);
                    if (method.Body is not null || method.ExpressionBody is not null)
                        AddBody(method);
                    break;

                case BaseMethodDeclarationSyntax method when method.Body is not null || method.ExpressionBody is not null:
                    AddBody(method);
                    break;

                case PropertyDeclarationSyntax property:
                    Declare(property.Identifier);
                    if (property.Initializer is not null)
                        AddBody(property.Initializer, property.Span);
                    if (property.ExpressionBody is not null)
                        AddBody(property.ExpressionBody);
                    Accessors(property.AccessorList);
                    break;

                case IndexerDeclarationSyntax indexer:
                    if (indexer.ExpressionBody is not null)
                        AddBody(indexer.ExpressionBody);
                    Accessors(indexer.AccessorList);
                    break;

                case BaseFieldDeclarationSyntax field:
                    foreach (var variable in field.Declaration.Variables)
                    {
                        Declare(variable.Identifier);
                        if (variable.Initializer is not null)
                            AddBody(variable.Initializer, field.Span);
                    }

                    break;
            }
        }

        private void Accessors(AccessorListSyntax? accessors)
        {
            if (accessors is null)
                return;
            foreach (var accessor in accessors.Accessors)
            {
                if (accessor.Body is not null || accessor.ExpressionBody is not null)
                    AddBody(accessor);
            }
        }

        private void AddType(BaseTypeDeclarationSyntax type)
        {
            Declare(type.Identifier);
            var bases = type.BaseList is null
                ? ImmutableArray<int>.Empty
                : type.BaseList.Types.Select(@base => Hash(SimpleName(@base.Type))).ToImmutableArray();
            Types.Add(new TypeEntry(type, bases));
        }

        private static string SimpleName(TypeSyntax type) =>
            type switch
            {
                SimpleNameSyntax simple => simple.Identifier.ValueText,
                QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
                AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
                _ => "",
            };

        private void Declare(SyntaxToken identifier) => Declared.Add(Hash(identifier.ValueText));

        private void AddBody(SyntaxNode node) => AddBody(node, node.Span);

        /// <summary>An initializer is given its whole declaration: the type of a target-typed <c>new()</c> stands there.</summary>
        private void AddBody(SyntaxNode node, TextSpan span)
        {
            var scanner = new NameScanner();
            scanner.Scan(text, span);
            Bodies.Add(new BodyEntry(node, scanner));
        }
    }
}
