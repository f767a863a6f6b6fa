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

    private static readonly int Library = Hash("ML");

    private TreeIndex(SyntaxTree tree)
    {
        Tree = tree;
        var reader = new Reader(tree);
        reader.Read();
        Bodies = reader.Bodies.ToImmutableArray();
        Types = reader.Types.ToImmutableArray();
        Declared = reader.Declared.ToImmutableArray();
        Usings = reader.Usings.ToImmutableArray();
        Mentioned = reader.Mentioned;
        MentionsMl = reader.NamesLibrary || reader.Mentioned.Overlaps(MlNames);
        entries = Bodies.ToDictionary(body => body.Node);
    }

    private readonly Dictionary<SyntaxNode, BodyEntry> entries;

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
    public IReadOnlyCollection<int> Mentioned { get; }

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
        public BodyEntry(SyntaxNode node, int[] names)
        {
            Node = node;
            Names = names;
        }

        public SyntaxNode Node { get; }

        /// <summary>Sorted hashes of the identifiers in it.</summary>
        public int[] Names { get; }

        public bool Mentions(int name) => Array.BinarySearch(Names, name) >= 0;
    }

    internal sealed class TypeEntry
    {
        public TypeEntry(BaseTypeDeclarationSyntax node, ImmutableArray<int> bases)
        {
            Node = node;
            Bases = bases;
        }

        public BaseTypeDeclarationSyntax Node { get; }

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

        public HashSet<int> Mentioned { get; } = new();

        /// <summary>Whether it names one of ML.NET's namespaces; the two letters alone stand in many a comment.</summary>
        public bool NamesLibrary { get; private set; }

        public void Read()
        {
            if (root is not CompilationUnitSyntax unit)
                return;

            foreach (var name in Scan(TextSpan.FromBounds(0, text.Length)))
                Mentioned.Add(name);

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
            var names = new HashSet<int>();
            foreach (var member in unit.Members)
            {
                if (member is GlobalStatementSyntax)
                    names.UnionWith(Scan(member.Span));
            }

            Bodies.Add(new BodyEntry(unit, Sorted(names)));
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
        private void AddBody(SyntaxNode node, TextSpan span) => Bodies.Add(new BodyEntry(node, Sorted(new HashSet<int>(Scan(span)))));

        private static int[] Sorted(HashSet<int> names)
        {
            var sorted = names.ToArray();
            Array.Sort(sorted);
            return sorted;
        }

        private IEnumerable<int> Scan(TextSpan span)
        {
            var position = span.Start;
            while (position < span.End)
            {
                var unit = text[position];
                if (!IsStart(unit))
                {
                    position++;
                    continue;
                }

                var start = position;
                var hash = 2166136261u;
                while (position < span.End && IsPart(unit = text[position]))
                {
                    hash = (hash ^ unit) * 16777619u;
                    position++;
                }

                NamesLibrary |= (int)hash == Library && start > 0 && text[start - 1] == '.';
                yield return (int)hash;
            }
        }

        private static bool IsStart(char unit) => unit is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or '_' || (unit > 127 && char.IsLetter(unit));

        private static bool IsPart(char unit) => IsStart(unit) || unit is >= '0' and <= '9' || (unit > 127 && char.IsLetterOrDigit(unit));
    }
}
