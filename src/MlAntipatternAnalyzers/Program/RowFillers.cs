using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Finds, in files without ML.NET, the code that may make the rows which other files load.</summary>
internal sealed class RowFillers
{
    private const int Maximal = 16;

    private static readonly int Split = TreeIndex.Hash("Split");
    private static readonly int SetValue = TreeIndex.Hash("SetValue");
    private static readonly int LoadFromEnumerable = TreeIndex.Hash("LoadFromEnumerable");

    private readonly CodeIndex code;
    private HashSet<int>? types;

    public RowFillers(CodeIndex code) => this.code = code;

    /// <summary>The bodies that cut text up, or make objects of a class that is named where rows are loaded.</summary>
    public IEnumerable<TreeIndex.BodyEntry> In(TreeIndex tree)
    {
        types ??= Types();
        return types.Count == 0 ? Enumerable.Empty<TreeIndex.BodyEntry>() : tree.Bodies.Where(body => MayFillRows(body, types)).Take(Maximal);
    }

    /// <summary>Whether a file has anything to do with the rows that are loaded: it names one of their classes.</summary>
    public bool Concern(TreeIndex tree)
    {
        types ??= Types();
        return types.Count > 0 && tree.Mentioned.Any(types.Contains);
    }

    private static bool MayFillRows(TreeIndex.BodyEntry body, HashSet<int> types) =>
        body.Node is BaseMethodDeclarationSyntax or CompilationUnitSyntax
        && (body.Mentions(Split) && body.Mentions(SetValue) || (body.Names.Any(types.Contains) && body.MayConstructOneOf(types)));

    /// <summary>The names of this compilation's types in the files that load rows.</summary>
    private HashSet<int> Types()
    {
        var loading = code.Trees.Where(tree => tree.MentionsMl && tree.Mentions(LoadFromEnumerable));
        var found = new HashSet<int>(loading.SelectMany(tree => tree.Bodies).SelectMany(body => body.Names));
        found.IntersectWith(code.TypeNames);
        return found;
    }
}
