using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.Serving;

/// <summary>MLAP7002: a prediction engine is created for every prediction.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP7002EnginePerCallAnalyzer : ProgramRule
{
    /// <summary>For a loop around the creation itself: where it starts.</summary>
    internal const string LoopProperty = "Loop";

    /// <summary>For a class that is registered as a singleton: its name.</summary>
    internal const string SingletonProperty = "Singleton";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP7002",
        "A prediction engine is created for every prediction",
        "An engine for '{0}' is created {1}: that compiles the whole pipeline and takes far longer than the prediction; create engines once and {2}",
        Categories.Serving,
        DiagnosticSeverity.Warning,
        "CreatePredictionEngine binds the model to the row types by reflection and generated code; a prediction by an engine that exists takes microseconds.");

    public MLAP7002EnginePerCallAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context) => context.Model.Ask(() =>
    {
        foreach (var creations in Creations(context.Flows).GroupBy(creation => creation.Event.Node))
            Analyze(context, creations.Key, creations.ToList());
        return true;
    });

    private static IEnumerable<(FlowRoot Root, ProgramEvent Event)> Creations(Flows flows) =>
        from root in flows.Roots
        from @event in root.Events
        where @event.Kind == EventKind.CreateEngine

        // An engine of a time series holds the series' state: one a series is what it is for.
        where !@event.Method.Name.Contains("TimeSeries")
        select (root, @event);

    private static void Analyze(RuleContext context, SyntaxNode node, IReadOnlyList<(FlowRoot Root, ProgramEvent Event)> creations)
    {
        var body = creations[0].Event.Body;
        if (body.Type is { } type && Engines.KeepsSeveral(context.Symbols, type))
            return;
        var predictions = Engines.PredictionsBy(context.Flows, node).ToList();
        var reason = Repetitions.Of(context.Model, node, body, made: true).FirstOrDefault(repetition =>
            Counts(context, repetition, node, predictions) && Invariance.Holds(context.Model, creations, repetition));

        // Made only to look at its schema.
        if (reason is null || (predictions.Count == 0 && !IsKeptAndAsked(context, node, body)))
            return;

        var facts = ImmutableDictionary<string, string?>.Empty;
        if (reason is { Kind: RepetitionKind.Loop, Depth: 0 })
            facts = facts.Add(LoopProperty, reason.Node.SpanStart.ToString(CultureInfo.InvariantCulture));
        if (body.Type is { } owner && context.Model.Lifetimes.Of(owner).Any(registration => registration.Lifetime == Lifetime.Singleton))
            facts = facts.Add(SingletonProperty, owner.Name);
        var output = (creations[0].Event.Result as EngineValue)?.Output?.Name ?? "rows";
        var remedy = reason.Kind == RepetitionKind.Loop ? "use them again" : "keep them, in a pool (PredictionEnginePool) or behind a lock";
        context.Report(node, facts, output, Describe(reason), remedy);
    }

    private static bool Counts(RuleContext context, Repetition repetition, SyntaxNode node, IReadOnlyList<ProgramEvent> predictions) =>
        repetition.Kind switch
        {
            RepetitionKind.Loop => repetition.Depth == 0 || !(IsMenu(repetition.Node) || predictions.Any(prediction => IsLoopedAfter(prediction.Node, node))),
            RepetitionKind.Instance => context.Model.Lifetimes.IsServer,
            RepetitionKind.Job or RepetitionKind.Start => false,
            _ => true,
        };

    /// <summary>A loop that asks a person what to do next: what it runs is a whole demonstration.</summary>
    private static bool IsMenu(SyntaxNode loop) =>
        loop.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(access =>
            access.Expression is IdentifierNameSyntax { Identifier.ValueText: "Console" } && access.Name.Identifier.ValueText is "ReadLine" or "ReadKey" or "Read");

    /// <summary>Whether one engine makes many predictions, in a loop of its own.</summary>
    private static bool IsLoopedAfter(SyntaxNode prediction, SyntaxNode creation) =>
        prediction.Ancestors().Any(node =>
            node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax or AnonymousFunctionExpressionSyntax
            && node.SyntaxTree == creation.SyntaxTree && node.SpanStart > creation.Span.End);

    /// <summary>Whether the engine is kept in a member that predictions are asked of.</summary>
    private static bool IsKeptAndAsked(RuleContext context, SyntaxNode node, Body body) =>
        Disposal.Of(context.Model.Code.SemanticsOf(node.SyntaxTree), node, body) is { Kind: DisposalKind.Member, Member: { } member }
        && context.Flows.Of(EventKind.Predict).Any(prediction => SymbolEqualityComparer.Default.Equals(Engines.MemberAsked(prediction), member.OriginalDefinition));

    private static string Describe(Repetition reason) =>
        reason.Kind switch
        {
            RepetitionKind.Loop when reason.Depth == 0 || reason.Body.IsTopLevel => "in every iteration of a loop",
            RepetitionKind.Loop => $"in every iteration of a loop in '{reason.Body.Symbol.Name}'",
            RepetitionKind.Request => $"whenever '{reason.Name}' is called",
            RepetitionKind.Event => $"on every '{reason.Name}' event",
            _ => $"for every new '{reason.Name}', of which each request gets one",
        };
}
