using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP5001: where an item was shown is a feature of a model that learns from how people reacted.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP5001PositionAsFeatureAnalyzer : ProgramRule
{
    /// <summary>Facts for the fix: the row class and its member.</summary>
    public const string RowProperty = "row";

    /// <inheritdoc cref="RowProperty"/>
    public const string MemberProperty = "member";

    /// <summary>Facts for the fix: where in the file the model is saved.</summary>
    public const string SavesProperty = "saves";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP5001",
        "The position of an item is a feature",
        "{0} takes '{1}' into the features of a model of {2}: it learns that what stood first was chosen first, and keeps it there; leave '{1}' out, or make it neutral when the model scores ([PositionalFeature], WithNeutralPositions)",
        Categories.Feedback,
        DiagnosticSeverity.Warning,
        "What stands first is chosen first, whatever it is: a model that knows the position explains the choice by it, and a ranking made with that model feeds itself.");

    public MLAP5001PositionAsFeatureAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        var found = new Dictionary<SyntaxNode, Finding>();
        foreach (var training in Training.Of(context.Flows))
        {
            var row = training.Source?.Load?.RowType;
            var columns = RowType.ColumnsOf(row, context.Symbols);
            foreach (var source in training.Features.Sources)
            {
                var member = Member(columns, source.Column);
                if (!IsPosition(source.Column, member) || !source.IsCertain)
                    continue;
                var outcome = OutcomeOf(training, columns);
                // Where the member is not known, it may be the one that is made neutral.
                if ((outcome is null && !IsMarked(member)) || ((member is null || IsMarked(member)) && IsNeutralised(context.Model)))
                    continue;
                var path = new FeaturePath(source, training.Trainer, ImmutableArray<Step>.Empty);
                var reader = path.Reader.Origin.Node;
                if (!found.TryGetValue(reader, out var finding))
                    found.Add(reader, finding = new Finding(path.Reader, outcome ?? "reactions", member, row));
                finding.Names.UnionWith(path.Names);
                finding.Saves.UnionWith(SavesOf(context.Flows, training.Fit.Result).Where(save => save.SyntaxTree == reader.SyntaxTree).Select(save => save.SpanStart));
            }
        }

        foreach (var finding in found.Values.OrderBy(finding => finding.Reader.Origin.Node.SpanStart))
            context.Report(finding.Reader.Origin.Node, finding.Properties, finding.Reader.Operator!.Name, string.Join("', '", finding.Names), finding.Outcome);
    }

    private static RowType.Column? Member(ImmutableArray<RowType.Column> columns, string name)
    {
        foreach (var column in columns)
        {
            if (column.Name == name)
                return column;
        }

        return null;
    }

    private static IEnumerable<SyntaxNode> SavesOf(Flows flows, Value model) =>
        flows.Of(EventKind.Save).Where(save => Lineage.PartsOf(save.Model).Any(part => part.Equals(model))).Select(save => save.Node);

    /// <summary>What the model predicts, where that is how people react to what they are shown; else null.</summary>
    private static string? OutcomeOf(Training training, ImmutableArray<RowType.Column> columns)
    {
        if (training.Task is LearningTask.Clustering or LearningTask.AnomalyDetection or LearningTask.Forecasting)
            return null;
        var labels = training.Label.Sources.Select(source => source.Column).Concat(training.LabelColumns.Names).ToList();
        if (labels.FirstOrDefault(PositionalNames.IsReaction) is { } reaction)
            return $"'{reaction}'";
        if (training.Task == LearningTask.Ranking)
            return "a ranking";
        if (columns.Any(column => PositionalNames.IsQueryKey(column.Name)) || (training.Trainer.Column(ColumnRole.Group)?.Names.Any(PositionalNames.IsQueryKey) ?? false))
            return labels.Count > 0 ? $"'{labels[0]}'" : "reactions";

        // A rating alone may be a player's: somebody must have given it.
        return labels.FirstOrDefault(PositionalNames.IsRating) is { } rating && columns.Any(column => PositionalNames.IsPersonKey(column.Name)) ? $"'{rating}'" : null;
    }

    /// <summary>Text is no place on a screen: it is a player's or an employee's position.</summary>
    private static bool IsPosition(string column, RowType.Column? member) =>
        IsMarked(member) || (PositionalNames.IsPosition(column) && member?.Type.SpecialType is not SpecialType.System_String);

    private static bool IsMarked(RowType.Column? member) =>
        member is not null && member.Member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "PositionalFeatureAttribute");

    private static bool IsNeutralised(ProgramModel model) =>
        model.Code.Mentions("NeutralizePositions") || model.Code.Mentions("WithNeutralPositions") || model.Code.Mentions("Neutralize");

    /// <summary>One call that takes positions into features.</summary>
    private sealed class Finding
    {
        private readonly RowType.Column? member;
        private readonly ITypeSymbol? row;

        public Finding(Step reader, string outcome, RowType.Column? member, ITypeSymbol? row)
        {
            Reader = reader;
            Outcome = outcome;
            this.member = member;
            this.row = row;
        }

        public Step Reader { get; }

        public string Outcome { get; }

        public SortedSet<string> Names { get; } = new(System.StringComparer.Ordinal);

        public SortedSet<int> Saves { get; } = new();

        public ImmutableDictionary<string, string?> Properties
        {
            get
            {
                var properties = FeaturePath.Properties(Names).Add(SavesProperty, string.Join(",", Saves));
                return member is not null && row is not null && Names.Count == 1
                    ? properties.Add(RowProperty, row.ToDisplayString()).Add(MemberProperty, member.Member.Name)
                    : properties;
            }
        }
    }
}
