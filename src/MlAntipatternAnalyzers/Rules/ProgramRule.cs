using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>A rule that asks the program model a question: once for all files that the same flows pass through, however many they are.</summary>
public abstract class ProgramRule : DiagnosticAnalyzer
{
    private readonly DiagnosticDescriptor rule;

    private protected ProgramRule(DiagnosticDescriptor rule)
    {
        this.rule = rule;
        SupportedDiagnostics = ImmutableArray.Create(rule);
    }

    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <summary>Whether the rule speaks in test and benchmark projects, which break the rules of some bands on purpose.</summary>
    private protected virtual bool SpeaksInTests => false;

    /// <summary>Whether the project has the files that the rule is about; without them it costs nothing.</summary>
    private protected virtual bool Applies(AnalyzerOptions options) => true;

    /// <summary>Whether the rule looks at additional files by themselves.</summary>
    private protected virtual bool AsksAboutFiles => false;

    /// <summary>Whether the question is about one file, beside the flows through it.</summary>
    private protected virtual bool AsksByFile => false;

    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(start =>
        {
            if (MlNetSymbols.TryCreate(start.Compilation) is null)
                return;
            if (!SpeaksInTests && TestProjects.IsOne(start.Compilation, start.Options.AnalyzerConfigOptionsProvider.GlobalOptions))
                return;
            if (!Applies(start.Options))
                return;
            if (AsksAboutFiles)
                start.RegisterAdditionalFileAction(AnalyzeFile);
            ProgramModel? model = null;
            var answers = new ConcurrentDictionary<Flows, IReadOnlyList<Finding>>();
            start.RegisterSemanticModelAction(action =>
            {
                var tree = action.SemanticModel.SyntaxTree;
                if (model?.Symbols.Compilation != action.SemanticModel.Compilation)
                    model = ProgramModel.TryCreate(action.SemanticModel.Compilation, action.CancellationToken);
                if (model is null)
                    return;
                var flows = model.FlowsOf(tree, action.CancellationToken);
                HashSet<SyntaxNode>? reported = null;
                if (!flows.Own.Events.IsEmpty)
                {
                    foreach (var finding in AsksByFile ? Ask(model, flows.Own, tree, action) : Answer(model, flows.Own, answers, action))
                        Report(finding);
                }

                if (AsksByFile)
                    return;

                // A row class may stand in a file of its own, that no flow passes through.
                foreach (var others in flows.Naming)
                {
                    foreach (var finding in Answer(model, others, answers, action))
                    {
                        if (finding.IsAtDeclaration)
                            Report(finding);
                    }
                }

                void Report(Finding finding)
                {
                    if (finding.Node.SyntaxTree == tree && (reported ??= new HashSet<SyntaxNode>()).Add(finding.Node))
                        action.ReportDiagnostic(finding.ToDiagnostic(rule));
                }
            });
        });
    }

    private IReadOnlyList<Finding> Answer(ProgramModel model, Flows flows, ConcurrentDictionary<Flows, IReadOnlyList<Finding>> answers, SemanticModelAnalysisContext action)
    {
        if (answers.TryGetValue(flows, out var known))
            return known;
        lock (answers)
        {
            if (!answers.TryGetValue(flows, out known))
                answers[flows] = known = Ask(model, flows, null, action);
            return known;
        }
    }

    private IReadOnlyList<Finding> Ask(ProgramModel model, Flows flows, SyntaxTree? tree, SemanticModelAnalysisContext action)
    {
        var context = new RuleContext(model, flows, tree, action.Options, action.CancellationToken);
        Analyze(context);
        return context.Findings;
    }

    /// <summary>Looks at one additional file.</summary>
    private protected virtual void AnalyzeFile(AdditionalFileAnalysisContext action)
    {
    }

    /// <summary>Looks at the flows, or at one file of theirs, and reports.</summary>
    private protected abstract void Analyze(RuleContext context);
}
