using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.DataValidation;

/// <summary>MLAP2011: training data come from a place that may give others tomorrow.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP2011UnpinnedSourceAnalyzer : ProgramRule
{
    /// <summary>The columns of the query, for the fix; absent where the code does not tell them.</summary>
    internal const string ColumnsProperty = "columns";

    private const int MaximalText = 80;

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP2011",
        "Training data come from an unpinned source",
        "The model is trained on '{0}': {1}",
        Categories.DataValidation,
        DiagnosticSeverity.Info,
        "Data are code: a model whose data cannot be had again can be neither trained again nor explained.");

    public MLAP2011UnpinnedSourceAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        if (context.Flows.Trainings.IsEmpty)
            return;
        foreach (var found in context.Model.Ask(() => UnpinnedSource.Of(context.Flows, context.Model).ToList()))
        {
            var facts = found.Columns is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(ColumnsProperty, found.Columns);
            context.Report(found.Node, facts, Shortened(found.Text), Consequence(found.Kind));
        }
    }

    private static string Shortened(string text) => text.Length <= MaximalText ? text : text.Substring(0, MaximalText) + "…";

    private static string Consequence(UnpinnedKind kind) =>
        kind switch
        {
            UnpinnedKind.Address => "what the address answers may be something else at the next training; keep a copy, and write its version or hash down with the model",
            UnpinnedKind.AllColumns => "a column that the table gets, loses or moves changes the rows without a change here; name the columns",
            UnpinnedKind.Latest => "the name means other data every time; name the version, and write it down with the model",
            _ => "whatever is in a temporary folder may be gone or replaced at the next training; keep the data where they are versioned",
        };
}
