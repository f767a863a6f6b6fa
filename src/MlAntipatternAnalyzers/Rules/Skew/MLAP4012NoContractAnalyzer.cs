using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Contracts;

namespace MlAntipatternAnalyzers.Rules.Skew;

/// <summary>MLAP4012: a model is saved, and no feature contract says what it needs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP4012NoContractAnalyzer : ProgramRule
{
    /// <summary>The name that the contract would have.</summary>
    internal const string NameProperty = "name";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP4012",
        "No feature contract describes the saved model",
        "{0} is saved, and {1}: which columns it has to be given, and how they are filled, whoever serves it can only guess; commit a contract, '{2}', which the build compares both sides with",
        Categories.Skew,
        DiagnosticSeverity.Info,
        "Training and serving are compiled apart: what one promises the other has to be written down where both are compared with it.");

    public MLAP4012NoContractAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        var links = new ContractLinks(context.Model, context.AdditionalFiles, context.CancellationToken);
        foreach (var root in context.Flows.Roots)
        {
            foreach (var trained in ProgramContract.In(root, context.Model))
            {
                if (links.Of(trained) is not null)
                    continue;
                var file = trained.SuggestedName + Contract.FileExtension;
                var lack = links.Files.Count == 0 ? "no feature contract describes it" : links.Named(trained.SuggestedName) is null ? "none of the project's feature contracts describes it" : "which of the project's feature contracts describes it, nothing says";
                context.Report(trained.Save.Node, ImmutableDictionary<string, string?>.Empty.Add(NameProperty, trained.SuggestedName), ModelNames.Of(trained.Save, context.Symbols), lack, file);
            }
        }
    }
}
