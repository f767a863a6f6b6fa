using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Contracts;
using MlAntipatternAnalyzers.Rules.DataValidation;

namespace MlAntipatternAnalyzers.CodeFixes.DataValidation;

/// <summary>Adds the entry that the data schema lacks: the column's name and its type.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP2008NoExpectationCodeFix))]
public sealed class MLAP2008NoExpectationCodeFix : CodeFixProvider
{
    public const string EquivalenceKey = "MLAP2008.AddEntry";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP2008");

    public override FixAllProvider GetFixAllProvider() => new SolutionFixAllProvider((document, diagnostics, _, cancellationToken) => FixAsync(document.Project.Solution, diagnostics, cancellationToken));

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var solution = context.Document.Project.Solution;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (diagnostic.Properties.TryGetValue(MLAP2008NoExpectationAnalyzer.PathProperty, out var path) && path is not null && AdditionalFileChanges.FilesOf(solution, path).Count > 0)
                context.RegisterCodeFix(CodeAction.Create($"Add the entry to '{CommittedDataSchema.NameOf(path)}'", token => FixAsync(solution, ImmutableArray.Create(diagnostic), token), EquivalenceKey), diagnostic);
        }

        return Task.CompletedTask;
    }

    private static async Task<Solution> FixAsync(Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        foreach (var diagnostic in diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(MLAP2008NoExpectationAnalyzer.PathProperty, out var path) || path is null)
                continue;
            foreach (var column in diagnostic.Properties[MLAP2008NoExpectationAnalyzer.ColumnsProperty]!.Split('\n').Select(line => line.Split('\t')))
                solution = await AdditionalFileChanges.ChangeAsync(solution, path, text => DataSchemaChanges.Add(text, column[0], column[1]), cancellationToken).ConfigureAwait(false);
        }

        return solution;
    }
}
