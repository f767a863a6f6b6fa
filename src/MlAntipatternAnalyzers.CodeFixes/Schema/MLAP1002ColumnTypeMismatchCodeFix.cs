using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Converts the column in a step of its own, before the step that does not take it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP1002ColumnTypeMismatchCodeFix))]
public sealed class MLAP1002ColumnTypeMismatchCodeFix : CodeFixProvider
{
    public const string MapValueToKey = Prefix + nameof(MapValueToKey);
    public const string ConvertType = Prefix + nameof(ConvertType);
    public const string OneHotEncoding = Prefix + nameof(OneHotEncoding);
    public const string FeaturizeText = Prefix + nameof(FeaturizeText);
    public const string MapKeyToVector = Prefix + nameof(MapKeyToVector);
    public const string Concatenate = Prefix + nameof(Concatenate);

    /// <summary>The key of an action is this and the name of the operator that converts.</summary>
    private const string Prefix = "MLAP1002.";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP1002");

    public override FixAllProvider GetFixAllProvider() => new All();

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var diagnostic = context.Diagnostics[0];
        foreach (var conversion in ConversionsOf(diagnostic))
        {
            if (await InsertedConversion.TryCreateAsync(context.Document, new[] { (diagnostic, conversion) }, context.CancellationToken).ConfigureAwait(false) is not { } edits)
                continue;
            var name = InsertedConversion.OperatorOf(conversion);
            context.RegisterCodeFix(CodeAction.Create($"Convert it by {name} before", _ => Task.FromResult(edits.Apply(context.Document)), Prefix + name), diagnostic);
        }
    }

    private static string[] ConversionsOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(MLAP1002ColumnTypeMismatchAnalyzer.ConversionsProperty, out var conversions) && !string.IsNullOrEmpty(conversions)
            ? conversions!.Split('\n')
            : System.Array.Empty<string>();

    /// <summary>Several columns of one step are converted before it, one after another.</summary>
    private sealed class All : DocumentBasedFixAllProvider
    {
        protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
        {
            var findings = diagnostics
                .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                .Select(diagnostic => (Diagnostic: diagnostic, Conversion: ConversionsOf(diagnostic).FirstOrDefault(conversion => Prefix + InsertedConversion.OperatorOf(conversion) == fixAllContext.CodeActionEquivalenceKey)))
                .Where(finding => finding.Conversion is not null)
                .Select(finding => (finding.Diagnostic, finding.Conversion!));
            return (await InsertedConversion.TryCreateAsync(document, findings, fixAllContext.CancellationToken).ConfigureAwait(false))?.Apply(document);
        }
    }
}
