using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>A step that converts a column, put before the step that reads it.</summary>
internal static class InsertedConversion
{
    /// <summary>The name of the operator in a conversion's template: <c>Conversion.MapValueToKey({0}, {1})</c>.</summary>
    public static string OperatorOf(string conversion) => conversion.Substring(0, conversion.IndexOf('(')).Substring(conversion.LastIndexOf('.', conversion.IndexOf('(')) + 1);

    /// <summary>The edits, or null where the result would not compile or it is not plain how to write it.</summary>
    /// <param name="document">The document.</param>
    /// <param name="findings">Findings in the order of their places, and the conversion that is wanted for each; those that cannot be fixed are left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<Edits?> TryCreateAsync(Document document, IEnumerable<(Diagnostic Diagnostic, string Conversion)> findings, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
            return null;
        var edits = new Edits(text);
        var steps = new Dictionary<InvocationExpressionSyntax, List<string>>();
        foreach (var (diagnostic, conversion) in findings)
        {
            if (!diagnostic.Properties.TryGetValue(MLAP1002ColumnTypeMismatchAnalyzer.ColumnProperty, out var column) || column is null)
                continue;
            var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            var spelled = ColumnPlace.Spells(node, column) ? node : null;
            if (CallOf(node, spelled) is not { } call || MlExpressions.Catalog(model, call, "TransformsCatalog", "Transforms", cancellationToken) is not { } transforms)
                continue;

            // What an operator reads is left as it is for others; the label, the features of a trainer are converted where they are.
            var input = spelled?.ToString() ?? SymbolDisplay.FormatLiteral(column, quote: true);
            var output = input;
            if (spelled is not null && diagnostic.Properties.TryGetValue(MLAP1002ColumnTypeMismatchAnalyzer.RoleProperty, out var role) && role == nameof(ColumnRole.Input))
            {
                output = SymbolDisplay.FormatLiteral(column + SuffixOf(conversion), quote: true);
                edits.Replace(spelled, IsOnlyArgument(spelled, call) ? $"{input}, {output}" : output);
            }

            var dataKind = model.LookupNamespacesAndTypes(call.SpanStart, name: "DataKind").IsEmpty ? "Microsoft.ML.Data.DataKind" : "DataKind";
            if (!steps.TryGetValue(call, out var before))
                steps.Add(call, before = new List<string>());
            before.Add(transforms + "." + string.Format(CultureInfo.InvariantCulture, conversion, output, input).Replace("DataKind", dataKind));
        }

        foreach (var call in steps)
            Insert(edits, text, call.Key, call.Value);
        return steps.Count > 0 && await edits.CompileAsync(document, cancellationToken).ConfigureAwait(false) ? edits : null;
    }

    private static void Insert(Edits edits, SourceText text, InvocationExpressionSyntax call, List<string> steps)
    {
        if (call.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Append" } access } })
        {
            var dot = access.OperatorToken;
            var indentation = TextSpan.FromBounds(text.Lines.GetLineFromPosition(dot.SpanStart).Start, dot.SpanStart);
            var separator = string.IsNullOrWhiteSpace(text.ToString(indentation)) ? edits.LineEnd + text.ToString(indentation) : "";
            edits.Replace(new TextSpan(dot.SpanStart, 0), string.Concat(steps.Select(step => $".Append({step}){separator}")));
            return;
        }

        edits.Replace(new TextSpan(call.SpanStart, 0), steps[0] + string.Concat(steps.Skip(1).Select(step => $".Append({step})")) + ".Append(");
        edits.Replace(new TextSpan(call.Span.End, 0), ")");
    }

    /// <summary>The step's call: around the name, or the one whose name is underlined.</summary>
    private static InvocationExpressionSyntax? CallOf(SyntaxNode node, SyntaxNode? spelled) =>
        (spelled is null ? node : spelled.Parent)?.FirstAncestorOrSelf<InvocationExpressionSyntax>();

    /// <summary>An operator that works in place is named one column: what it reads must be told from what it writes.</summary>
    private static bool IsOnlyArgument(SyntaxNode spelled, InvocationExpressionSyntax call) =>
        spelled.Parent is ArgumentSyntax { NameColon: null } argument && argument.Parent == call.ArgumentList && call.ArgumentList.Arguments.IndexOf(argument) == 0;

    private static string SuffixOf(string conversion) =>
        OperatorOf(conversion) switch
        {
            "MapValueToKey" => "Key",
            "OneHotEncoding" => "Encoded",
            "FeaturizeText" => "Featurized",
            "Concatenate" => "Vector",
            _ => "Converted",
        };
}
