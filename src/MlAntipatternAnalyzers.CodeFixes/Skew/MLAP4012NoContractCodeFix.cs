using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Contracts;
using MlAntipatternAnalyzers.Program;
using MlAntipatternAnalyzers.Rules.Skew;

namespace MlAntipatternAnalyzers.CodeFixes.Skew;

/// <summary>Writes down the contract of the model that is saved.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP4012NoContractCodeFix))]
public sealed class MLAP4012NoContractCodeFix : CodeFixProvider
{
    /// <summary>The action that adds the contract to the project.</summary>
    public const string CreateKey = "MLAP4012.Create";

    // Of all systems: the file is shared.
    private static readonly char[] NoFileName = "/\\:*?\"<>|".ToCharArray();

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP4012");

    public override FixAllProvider GetFixAllProvider() => new SolutionFixAllProvider(FixAsync);

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        if (!AdditionalFileChanges.CanAdd(document.Project))
            return;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await ContractOfAsync(document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } contract && !Exists(document.Project, contract))
                context.RegisterCodeFix(CodeAction.Create($"Write the contract '{FileOf(contract)}'", token => FixAsync(document, ImmutableArray.Create(diagnostic), CreateKey, token), CreateKey), diagnostic);
        }
    }

    private static async Task<Solution> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, string? key, CancellationToken cancellationToken)
    {
        var solution = document.Project.Solution;
        var newLine = MlExpressions.NewLineOf(await document.GetTextAsync(cancellationToken).ConfigureAwait(false));
        foreach (var diagnostic in diagnostics)
        {
            var project = solution.GetProject(document.Project.Id)!;
            if (await ContractOfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } contract || Exists(project, contract))
                continue;
            var file = FileOf(contract);
            var place = Path.GetDirectoryName(project.FilePath) is { Length: > 0 } folder ? Path.Combine(folder, file) : null;
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(project.Id), file, SourceText.From(ContractWriter.Write(contract.Contract, newLine)), filePath: place);
        }

        return solution;
    }

    /// <summary>The contract of the save that a finding is about; null where a file of its name would not be known to be this model's.</summary>
    private static async Task<ProgramContract?> ContractOfAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation
            || await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || ProgramModel.TryCreate(compilation, cancellationToken) is not { } model
            || !diagnostic.Properties.TryGetValue(MLAP4012NoContractAnalyzer.NameProperty, out var name) || name is null)
            return null;
        var all = ProgramContract.Of(model);
        var found = all.FirstOrDefault(contract => contract.SuggestedName == name && contract.Save.Node.SyntaxTree == root.SyntaxTree && contract.Save.Node.Span.Contains(diagnostic.Location.SourceSpan));
        if (found is null || name.IndexOfAny(NoFileName) >= 0)
            return null;

        // Two models that are saved under one name would share a contract that fits one of them.
        var isNamed = found.StatedName is not null || found.FileName is not null;
        return isNamed ? ProgramContract.AreSame(all.Where(contract => contract.SuggestedName == name)) ? found : null : ProgramContract.AreSame(all) && !document.Project.AdditionalDocuments.Any(file => Contract.IsFile(file.Name)) ? found : null;
    }

    private static bool Exists(Project project, ProgramContract contract) =>
        project.AdditionalDocuments.Any(file => string.Equals(file.Name, FileOf(contract), StringComparison.OrdinalIgnoreCase));

    private static string FileOf(ProgramContract contract) => contract.SuggestedName + Contract.FileExtension;
}
