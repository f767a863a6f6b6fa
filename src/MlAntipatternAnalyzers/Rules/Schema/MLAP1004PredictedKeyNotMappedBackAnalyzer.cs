using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP1004: what a multiclass model predicts is read as a text, or shown, but is the key of the label.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP1004PredictedKeyNotMappedBackAnalyzer : ProgramRule
{
    /// <summary>The class's metadata name.</summary>
    internal const string RowProperty = "Row";

    /// <summary>The member.</summary>
    internal const string MemberProperty = "Member";

    /// <summary>There where the member holds the key and is shown: the program runs, and shows a number.</summary>
    internal const string ShownProperty = "Shown";

    /// <summary>There where the mapping can be appended to the trainer, which is the other location: nobody else counts on the key.</summary>
    internal const string MappableProperty = "Mappable";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP1004",
        "A predicted key is not mapped back",
        "'{0}' of {1} {2}",
        Categories.Schema,
        DiagnosticSeverity.Warning,
        "A multiclass model predicts the key of a label: its number in the order in which the labels were first seen, from one.",
        exploration: true);

    public MLAP1004PredictedKeyNotMappedBackAnalyzer()
        : base(Rule)
    {
    }

    private protected override bool SpeaksInTests => true;

    private protected override void Analyze(RuleContext context)
    {
        foreach (var root in context.Flows.Roots)
        {
            var schemas = context.Flows.SchemasOf(root);
            foreach (var ways in schemas.Uses.Where(use => use is { Step: null, Event.Kind: EventKind.CreateEngine or EventKind.CreateEnumerable }).GroupBy(use => use.Event))
            {
                var use = ways.First();
                if (RowOf(ways.Key) is not { } row || MemberOf(row, context.Symbols) is not { } member)
                    continue;
                var isShown = member.Type.SpecialType == SpecialType.System_UInt32;
                var trainers = ways.Select(way => isShown ? PredictedKeys.TrainerOfTexts(schemas, way) : way.Problems.Select(problem => PredictedKeys.TrainerOf(schemas, way, problem)).FirstOrDefault(found => found is not null)).ToList();
                if (trainers[0] is not { } trainer || trainers.Contains(null) || (isShown && !IsOnlyShown(context, member)))
                    continue;
                Report(context, use, row, member, trainer, isShown);
            }
        }
    }

    /// <summary>Whether people are shown the number, and nothing in the program tells them what it stands for.</summary>
    private static bool IsOnlyShown(RuleContext context, RowMember member) =>
        context.Model.Ask(() => !PredictedKeys.AreMappedApart(context.Model, context.Flows) && ShownMembers.IsOnlyShown(context.Model.Code, member.Symbol.OriginalDefinition));

    private static void Report(RuleContext context, SchemaUse use, INamedTypeSymbol row, RowMember member, Step trainer, bool isShown)
    {
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(RowProperty, RowType.MetadataNameOf(row.OriginalDefinition))
            .Add(MemberProperty, member.Symbol.Name);
        if (isShown)
            properties = properties.Add(ShownProperty, "");
        if (IsMappable(context, trainer, isShown ? member.Symbol : null))
            properties = properties.Add(MappableProperty, "");
        var key = $"column '{PredictedKeys.Column}' is {use.Input.TypeOf(PredictedKeys.Column)}, the number of a label";
        context.Report(
            context.DeclarationOf(member.Symbol, use.Event.Node) ?? use.Event.Node,
            new[] { trainer.Origin.Node },
            properties,
            member.Symbol.Name,
            row.Name,
            isShown
                ? $"is shown, but {key} and not the label that {trainer.Operator!.Name} predicts; append MapKeyToValue(\"{PredictedKeys.Column}\"), and read a string"
                : $"is to hold what {trainer.Operator!.Name} predicts, but {key}, and ML.NET throws; append MapKeyToValue(\"{PredictedKeys.Column}\")");
    }

    /// <summary>Whether nobody who is given what the trainer predicts would be at a loss without the key.</summary>
    /// <param name="context">The flows.</param>
    /// <param name="trainer">The trainer.</param>
    /// <param name="retyped">The member that is to hold the label instead of its key.</param>
    private static bool IsMappable(RuleContext context, Step trainer, ISymbol? retyped)
    {
        foreach (var root in context.Flows.Roots)
        {
            var schemas = context.Flows.SchemasOf(root);
            foreach (var recorded in root.Events.Where(recorded => recorded.Kind is EventKind.CreateEngine or EventKind.CreateEnumerable or EventKind.ReadColumn))
            {
                var chains = PredictedKeys.StepsOf(schemas, recorded).Select(chain => (Chain: chain, Trainer: chain.FirstOrDefault(step => step.Origin.Node == trainer.Origin.Node))).Where(found => found.Trainer is not null).ToList();
                if (chains.Any(found => PredictedKeys.IsReadBehind(found.Chain, found.Trainer!)))
                    return false;
                if (chains.Count == 0)
                    continue;
                if (recorded.Kind == EventKind.ReadColumn)
                {
                    if (recorded.Arguments?.Constant("columnName") is not string name || name == PredictedKeys.Column)
                        return false;
                }
                else if (RowOf(recorded) is not { } row || (MemberOf(row, context.Symbols) is { } member && member.Type.SpecialType == SpecialType.System_UInt32 && !SymbolEqualityComparer.Default.Equals(member.Symbol, retyped)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static INamedTypeSymbol? RowOf(ProgramEvent recorded) =>
        (recorded.Kind == EventKind.CreateEngine ? (recorded.Result as EngineValue)?.Output : recorded.Arguments?.TypeArgument(0)) as INamedTypeSymbol;

    private static RowMember? MemberOf(INamedTypeSymbol row, MlNetSymbols ml) => RowMembers.Of(row, RowUse.Write, ml).FirstOrDefault(member => member.Name == PredictedKeys.Column);
}
