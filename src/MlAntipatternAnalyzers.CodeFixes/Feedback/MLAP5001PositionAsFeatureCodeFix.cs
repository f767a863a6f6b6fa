using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.Program;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Leaves the position out of the features, or marks it and makes it neutral in the model that is saved.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP5001PositionAsFeatureCodeFix))]
public sealed class MLAP5001PositionAsFeatureCodeFix : CodeFixProvider
{
    public const string LeaveOut = "MLAP5001.LeaveOut";

    public const string MakeNeutral = "MLAP5001.MakeNeutral";

    private const string Runtime = "MlAntipatternAnalyzers.Runtime";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP5001");

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var diagnostic = context.Diagnostics[0];
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null || Edits.CallAt(root, context.Span) is not { } call || !diagnostic.Properties.TryGetValue(FeaturePath.NamesProperty, out var listed) || listed is null)
            return;

        var names = listed.Split('\n');
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        if (NameRemoval.TryCreate(model, call, names, text, context.CancellationToken) is { } edits)
        {
            var title = $"Leave {string.Join(", ", names.Select(name => $"'{name}'"))} out of the features";
            context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(edits.Apply(context.Document)), LeaveOut), diagnostic);
        }

        if (await NeutralAsync(context.Document, root, model, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } neutral)
            context.RegisterCodeFix(CodeAction.Create($"Make '{names[0]}' neutral when the saved model scores", _ => Task.FromResult(neutral), MakeNeutral), diagnostic);
    }

    /// <summary>The solution with the member marked and each model that this file saves made neutral; null where that cannot be done.</summary>
    private static async Task<Solution?> NeutralAsync(Document document, SyntaxNode root, SemanticModel model, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(MLAP5001PositionAsFeatureAnalyzer.RowProperty, out var rowName) || !diagnostic.Properties.TryGetValue(MLAP5001PositionAsFeatureAnalyzer.MemberProperty, out var memberName)
            || model.Compilation.GetTypeByMetadataName(Runtime + ".PositionalFeatureAttribute") is not { } attribute)
            return null;

        var savedAt = diagnostic.Properties.TryGetValue(MLAP5001PositionAsFeatureAnalyzer.SavesProperty, out var listed) ? listed!.Split(',') : System.Array.Empty<string>();
        var row = model.Compilation.GetSymbolsWithName(name => rowName!.EndsWith(name, System.StringComparison.Ordinal), SymbolFilter.Type, cancellationToken).OfType<INamedTypeSymbol>().FirstOrDefault(type => type.ToDisplayString() == rowName);
        if (row?.GetMembers(memberName!).FirstOrDefault() is not { DeclaringSyntaxReferences.Length: 1 } member || LiteralOf(member) is not { } neutral)
            return null;
        var saves = root.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(save => savedAt.Contains(save.SpanStart.ToString(CultureInfo.InvariantCulture)) && IsSave(model, save, cancellationToken)).ToList();
        if (saves.Count == 0 || saves.Count < savedAt.Length)
            return null;

        var declaration = member.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken).FirstAncestorOrSelf<MemberDeclarationSyntax>();
        if (declaration is null || document.Project.Solution.GetDocument(declaration.SyntaxTree) is not { } home || declaration is FieldDeclarationSyntax { Declaration.Variables.Count: > 1 })
            return null;

        var edits = new Edits(await document.GetTextAsync(cancellationToken).ConfigureAwait(false));
        foreach (var save in saves)
        {
            var saved = save.ArgumentList.Arguments[0].Expression;
            var mlContext = ((MemberAccessExpressionSyntax)((MemberAccessExpressionSyntax)save.Expression).Expression).Expression;
            edits.Replace(saved, $"{mlContext}.WithNeutralPositions<{row.ToMinimalDisplayString(model, saved.SpanStart)}>({saved})");
        }

        AddUsing(edits, root);
        var isHere = home.Id == document.Id;
        var marks = isHere ? edits : new Edits(await home.GetTextAsync(cancellationToken).ConfigureAwait(false));
        if (!member.GetAttributes().Any(applied => SymbolEqualityComparer.Default.Equals(applied.AttributeClass, attribute)))
        {
            Mark(marks, declaration, $"[PositionalFeature(Neutral = {neutral})]");
            if (!isHere)
                AddUsing(marks, declaration.SyntaxTree.GetRoot(cancellationToken));
        }

        var changed = edits.Apply(document).Project.Solution;
        if (!isHere && !marks.IsEmpty)
            changed = changed.WithDocumentText(home.Id, marks.Apply());
        return await CompilesAsync(changed, document, home, cancellationToken).ConfigureAwait(false) ? changed : null;
    }

    /// <summary>A save of a model by a context that is written out: <c>mlContext.Model.Save(model, …)</c>.</summary>
    private static bool IsSave(SemanticModel model, InvocationExpressionSyntax call, CancellationToken cancellationToken) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Save", Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Model" } }
        && call.ArgumentList.Arguments.Count > 1
        && call.ArgumentList.Arguments[0].NameColon is null
        && model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol { ContainingType.Name: "ModelOperationsCatalog" }
        && !call.ArgumentList.Arguments[0].ToString().Contains("WithNeutralPositions");

    /// <summary>The first place, as the member's type writes it; an index begins at 0.</summary>
    private static string? LiteralOf(ISymbol member)
    {
        var first = member.Name.EndsWith("Index", System.StringComparison.OrdinalIgnoreCase) ? "0" : "1";
        return ((member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type)?.SpecialType switch
        {
            SpecialType.System_Single => first + "f",
            SpecialType.System_Double => first + "d",
            SpecialType.System_Int32 => first,
            SpecialType.System_Int64 => first + "L",
            SpecialType.System_Int16 or SpecialType.System_SByte => first,
            _ => null,
        };
    }

    /// <summary>Beside the attributes that stand on the member's line, or on a line of its own.</summary>
    private static void Mark(Edits edits, MemberDeclarationSyntax declaration, string attribute)
    {
        var lines = declaration.SyntaxTree.GetText().Lines;
        var afterAttributes = declaration.AttributeLists.Count == 0 ? declaration.GetFirstToken() : declaration.AttributeLists.Last().GetLastToken().GetNextToken();
        var isOneLine = lines.GetLineFromPosition(declaration.SpanStart).LineNumber == lines.GetLineFromPosition(afterAttributes.SpanStart).LineNumber && declaration.AttributeLists.Count > 0;
        if (isOneLine)
            edits.InsertBefore(declaration, attribute + " ");
        else
            edits.InsertLineBefore(declaration, attribute);
    }

    private static void AddUsing(Edits edits, SyntaxNode root)
    {
        if (root is not CompilationUnitSyntax unit || unit.DescendantNodes().OfType<UsingDirectiveSyntax>().Any(directive => directive.Name?.ToString() == Runtime))
            return;
        var line = $"using {Runtime};";

        // In the order of the names, where there are others.
        if (unit.Usings.LastOrDefault(directive => string.CompareOrdinal(directive.Name?.ToString(), Runtime) < 0) is { } before)
            edits.InsertLineAfter(before, line);
        else if (unit.Usings.Count > 0)
            edits.InsertLineBefore(unit.Usings[0], line);
        else if (unit.Members.Count > 0)
            edits.InsertLineBefore(unit.Members[0], line + edits.LineEnd);
    }

    private static async Task<bool> CompilesAsync(Solution changed, Document document, Document home, CancellationToken cancellationToken)
    {
        foreach (var id in new[] { document.Id, home.Id })
        {
            var before = await document.Project.Solution.GetDocument(id)!.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
            var after = await changed.GetDocument(id)!.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
            if (ErrorsIn(after) > ErrorsIn(before))
                return false;
        }

        return true;

        int ErrorsIn(SemanticModel? semantics) => semantics?.GetDiagnostics(cancellationToken: cancellationToken).Count(found => found.Severity == DiagnosticSeverity.Error) ?? 0;
    }
}
