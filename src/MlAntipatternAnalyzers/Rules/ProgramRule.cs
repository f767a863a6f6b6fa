using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>A rule that asks the program model a question, a file at a time.</summary>
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
            ProgramModel? model = null;
            start.RegisterSemanticModelAction(action =>
            {
                var tree = action.SemanticModel.SyntaxTree;
                if (model?.Symbols.Compilation != action.SemanticModel.Compilation)
                    model = ProgramModel.TryCreate(action.SemanticModel.Compilation, action.CancellationToken);
                if (model is null)
                    return;
                var flows = model.FlowsThrough(tree, action.CancellationToken);
                if (flows.Events.IsEmpty)
                    return;
                Analyze(new RuleContext(rule, model, flows, action));
            });
        });
    }

    /// <summary>Looks at the flows through one file and reports what is in it.</summary>
    private protected abstract void Analyze(RuleContext context);
}

/// <summary>What a rule needs while it looks at one file.</summary>
internal sealed class RuleContext
{
    private readonly DiagnosticDescriptor rule;
    private readonly SemanticModelAnalysisContext action;
    private HashSet<SyntaxNode>? reported;

    public RuleContext(DiagnosticDescriptor rule, ProgramModel model, Flows flows, SemanticModelAnalysisContext action)
    {
        this.rule = rule;
        this.action = action;
        Model = model;
        Flows = flows;
    }

    public ProgramModel Model { get; }

    public MlNetSymbols Symbols => Model.Symbols;

    public Flows Flows { get; }

    public SyntaxTree Tree => action.SemanticModel.SyntaxTree;

    public AnalyzerConfigOptions Options => action.Options.AnalyzerConfigOptionsProvider.GetOptions(Tree);

    public ImmutableArray<AdditionalText> AdditionalFiles => action.Options.AdditionalFiles;

    public CancellationToken CancellationToken => action.CancellationToken;

    /// <summary>Whether a place is in the file that is looked at: the rule reports nothing elsewhere.</summary>
    public bool IsHere(SyntaxNode node) => node.SyntaxTree == Tree;

    /// <summary>Reports a finding about a node of this file, once, however many paths lead there; a call is underlined at its name.</summary>
    public void Report(SyntaxNode node, params object[] arguments) => Report(node, ImmutableDictionary<string, string?>.Empty, arguments);

    /// <summary>Reports a finding with facts for its fix.</summary>
    public void Report(SyntaxNode node, ImmutableDictionary<string, string?> properties, params object[] arguments)
    {
        if (IsHere(node) && (reported ??= new HashSet<SyntaxNode>()).Add(node))
            action.ReportDiagnostic(Diagnostic.Create(rule, LocationOf(node), properties, arguments));
    }

    /// <summary>The name in a call or declaration that may stretch over many lines.</summary>
    private static Location LocationOf(SyntaxNode node) =>
        node switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.GetLocation(),
            InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } => binding.Name.GetLocation(),
            InvocationExpressionSyntax { Expression: SimpleNameSyntax { Identifier.ValueText: not "nameof" } name } => name.GetLocation(),
            VariableDeclaratorSyntax variable => variable.Identifier.GetLocation(),
            PropertyDeclarationSyntax property => property.Identifier.GetLocation(),
            _ => node.GetLocation(),
        };
}
