using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Tests.TestingTests;

/// <summary>A rule to test the tests with: <c>ShuffleRows</c> is forbidden where option <c>toy</c> is not <c>off</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ToyAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "TOY0001", "Do not shuffle", "'{0}' shuffles", "Toy", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        var options = context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.Operation.Syntax.SyntaxTree);
        var isOff = options.TryGetValue("toy", out var toy) && toy == "off";
        if (context.Operation is IInvocationOperation { TargetMethod.Name: "ShuffleRows" } invocation && !isOff)
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, invocation.Syntax.GetLocation(), invocation.TargetMethod.Name));
    }
}

/// <summary>Calls <c>Cache</c> in place of <c>ShuffleRows</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ToyCodeFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["TOY0001"];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken);
        var name = root!.FindNode(context.Span).DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
            .First(identifier => identifier.Identifier.ValueText == "ShuffleRows");
        var cache = SyntaxFactory.IdentifierName("Cache").WithTriviaFrom(name);
        context.RegisterCodeFix(
            CodeAction.Create("Cache", _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(name, cache))), "cache"),
            context.Diagnostics);
    }
}
