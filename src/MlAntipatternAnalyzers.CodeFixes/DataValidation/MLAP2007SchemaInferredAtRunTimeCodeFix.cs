using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.Shared;

namespace MlAntipatternAnalyzers.CodeFixes.DataValidation;

/// <summary>Writes the row class of the file that is inferred, where the file is at hand, and has the loader use it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP2007SchemaInferredAtRunTimeCodeFix))]
public sealed class MLAP2007SchemaInferredAtRunTimeCodeFix : PlannedCodeFix
{
    public const string EquivalenceKey = "MLAP2007.WriteRowClass";

    public MLAP2007SchemaInferredAtRunTimeCodeFix()
        : base("MLAP2007", "Write the row class of the file", EquivalenceKey)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is not CompilationUnitSyntax unit || model is null
            || MlExpressions.CallAt(root, diagnostic.Location.SourceSpan) is not { } call
            || model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol { Name: "InferColumns" } method

            // The result in a variable of its own, of which only the loader and the label are taken.
            || call.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1 } statement } variable }
            || model.GetDeclaredSymbol(variable, cancellationToken) is not { } result
            || ArgumentOf(call, method, "labelColumnName", model, cancellationToken) is not string label
            || ArgumentOf(call, method, "path", model, cancellationToken) is not string path

            // Grouped columns have names that no header has.
            || ArgumentOf(call, method, "groupColumns", model, cancellationToken) is not false)
            return null;

        var separator = ArgumentOf(call, method, "separatorChar", model, cancellationToken) as char?;
        if (await ReadAsync(document.Project, path, separator, cancellationToken).ConfigureAwait(false) is not { } file || file.Columns.All(column => column.Name != label))
            return null;

        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var newLine = MlExpressions.NewLineOf(text);
        var name = NameOf(path, model, call.SpanStart);
        var plan = new EditPlan();
        foreach (var use in Edits.UsesOf(model, result, cancellationToken))
        {
            if (!TryReplace(plan, document, use, name, label, file.Separator, model, cancellationToken))
                return null;
        }

        plan.Replace(document, LineOf(text, statement.Span), "");
        var isNullable = model.GetNullableContext(call.SpanStart).AnnotationsEnabled();
        var end = unit.Members.Last().Span.End;
        plan.Insert(document, end, newLine + newLine + file.Declaration(name, newLine, isNullable));
        plan.Use(document, model, call.SpanStart, "LoadColumnAttribute", "Microsoft.ML.Data", newLine);
        return plan;
    }

    /// <summary>Replaces one use of the result; false where there is nothing that says the same.</summary>
    private static bool TryReplace(EditPlan plan, Document document, IdentifierNameSyntax use, string row, string label, char separator, SemanticModel model, CancellationToken cancellationToken)
    {
        if (use.Parent is not MemberAccessExpressionSyntax access || access.Expression != use)
            return false;
        var literal = SymbolDisplay.FormatLiteral(label, quote: true);
        switch (access.Name.Identifier.ValueText)
        {
            case "ColumnInformation" when access.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "LabelColumnName", Parent: not AssignmentExpressionSyntax } inner:
                plan.Replace(document, inner.Span, literal);
                return true;
            case "ColumnInformation" when access.Parent is ArgumentSyntax:
                plan.Replace(document, access.Span, $"new ColumnInformation {{ LabelColumnName = {literal} }}");
                return true;
            case "TextLoaderOptions" when access.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Arguments.Count: 1, Parent: InvocationExpressionSyntax loader } list }
                && loader.Expression is MemberAccessExpressionSyntax { Name: IdentifierNameSyntax { Identifier.ValueText: "CreateTextLoader" } create }
                && model.GetSymbolInfo(loader, cancellationToken).Symbol is IMethodSymbol:
                plan.Replace(document, create.Span, $"CreateTextLoader<{row}>");
                plan.Replace(document, list.Arguments.Span, $"separatorChar: {SymbolDisplay.FormatLiteral(separator, quote: true)}, hasHeader: true");
                return true;
            default:
                return false;
        }
    }

    /// <summary>The file, where it is among the project's additional ones.</summary>
    private static async Task<InferredRowClass?> ReadAsync(Project project, string path, char? separator, CancellationToken cancellationToken)
    {
        var name = path.Substring(path.LastIndexOfAny(new[] { '/', '\\' }) + 1);
        if (project.AdditionalDocuments.FirstOrDefault(file => string.Equals(Path.GetFileName(file.Name), name, StringComparison.OrdinalIgnoreCase)) is not { } known)
            return null;
        using var reader = new StringReader((await known.GetTextAsync(cancellationToken).ConfigureAwait(false)).ToString());
        return InferredRowClass.Read(reader, separator);
    }

    /// <summary>The value of an argument, or of the parameter's default; null where it is no constant.</summary>
    private static object? ArgumentOf(InvocationExpressionSyntax call, IMethodSymbol method, string parameter, SemanticModel model, CancellationToken cancellationToken)
    {
        if (MlExpressions.ArgumentOf(call, method, parameter) is not { } argument)
            return method.Parameters.FirstOrDefault(declared => declared.Name == parameter) is { HasExplicitDefaultValue: true } missing ? missing.ExplicitDefaultValue : null;
        var constant = model.GetConstantValue(argument.Expression, cancellationToken);
        if (constant.HasValue)
            return constant.Value;

        // A variable or field that is given once what it is.
        var declaration = model.GetSymbolInfo(argument.Expression, cancellationToken).Symbol is ILocalSymbol or IFieldSymbol
            ? model.GetSymbolInfo(argument.Expression, cancellationToken).Symbol!.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) as VariableDeclaratorSyntax
            : null;
        return declaration?.Initializer is { Value: LiteralExpressionSyntax literal } ? literal.Token.Value : null;
    }

    /// <summary>A name for the class that nothing has yet: <c>taxi-fare.csv</c> holds <c>TaxiFareRow</c>s.</summary>
    private static string NameOf(string path, SemanticModel model, int position)
    {
        var words = Path.GetFileNameWithoutExtension(path.Replace('\\', '/')).Split(' ', '-', '_', '.').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1));
        var name = string.Concat(string.Concat(words).Where(char.IsLetterOrDigit)) + "Row";
        if (!SyntaxFacts.IsValidIdentifier(name))
            name = "DataRow";
        var unique = name;
        for (var i = 2; !model.LookupSymbols(position, name: unique).IsEmpty; i++)
            unique = name + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return unique;
    }

    /// <summary>A statement with its line, where nothing else stands on it.</summary>
    private static TextSpan LineOf(SourceText text, TextSpan statement)
    {
        var (first, last) = (text.Lines.GetLineFromPosition(statement.Start), text.Lines.GetLineFromPosition(statement.End));
        var isAlone = string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(first.Start, statement.Start))) && string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(statement.End, last.End)));
        return isAlone ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak) : statement;
    }
}
