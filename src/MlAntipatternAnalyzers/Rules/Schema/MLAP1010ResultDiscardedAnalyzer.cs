using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP1010: what a call returns is dropped, and the call does nothing else.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP1010ResultDiscardedAnalyzer : ProgramRule
{
    private static readonly int OnFit = TreeIndex.Hash("WithOnFitDelegate");

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP1010",
        "A result is dropped that is all that the call is for",
        "'{0}' changes nothing: it returns {1}, and that is dropped here; assign it",
        Categories.Schema,
        DiagnosticSeverity.Warning,
        "Views, pipelines and models of ML.NET are immutable: a call that would change one returns another.",
        exploration: true);

    public MLAP1010ResultDiscardedAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var call in context.Flows.Roots.SelectMany(root => root.Discarded))
        {
            var api = context.Symbols.ApiOf(call.TargetMethod);

            // Fitted for what a delegate sees of it.
            if (api == Api.Fit && TreeIndex.Of(call.Syntax.SyntaxTree).Mentions(OnFit))
                continue;
            context.Report(call.Syntax, call.TargetMethod.Name, Returned(api));
        }
    }

    private static string Returned(Api api) =>
        api switch
        {
            Api.Append or Api.AppendCache => "a longer chain",
            Api.Fit => "the fitted model",
            Api.Transform => "a view of the transformed rows",
            Api.SameRows => "another view of the rows",
            _ => "a view of the rows that are left",
        };
}
