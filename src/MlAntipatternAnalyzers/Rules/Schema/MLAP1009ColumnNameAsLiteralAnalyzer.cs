using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP1009: columns are named by texts, though the row class has members of these names.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP1009ColumnNameAsLiteralAnalyzer : ProgramRule
{
    /// <summary>The row class's metadata name; the literals are the finding's place and its additional locations.</summary>
    internal const string RowProperty = "Row";

    private static readonly ColumnRole[] Reading =
    {
        ColumnRole.Input, ColumnRole.Label, ColumnRole.Feature, ColumnRole.Weight, ColumnRole.Group, ColumnRole.Kept, ColumnRole.Dropped,
    };

    /// <summary>The names that ML.NET's parameters have by default: whoever renames such a member leaves every default behind, and <c>nameof</c> is no help.</summary>
    private static readonly HashSet<string> Defaults = new() { "Label", "Features", "Weight", "GroupId", "Score", "PredictedLabel", "Probability" };

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP1009",
        "A column of a row class is named by a text",
        "'{0}'{1} written as text, though {2} has {3} renamed, this still compiles, and fails when it runs; write nameof({2}.{0})",
        Categories.Schema,
        DiagnosticSeverity.Info,
        "The compiler does not look into texts: a member that is renamed, or a slip of the pen, is an exception when the program runs.");

    public MLAP1009ColumnNameAsLiteralAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        // By literal: the class that it names a member of; null where that is not one class on every way that the flows take.
        var rows = new Dictionary<LiteralExpressionSyntax, INamedTypeSymbol?>();
        foreach (var recorded in context.Flows.Events)
        {
            foreach (var view in recorded.View.Alternatives)
            {
                var row = Lineage.RowClassOf(view);
                if (recorded.Kind is EventKind.Evaluate or EventKind.Filter or EventKind.Split or EventKind.ReadColumn)
                    Add(context, rows, row, recorded.Arguments, null, Lineage.StepsBehind(view));
                if (recorded.Kind is not (EventKind.Fit or EventKind.CrossValidate))
                    continue;
                foreach (var estimator in recorded.Estimator.Alternatives.OfType<EstimatorValue>())
                {
                    var before = Lineage.StepsBehind(view).AddRange(estimator.Steps);
                    for (var i = before.Length - estimator.Steps.Length; i < before.Length; i++)
                        Add(context, rows, row, before[i].Arguments, before[i], before.Take(i));

                    if (recorded.Kind == EventKind.CrossValidate)
                        Add(context, rows, row, recorded.Arguments, null, before);
                }
            }
        }

        // Once a class and file, however many of its members are named so.
        var named = rows.Where(found => found.Value is not null).GroupBy(found => found.Key.SyntaxTree).Where(file => !context.IsGenerated(file.Key));
        foreach (var group in named.SelectMany(file => file.GroupBy(found => found.Value, SymbolEqualityComparer.Default)))
        {
            var literals = group.Select(found => found.Key).OrderBy(literal => literal.SpanStart).ToList();
            var row = (INamedTypeSymbol)group.Key!;
            var others = literals.Select(literal => literal.Token.ValueText).Distinct().Count() - 1;
            context.Report(
                literals[0],
                literals.Skip(1),
                ImmutableDictionary<string, string?>.Empty.Add(RowProperty, RowType.MetadataNameOf(row.OriginalDefinition)),
                literals[0].Token.ValueText,
                others == 0 ? " is" : others == 1 ? " and another column are" : $" and {others} other columns are",
                row.Name,
                others == 0 ? "a member of that name: when it is" : "members of these names: when one is");
        }
    }

    private static void Add(RuleContext context, Dictionary<LiteralExpressionSyntax, INamedTypeSymbol?> rows, INamedTypeSymbol? row, StepArguments? arguments, Step? step, IEnumerable<Step> before)
    {
        ICollection<string>? read = null;
        foreach (var literal in ColumnPlace.Literals(arguments))
        {
            var name = literal.Token.ValueText;
            if (Defaults.Contains(name) || !(read ??= step is null ? Names(arguments) : Names(step)).Contains(name))
                continue;
            var named = row is not null && HasMember(row, name, context.Symbols) && !before.Any(earlier => Makes(earlier, name)) ? row : null;
            rows[literal] = !rows.TryGetValue(literal, out var known) || SymbolEqualityComparer.Default.Equals(known, named) ? named : null;
        }
    }

    /// <summary>Whether <c>nameof</c> of a member of a class that can be named is the column's name.</summary>
    private static bool HasMember(INamedTypeSymbol row, string name, MlNetSymbols ml) =>
        !row.IsAnonymousType && RowMembers.Of(row, RowUse.Read, ml).Any(member => member.Name == name && member.Symbol.Name == name);

    /// <summary>Whether a step puts another column in the place of the class's.</summary>
    private static bool Makes(Step step, string name) => step.Column(ColumnRole.Output)?.Names.Contains(name) == true && step.Column(ColumnRole.Input)?.Names.Contains(name) != true;

    private static ICollection<string> Names(Step step) => Reading.SelectMany(role => step.Column(role)?.Names ?? ImmutableArray<string>.Empty).ToList();

    /// <summary>The columns of a view that a method names which makes no estimator.</summary>
    private static ICollection<string> Names(StepArguments? arguments) =>
        arguments is null || ViewCatalog.Find(arguments.Method) is not { } known
            ? System.Array.Empty<string>()
            : known.Readings.Where(reading => reading.Implied is null).SelectMany(reading => arguments[reading.Parameter] is { } given ? StepReader.Names(given).Names : ImmutableArray<string>.Empty).ToList();
}
