using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Compares, with the runtime library, the model with the one that it replaces, and refuses one that is worse beyond doubt.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP6019DeltaNotMeasuredCodeFix))]
public sealed class MLAP6019DeltaNotMeasuredCodeFix : PlannedCodeFix
{
    public const string CompareFirst = "MLAP6019.CompareFirst";

    private const string Runtime = "MlAntipatternAnalyzers.Runtime";

    public MLAP6019DeltaNotMeasuredCodeFix()
        : base("MLAP6019", "Compare it with the model that it replaces, and keep that one if this is worse", CompareFirst)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var semantics = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || semantics?.Compilation.GetTypeByMetadataName(Runtime + ".ModelComparer") is null || diagnostic.AdditionalLocations.Count == 0
            || !diagnostic.Properties.TryGetValue(EvaluationFacts.Task, out var task) || MetricOf(task) is not { } metric
            || EvaluationSite.Of(semantics, root, diagnostic.AdditionalLocations[0], cancellationToken) is not { } evaluation
            || MlExpressions.CallAt(root, diagnostic.Location.SourceSpan) is not { Expression: MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Model" } operations } } save
            || EvaluationSite.BodyOf(save) is not { } body || body != evaluation.Body
            || body.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(access => access.Name.Identifier.ValueText == "Load")
            || semantics.GetSymbolInfo(save, cancellationToken).Symbol is not IMethodSymbol method
            || MlExpressions.ArgumentOf(save, method, "model")?.Expression is not { } candidate || !EvaluationSite.IsSteady(candidate) || candidate.ToString() != evaluation.Model.ToString()
            || MlExpressions.ArgumentOf(save, method, "filePath")?.Expression is not { } path || !CanBeRepeated(path, semantics, cancellationToken)
            || save.Parent is not ExpressionStatementSyntax statement)
            return null;

        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var lineEnd = MlExpressions.NewLineOf(text);
        var indentation = EditPlan.Indentation(statement);
        var comparison = new FreshNames(semantics, save).Next("comparison");
        var lines = new[]
        {
            $"if (File.Exists({path}))",
            "{",
            $"    var {comparison} = ModelComparer.Compare({operations.Expression}, EvaluationTask.{task}, {evaluation.Rows}, {operations}.Load({path}, out _), {candidate}{OptionsOf(evaluation)});",
            $"    Console.WriteLine({comparison});",
            $"    if ({comparison}.Overall.Changes[\"{metric}\"].Upper < 0)",
            "        throw new InvalidOperationException(\"The model is worse than the one that it would replace: it is not saved.\");",
            "}",
        };

        var plan = new EditPlan();
        if (statement.Parent is BlockSyntax or GlobalStatementSyntax)
        {
            plan.Insert(document, statement.SpanStart, string.Concat(lines.Select(line => line + lineEnd + indentation)));
        }
        else if (statement.Parent is IfStatementSyntax or ElseClauseSyntax && text.Lines.GetLineFromPosition(statement.SpanStart) is var own
            && string.IsNullOrWhiteSpace(own.ToString().Substring(0, statement.SpanStart - own.Start)))
        {
            var outer = EditPlan.Indentation(statement.Parent);
            plan.Insert(document, own.Start, outer + "{" + lineEnd);
            plan.Insert(document, statement.SpanStart, string.Concat(lines.Select(line => line + lineEnd + indentation)));
            plan.Insert(document, text.Lines.GetLineFromPosition(statement.Span.End).End, lineEnd + outer + "}");
        }
        else
        {
            return null;
        }

        foreach (var (type, @namespace) in new[] { ("File", "System.IO"), ("Console", "System"), ("ModelComparer", Runtime) })
            plan.Use(document, semantics, save.SpanStart, type, @namespace, lineEnd);
        return plan;
    }

    /// <summary>The metric that decides; of each, more is better.</summary>
    private static string? MetricOf(string? task) => task switch
    {
        "Binary" => "AreaUnderRocCurve",
        "Multiclass" => "MacroAccuracy",
        "Regression" => "RSquared",
        "Ranking" => "NDCG@10",
        _ => null,
    };

    private static string OptionsOf(EvaluationSite evaluation)
    {
        var set = new[] { ("labelColumnName", "LabelColumnName"), ("scoreColumnName", "ScoreColumnName"), ("probabilityColumnName", "ProbabilityColumnName"), ("rowGroupColumnName", "RowGroupColumnName") }
            .Select(pair => (Property: pair.Item2, Value: evaluation.Argument(pair.Item1)))
            .Where(option => option.Value is not null)
            .Select(option => $"{option.Property} = {option.Value}")
            .ToList();
        return set.Count == 0 ? "" : $", new ModelComparisonOptions {{ {string.Join(", ", set)} }}";
    }

    /// <summary>A constant, a variable, or such parts combined: not what is another path each time.</summary>
    private static bool CanBeRepeated(ExpressionSyntax path, SemanticModel semantics, CancellationToken cancellationToken) =>
        semantics.GetConstantValue(path, cancellationToken).HasValue
        || EvaluationSite.IsSteady(path)
        || (path is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Combine", Expression: IdentifierNameSyntax { Identifier.ValueText: "Path" } } } combined
            && combined.ArgumentList.Arguments.All(argument => CanBeRepeated(argument.Expression, semantics, cancellationToken)));
}
