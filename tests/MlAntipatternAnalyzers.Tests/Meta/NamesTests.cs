using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.Tests.Testing;
using static MlAntipatternAnalyzers.Tests.Meta.Failures;

namespace MlAntipatternAnalyzers.Tests.Meta;

/// <summary>
/// Every name of ML.NET that the analyzers know is a name in the real assemblies, in the signatures of the other packages and of the previews
/// that old programs still carry, or in the runtime library.
/// </summary>
public sealed partial class NamesTests
{
    /// <summary>Spellings of ML.NET's previews that the analyzers recognise, and that no signature file declares.</summary>
    private static readonly HashSet<string> Legacy =
    [
        "CreatePredictionFunction",
        "CreateTimeSeriesPredictionFunction",
        "outputColumn",
        "inputColumn",
        "featuresColumn",
        "groupIdColumn",
        "StochasticDualCoordinateAscentNonCalibrated",
        "PoissonRegression",
        "StochasticGradientDescent",
        "GeneralizedAdditiveModels",
    ];

    /// <summary>Functions of the language that <c>Expression</c> is given.</summary>
    private static readonly HashSet<string> Functions = ["lower", "upper"];

    private static readonly CSharpCompilation Compilation = CSharpCompilation.Create("Names", references: References.For(Programs.References));

    [Fact]
    public void Every_type_and_namespace_resolves() => None(
        Literals("src/MlAntipatternAnalyzers").Concat(Literals("src/MlAntipatternAnalyzers.CodeFixes")).Where(literal => QualifiedPattern().IsMatch(literal.Text)),
        literal => Compilation.GetTypeByMetadataName(literal.Text) != null || IsNamespace(literal.Text) ? null : $"{literal.Path}: no type or namespace '{literal.Text}'");

    [Fact]
    public void Every_member_and_parameter_name_exists()
    {
        var names = NamesOf(Compilation);
        None(
            Literals("src/MlAntipatternAnalyzers").Where(literal => literal.Path.Contains("/MlNet/") && SyntaxFacts.IsValidIdentifier(literal.Text)),
            literal => names.Contains(literal.Text) || Legacy.Contains(literal.Text) || Functions.Contains(literal.Text) ? null : $"{literal.Path}: ML.NET has no '{literal.Text}'");
    }

    private static IEnumerable<(string Path, string Text)> Literals(string folder) =>
        from path in Repository.Files(folder, ".cs")
        from token in CSharpSyntaxTree.ParseText(Repository.Read(path)).GetRoot().DescendantTokens()
        where token.IsKind(SyntaxKind.StringLiteralToken)
        select (path, token.ValueText);

    private static bool IsNamespace(string name)
    {
        INamespaceSymbol? current = Compilation.GlobalNamespace;
        foreach (var part in name.Split('.'))
            current = current?.GetNamespaceMembers().FirstOrDefault(candidate => candidate.Name == part);
        return current != null;
    }

    /// <summary>Types, members, parameters and namespaces of ML.NET, its add-on packages and the runtime library, as a user may write them.</summary>
    private static HashSet<string> NamesOf(Compilation compilation)
    {
        var names = new HashSet<string>();
        foreach (var assembly in compilation.References.Select(compilation.GetAssemblyOrModuleSymbol).OfType<IAssemblySymbol>()
            .Where(assembly => Regex.IsMatch(assembly.Name, "^(Microsoft.ML|MlNetSignatures|MlAntipatternAnalyzers)")))
            Add(assembly.GlobalNamespace, names);
        return names;
    }

    private static void Add(INamespaceOrTypeSymbol container, HashSet<string> names)
    {
        foreach (var member in container.GetMembers())
        {
            names.Add(member.Name);
            if (member is IMethodSymbol method)
                names.UnionWith(method.Parameters.Select(parameter => parameter.Name));
            if (member is INamespaceOrTypeSymbol inner)
                Add(inner, names);
        }
    }

    [GeneratedRegex(@"^(Microsoft\.(ML|Extensions\.ML|Data\.Analysis)|MlAntipatternAnalyzers\.Runtime)(\.[\w+`]+)*$")]
    private static partial Regex QualifiedPattern();
}
