using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Meta;

/// <summary>In an editor a referenced project comes with its source: no rule may take its code for the project's own, or throw.</summary>
public sealed class ReferencedProjectsTests
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Programs_that_are_split_between_two_projects(int split)
    {
        foreach (var (name, text) in Programs.All)
        {
            var root = CSharpSyntaxTree.ParseText(text, Options, name).GetCompilationUnitRoot();
            var types = root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<BaseTypeDeclarationSyntax>().ToList();

            // Row classes there and code here; then the other way round; then every second type.
            var there = types.Where((type, i) => split switch
            {
                0 => !type.ToString().Contains("MLContext", StringComparison.Ordinal),
                1 => type.ToString().Contains("MLContext", StringComparison.Ordinal),
                _ => i % 2 == 0,
            }).ToList();
            if (there.Count == 0 || there.Count == types.Count)
                continue;

            var rest = root.RemoveNodes(root.Members.OfType<GlobalStatementSyntax>().Cast<SyntaxNode>().Concat(types.Except(there)), SyntaxRemoveOptions.KeepNoTrivia)!;
            var friend = SyntaxFactory.ParseCompilationUnit("[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"App\")]").AttributeLists;
            var library = Compile("Library", rest.WithAttributeLists(friend), OutputKind.DynamicallyLinkedLibrary);
            var app = Compile("App", root.RemoveNodes(there, SyntaxRemoveOptions.KeepNoTrivia)!, Sources.KindOf(text)).AddReferences(library.ToMetadataReference());

            // A rule that throws fails it, and so does one that reports in the other project.
            foreach (var finding in await TestProject.FindingsAsync(app, new AnalyzerOptions([]), Rule.Analyzers))
                Assert.True(app.ContainsSyntaxTree(finding.Location.SourceTree), $"{name}: {finding}");
        }
    }

    private static CSharpCompilation Compile(string name, CompilationUnitSyntax root, OutputKind output) =>
        CSharpCompilation.Create(name, [CSharpSyntaxTree.Create(root, Options, $"/{name}/{name}.cs")], References.For(name == "App" ? Programs.References : Programs.References & ~With.AspNetCore), new CSharpCompilationOptions(output));
}
