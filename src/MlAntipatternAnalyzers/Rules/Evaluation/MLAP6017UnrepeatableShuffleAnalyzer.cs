using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP6017: rows that are trained on are shuffled or sampled by numbers that are other ones in every run.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP6017UnrepeatableShuffleAnalyzer : ProgramRule
{
    /// <summary>A fact for the fix: where the expression begins that makes the <c>Random</c>, which a variable holds.</summary>
    public const string CreationProperty = "creation";

    /// <summary>A fact for the fix: where the call begins that draws the numbers.</summary>
    public const string DrawProperty = "draw";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP6017",
        "Training rows are shuffled otherwise in every run",
        "'{0}' {1} rows that are trained on by {2}, otherwise in every run: the model cannot be made again, and no metric can be compared with the last one; draw from a Random with a seed",
        Categories.Evaluation,
        DiagnosticSeverity.Warning,
        "Where other rows are trained on and tested on in every run, a change of the metrics may be chance.");

    public MLAP6017UnrepeatableShuffleAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var fit in context.Flows.Of(EventKind.Fit).Concat(context.Flows.Of(EventKind.CrossValidate)))
        {
            if (!fit.Estimator.Alternatives.OfType<EstimatorValue>().Any(chain => chain.Trainer is not null || chain.Steps.Any(step => step.IsExperiment)))
                continue;
            foreach (var view in Lineage.Ancestors(fit.View))
            {
                foreach (var shuffle in view.Shuffles)
                    Report(context, shuffle);
            }
        }
    }

    private static void Report(RuleContext context, Shuffle shuffle)
    {
        var facts = ImmutableDictionary<string, string?>.Empty;
        Add(CreationProperty, shuffle.Creation);
        Add(DrawProperty, shuffle.Draw);
        var name = NameOf(shuffle.Call);
        context.Report(shuffle.Call, facts, name, name == "Where" ? "chooses" : "shuffles", SourceOf(shuffle));

        void Add(string fact, SyntaxNode? node)
        {
            if (node is not null && node.SyntaxTree == shuffle.Call.SyntaxTree)
                facts = facts.Add(fact, node.SpanStart.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static string SourceOf(Shuffle shuffle)
    {
        if (shuffle.Creation is not null)
            return "a Random without a fixed seed";
        return shuffle.Draw is null ? "numbers that have no seed" : $"'{NameOf(shuffle.Draw, whole: true)}', which has no seed";
    }

    private static string NameOf(SyntaxNode call, bool whole = false) =>
        (call as InvocationExpressionSyntax)?.Expression switch
        {
            MemberAccessExpressionSyntax access => whole ? access.ToString() : access.Name.Identifier.ValueText,
            MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
            SimpleNameSyntax name => name.Identifier.ValueText,
            _ => "The query",
        };
}
