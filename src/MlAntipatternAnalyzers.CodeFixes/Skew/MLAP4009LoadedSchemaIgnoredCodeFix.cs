using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules.Skew;

namespace MlAntipatternAnalyzers.CodeFixes.Skew;

/// <summary>Checks, with the runtime library, the classes that are predicted against the schema that a model is loaded with.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP4009LoadedSchemaIgnoredCodeFix))]
public sealed class MLAP4009LoadedSchemaIgnoredCodeFix : EditsCodeFix
{
    public const string CheckSchema = "MLAP4009.CheckSchema";

    private const string Library = "MlAntipatternAnalyzers.Runtime";
    private const string UsingMade = "using";

    public MLAP4009LoadedSchemaIgnoredCodeFix()
        : base("MLAP4009", CheckSchema)
    {
    }

    private protected override string? Edit(Edits edits, SemanticModel model, Diagnostic diagnostic, IDictionary<string, string> made, CancellationToken cancellationToken)
    {
        var root = model.SyntaxTree.GetCompilationUnitRoot(cancellationToken);
        if (model.Compilation.GetTypeByMetadataName(Library + ".InputSchemas") is null
            || Edits.CallAt(root, diagnostic.Location.SourceSpan) is not { } load
            || load.ArgumentList.Arguments.FirstOrDefault(argument => argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword)) is not { } schema
            || StatementAround(load) is not { } statement)
            return null;

        var rows = RowsOf(diagnostic, model, load.SpanStart);
        if (rows.Count == 0 || NameOf(schema, edits, model, made) is not { } name)
            return null;
        foreach (var row in rows)
            edits.InsertLineAfter(statement, $"{name}.Check<{row}>();");
        if (!made.ContainsKey(UsingMade) && !model.LookupNamespacesAndTypes(load.SpanStart, name: "InputSchemas").Any(symbol => symbol.ContainingNamespace?.ToDisplayString() == Library))
        {
            var directive = UsingChanges.Add(root, Library, edits.LineEnd);
            edits.Replace(directive.Span, directive.NewText!);
            made.Add(UsingMade, Library);
        }

        return $"Check '{string.Join("', '", rows)}' against the schema that the model was saved with";
    }

    /// <summary>The statement that loads the model, where another can stand on the line below it.</summary>
    private static StatementSyntax? StatementAround(InvocationExpressionSyntax load)
    {
        var statement = load.Ancestors().TakeWhile(node => node is not AnonymousFunctionExpressionSyntax and not ConditionalExpressionSyntax and not ConditionalAccessExpressionSyntax
            and not SwitchExpressionArmSyntax and not BinaryExpressionSyntax and not AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression })
            .OfType<StatementSyntax>().FirstOrDefault();
        if (statement is not (LocalDeclarationStatementSyntax or ExpressionStatementSyntax) || statement.Parent is not (BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax))
            return null;
        return statement.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia) || statement.Parent is GlobalStatementSyntax ? statement : null;
    }

    private static List<string> RowsOf(Diagnostic diagnostic, SemanticModel model, int position)
    {
        var found = new List<string>();
        diagnostic.Properties.TryGetValue(MLAP4009LoadedSchemaIgnoredAnalyzer.RowsProperty, out var rows);
        foreach (var id in (rows ?? "").Split('\n'))
        {
            if (DocumentationCommentId.GetFirstSymbolForDeclarationId(id, model.Compilation) is not INamedTypeSymbol { IsGenericType: false } row || !model.IsAccessible(position, row))
                return new List<string>();
            found.Add(row.ToMinimalDisplayString(model, position));
        }

        return found;
    }

    /// <summary>The variable that the schema is in; one is declared where it was discarded.</summary>
    private static string? NameOf(ArgumentSyntax schema, Edits edits, SemanticModel model, IDictionary<string, string> made)
    {
        switch (schema.Expression)
        {
            case DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax variable }:
                return variable.Identifier.ValueText;

            case DeclarationExpressionSyntax { Designation: DiscardDesignationSyntax discard }:
                var declared = NewName(model, schema.SpanStart, made);
                edits.Replace(discard, declared);
                return declared;

            case IdentifierNameSyntax { Identifier.ValueText: "_" } nothing when model.GetOperation(nothing) is IDiscardOperation:
                var name = NewName(model, schema.SpanStart, made);
                edits.Replace(nothing, "var " + name);
                return name;

            case IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }:
                return schema.Expression.ToString();

            default:
                return null;
        }
    }

    private static string NewName(SemanticModel model, int position, IDictionary<string, string> made)
    {
        var name = Edits.UniqueName(model, position, "inputSchema");
        for (var number = 2; made.ContainsKey(name); number++)
            name = Edits.UniqueName(model, position, "inputSchema" + number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        made.Add(name, name);
        return name;
    }
}
