using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.DataValidation;

/// <summary>MLAP2012: rows are filtered or validated, and the unfiltered ones are trained on.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP2012UnvalidatedOneIsUsedAnalyzer : ProgramRule
{
    /// <summary>The variable that is meant, for the fix.</summary>
    internal const string KeptProperty = "kept";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP2012",
        "The unfiltered data are used",
        "'{0}' goes to {1} though '{2}' was made of it and nothing uses that: the rows that it leaves out are trained on all the same; use '{2}' here",
        Categories.DataValidation,
        DiagnosticSeverity.Warning,
        "Filters and validations return new lists and views and change nothing about the old one: a result that nobody uses checks nothing.",
        exploration: true);

    public MLAP2012UnvalidatedOneIsUsedAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        if (context.Flows.Trainings.IsEmpty)
            return;
        foreach (var found in context.Model.Ask(() => SetAside.Of(context.Flows, context.Model).ToList()))
            context.Report(found.Uses[0], found.Uses.Skip(1), ImmutableDictionary<string, string?>.Empty.Add(KeptProperty, found.Kept.Name), found.Source, found.Use.Method.Name, found.Kept.Name);
    }
}
