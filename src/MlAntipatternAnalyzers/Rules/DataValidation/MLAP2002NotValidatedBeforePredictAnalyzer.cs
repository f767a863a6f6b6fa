using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.DataValidation;

/// <summary>MLAP2002: what a request brings is predicted and nobody has looked at it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP2002NotValidatedBeforePredictAnalyzer : ProgramRule
{
    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP2002",
        "Input is not validated before it is predicted",
        "'{0}' of {1} reaches Predict and nothing has looked at it: a field that is missing is 0 or null, and a category or number that training never saw is scored all the same; hold the row against the data schema for serving first",
        Categories.DataValidation,
        DiagnosticSeverity.Warning,
        "A model answers whatever it is asked. What comes from outside is held against what the model was trained on, or the answer is a guess that looks like any other.");

    public MLAP2002NotValidatedBeforePredictAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context) => context.Model.Ask(() =>
    {
        RequestChecks? checks = null;
        foreach (var predictions in context.Flows.Of(EventKind.Predict).GroupBy(predict => predict.Node))
        {
            var predict = predictions.First();
            foreach (var path in context.Model.RequestPaths.To(predict.Node, predict.Body))
            {
                if (path.IsAmbiguous || path.Kind is RequestPathKind.Service or RequestPathKind.Start || RequestData.Of(predict, path, context.Model) is not { } data)
                    continue;
                if (path.Kind == RequestPathKind.Message && !ComesFromOutside(data.Entry))
                    continue;
                if ((checks ??= new RequestChecks(context.Model)).Cover(data))
                    continue;
                context.Report(predict.Node, data.Source.Name, Describe(path));
                break;
            }
        }

        return true;
    });

    /// <summary>Whether a message comes over a bus: notifications within the program carry what it has made itself.</summary>
    private static bool ComesFromOutside(Body handler) =>
        handler.Type?.AllInterfaces.Any(implemented => implemented.Name is "IConsumer" or "IHandleMessages" or "IMessageHandler" or "IIntegrationEventHandler") == true;

    private static string Describe(RequestPath path) =>
        path.Kind == RequestPathKind.Request ? $"a request to '{path.Name}'" : $"a message to '{path.Name}'";
}
