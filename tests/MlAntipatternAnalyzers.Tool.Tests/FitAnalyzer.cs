using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Tool.Tests;

/// <summary>A stand-in for a rule, so that the tool's tests do not change with the rules: it reports calls of ML.NET's <c>Fit</c> and <c>Load</c>.</summary>
public sealed class FitAnalyzer : DiagnosticAnalyzer
{
    public static readonly DiagnosticDescriptor Fit = new(
        "MLAP9001", "Fit is called", "'{0}' is fitted", "Testing", DiagnosticSeverity.Warning, true, "Says where a model is fitted.", "https://example.org/MLAP9001.md", "MlapExploration");

    public static readonly DiagnosticDescriptor Load = new(
        "MLAP9002", "Data is loaded", "'{0}' is loaded", "Testing", DiagnosticSeverity.Info, true, "Says where data is loaded.", "https://example.org/MLAP9002.md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Fit, Load];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(Report, OperationKind.Invocation);
    }

    private static void Report(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.ML", System.StringComparison.Ordinal) is false)
            return;
        var receiver = call.Instance?.Type?.Name ?? "?";
        if (call.TargetMethod.Name == "Fit")
            context.ReportDiagnostic(Diagnostic.Create(Fit, call.Syntax.GetLocation(), receiver));
        else if (call.TargetMethod.Name.StartsWith("LoadFrom", System.StringComparison.Ordinal))
            context.ReportDiagnostic(Diagnostic.Create(Load, call.Syntax.GetLocation(), call.TargetMethod.Name));
    }
}
