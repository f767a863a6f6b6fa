using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP6015: the importance of features is measured on the rows that the model was fitted on.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP6015ImportanceOnTrainingDataAnalyzer : ProgramRule
{
    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP6015",
        "Feature importance is measured on the training data",
        "The importance of the features is measured on {0}, which the model was fitted on: what it only memorised counts as important; measure it on test rows",
        Categories.Evaluation,
        DiagnosticSeverity.Info,
        "Permuting a feature of training rows shows what the model relies on to remember them, not what helps it to predict.");

    public MLAP6015ImportanceOnTrainingDataAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var importance in context.Flows.Of(EventKind.Importance))
        {
            var models = importance.Model.Alternatives.SelectMany(JudgedModels.TrainedIn).Distinct().ToList();
            if (models.Count == 0 || !models.All(model => JudgedModels.WereFitted(model, importance.View)))
                continue;
            context.Report(importance.Node, SplitPlace.Of(SplitOf(context.Flows, models, importance.View), importance.Node), ArgumentOf(importance) is { } text ? $"'{text}'" : "the rows");
        }
    }

    /// <summary>The split of which the rows are the train side, or the whole where the models were fitted on that side.</summary>
    private static ProgramEvent? SplitOf(Flows flows, IReadOnlyList<TransformerValue> models, Value view)
    {
        if (RowSet.Of(view) is not { } rows)
            return null;
        var side = rows.LastSide ?? (models[0].View is { } fitted ? RowSet.Of(fitted)?.LastSide : null);
        return side is { Kind: ViewKind.TrainSide, Maker: SplitValue split } ? SplitFacts.EventOf(split, flows) : null;
    }

    private static string? ArgumentOf(ProgramEvent importance) =>
        importance.Node is InvocationExpressionSyntax call && call.ArgumentList.Arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == "data") is var named
            && (named ?? call.ArgumentList.Arguments.ElementAtOrDefault(1))?.Expression.ToString() is { Length: < 60 } text
            ? text
            : null;
}
