using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Contracts;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.DataValidation;

/// <summary>MLAP2008: a column becomes a feature, and the committed data schema says nothing of it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP2008NoExpectationAnalyzer : ProgramRule
{
    /// <summary>The path of the schema's file.</summary>
    internal const string PathProperty = "path";

    /// <summary>The columns that it lacks, each a line: its name, a tab, and its type.</summary>
    internal const string ColumnsProperty = "columns";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP2008",
        "The data schema expects nothing of a feature",
        "{0} becomes a feature, and data schema '{1}' has no entry for it: what it should look like nobody has said, and {2}; add the entry",
        Categories.DataValidation,
        DiagnosticSeverity.Info,
        "A data schema guards the columns that it lists; a feature that was added to the row class alone is not among them.");

    public MLAP2008NoExpectationAnalyzer()
        : base(Rule)
    {
    }

    private protected override bool Applies(AnalyzerOptions options) => CommittedDataSchema.AreIn(options.AdditionalFiles);

    private protected override void Analyze(RuleContext context)
    {
        foreach (var link in new DataSchemaLinks(context.Model, context.Flows, context.AdditionalFiles, context.CancellationToken).All())
        {
            var loaded = LoadedSchema.Of(link.Load, context.Symbols);
            var members = RowType.ColumnsOf(link.Load.HasDefinition ? null : link.Load.RowType, context.Symbols);
            var lacking = loaded.Columns.Where(column => link.Schema.Reading.Find(column.Name) is null && link.Trainings.Any(training => training.Reads(column.Name))).ToList();
            foreach (var place in lacking.GroupBy(column => PlaceOf(context, members, column.Name, link.View.Origin.Node)))
                Report(context, place.Key, link, place.ToList());
        }
    }

    /// <summary>The member, or where there is none at hand, the load.</summary>
    private static SyntaxNode PlaceOf(RuleContext context, IEnumerable<RowType.Column> members, string column, SyntaxNode load) =>
        members.FirstOrDefault(member => member.Name == column) is { } found && context.DeclarationOf(found.Member, load) is { } declared ? declared : load;

    private static void Report(RuleContext context, SyntaxNode node, DataSchemaLinks.Link link, List<SchemaColumn> columns)
    {
        var facts = ImmutableDictionary<string, string?>.Empty;
        var types = columns.Select(column => ContractTypes.Of(column.Type).ToString()).ToList();
        if (!types.Any(type => type.Contains("?")))
            facts = facts.Add(PathProperty, link.Schema.Path).Add(ColumnsProperty, string.Join("\n", columns.Select((column, i) => $"{column.Name}\t{types[i]}")));
        context.Report(
            node,
            new[] { link.Schema.LocationOf(link.Schema.Reading.ColumnsNode!.Start) },
            facts,
            ColumnList.Each(columns.Select(column => column.Name).ToList()),
            link.Schema.FileName,
            link is { IsValidated: true, Schema.Reading.AllowsNewColumns: false } ? "the validation turns data away that have it" : "no validation looks at it");
    }
}
