using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.Serving;

/// <summary>MLAP7001: several threads ask one prediction engine.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP7001SharedPredictionEngineAnalyzer : ProgramRule
{
    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP7001",
        "One prediction engine is shared by several threads",
        "'{0}' is one prediction engine for all threads ({1}), and Predict is not thread-safe: callers that meet get each other's answers, or exceptions; take engines from a pool (PredictionEnginePool), or lock around Predict",
        Categories.Serving,
        DiagnosticSeverity.Warning,
        "A prediction engine reads its row from, and writes its answer through, buffers of its own: two threads in it at once overwrite each other's.",
        exploration: true);

    public MLAP7001SharedPredictionEngineAnalyzer()
        : base(Rule)
    {
    }

    private protected override bool AsksByFile => true;

    private protected override void Analyze(RuleContext context) => context.Model.Ask(() =>
    {
        var predictions = context.Flows.Of(EventKind.Predict);
        var members = predictions.Any() ? Engines.MembersIn(context.Model, context.Tree) : Enumerable.Empty<ISymbol>();
        foreach (var member in members)
        {
            var asking = predictions.Where(prediction => SymbolEqualityComparer.Default.Equals(Engines.MemberAsked(prediction), member) && !IsLocked(context, prediction)).ToList();
            if (asking.Count > 0 && ReasonOf(context, member, asking) is { } reason)
                context.Report(Engines.DeclarationOf(member)!, member.Name, reason);
        }

        foreach (var prediction in predictions.Where(prediction => prediction.Node.SyntaxTree == context.Tree && Engines.MemberAsked(prediction) is null))
        {
            if (ConcurrentCall(prediction) is { } call && !IsLocked(context, prediction))
                context.Report(prediction.Node, NameOf(prediction.Node), $"the threads of {call} share it");
        }

        foreach (var registration in RegisteredEngines(context))
            context.Report(registration.Call, registration.Implementation.Name, "it is registered as a singleton");
        return true;
    });

    private static bool IsLocked(RuleContext context, ProgramEvent prediction) => Engines.IsLocked(context.Model, prediction.Node, prediction.Body);

    private static string? ReasonOf(RuleContext context, ISymbol member, IReadOnlyList<ProgramEvent> asking)
    {
        var lifetimes = context.Model.Lifetimes;
        if (asking.Select(ConcurrentCall).FirstOrDefault(call => call is not null) is { } call)
            return $"the threads of {call} share it";
        if (member.IsStatic)
            return lifetimes.IsServer ? "it is static, and requests come on many" : null;
        if (!lifetimes.IsServer || Sharing.Of(context.Model, member.ContainingType) is not { } reason)
            return null;

        // A worker's one loop is one thread; what a message or timer starts is another.
        return lifetimes.IsWeb || asking.Any(prediction => Repetitions.Of(context.Model, prediction.Node, prediction.Body, made: false).Any(repetition => repetition.Kind is RepetitionKind.Request or RepetitionKind.Event))
            ? reason
            : null;
    }

    private static string? ConcurrentCall(ProgramEvent prediction) =>
        prediction.Model.Alternatives.OfType<EngineValue>().Select(engine => Sharing.ConcurrentCall(prediction, engine)).FirstOrDefault(call => call is not null) is InvocationExpressionSyntax call
            ? call.Expression is MemberAccessExpressionSyntax access ? (access.Expression is IdentifierNameSyntax name ? $"{name}." : "") + access.Name.Identifier.ValueText : call.Expression.ToString()
            : null;

    private static IEnumerable<Registration> RegisteredEngines(RuleContext context) =>
        context.Model.Lifetimes.IsServer
            ? context.Model.Lifetimes.Registrations.Where(registration =>
                registration.Call.SyntaxTree == context.Tree && registration.Lifetime == Lifetime.Singleton && context.Symbols.TypeOf(registration.Implementation) == MlType.Engine)
            : Enumerable.Empty<Registration>();

    private static string NameOf(SyntaxNode prediction) =>
        prediction is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: { } engine } } && engine.ToString() is { Length: < 40 } name ? name : "The engine";
}
