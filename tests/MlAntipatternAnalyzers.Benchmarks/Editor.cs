using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace MlAntipatternAnalyzers.Benchmarks;

/// <summary>Somebody types in one document of a project: each keystroke makes a new compilation, of which the editor analyses that document.</summary>
internal sealed class Editor(Project project)
{
    private CSharpCompilation compilation = project.Compile();
    private int keystrokes;

    public int Documents => project.Trees.Length;

    /// <summary>Types one more character into the first method body of a document.</summary>
    public SyntaxTree Type(int document)
    {
        var old = compilation.SyntaxTrees.Single(tree => tree.FilePath == project.Trees[document].FilePath);
        var text = old.GetText();
        var body = old.GetRoot().DescendantNodes().OfType<BlockSyntax>().FirstOrDefault();
        var change = new TextChange(new TextSpan(body?.OpenBraceToken.Span.End ?? text.Length, 0), $" _ = {keystrokes++};");
        var tree = old.WithChangedText(text.WithChanges(body == null ? new TextChange(change.Span, " ") : change));
        compilation = compilation.ReplaceSyntaxTree(old, tree);
        return tree;
    }

    /// <summary>The findings of the document as it is now.</summary>
    public Task<ImmutableArray<Diagnostic>> AnalyzeAsync(SyntaxTree tree, ImmutableArray<DiagnosticAnalyzer> analyzers) =>
        Project.With(compilation, analyzers, concurrent: true)
            .GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), filterSpan: null, CancellationToken.None);
}
