using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Contracts;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.DataValidation;

/// <summary>MLAP2004: a feature that may be NaN reaches a trainer that does not learn from NaN.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP2004MissingValuesReachTrainerAnalyzer : ProgramRule
{
    /// <summary>The row class's metadata name, for the fix.</summary>
    internal const string RowProperty = "row";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP2004",
        "Missing values reach a trainer that does not take them",
        "{0} may be missing, which is NaN here, and {1} learns nothing from a row with NaN and {2}; replace what is missing first (ReplaceMissingValues), or choose LightGbm, which learns from it",
        Categories.DataValidation,
        DiagnosticSeverity.Info,
        "Of ML.NET's trainers LightGBM alone learns from missing values; all others leave such rows out, and score them NaN or arbitrarily.");

    public MLAP2004MissingValuesReachTrainerAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        var validations = new Validations(context);
        var schemas = new DataSchemas(context.AdditionalFiles, context.CancellationToken);
        foreach (var training in Training.Of(context.Flows))
        {
            if (training.Trainer.IsExperiment || training.Trainer.OnNaN is not (MissingNumbers.Lost or MissingNumbers.Guessed) || training.Steps.Any(step => step.Operator is null))
                continue;
            var features = training.Features.Sources
                .Where(source => source.StaysNumber && !source.Via.Any(step => step.IsMapping) && !MissingValueReplacements.IsHandled(training.Steps, source))
                .Select(source => source.Column)
                .Distinct()
                .ToList();
            if (features.Count == 0)
                continue;

            var missing = new List<string>();
            var replacements = new MissingValueReplacements();
            ITypeSymbol? row = null;
            foreach (var view in Lineage.Ancestors(training.View).Where(view => view is { Kind: ViewKind.Loaded, Load: not null }))
            {
                var reached = MissingNumbersOf(view.Load!, context.Symbols).Intersect(features).Except(missing)
                    .Where(column => !IsFiltered(context.Flows, training.View, column) && !validations.Cover(training, view, schema => FindsMissing(schemas, schema, column)))
                    .ToImmutableArray();
                if (reached.IsEmpty)
                    continue;
                missing.AddRange(reached);
                replacements.Add(training, reached);
                row = view.Load!.RowType;
            }

            if (missing.Count > 0)
                Report(context, training, missing, replacements, row as INamedTypeSymbol);
        }
    }

    private static void Report(RuleContext context, Training training, List<string> missing, MissingValueReplacements replacements, INamedTypeSymbol? row)
    {
        var place = training.Trainer.Origin.Node;
        var facts = replacements.ToProperties(place.SyntaxTree);
        context.Report(
            place,
            row is null ? facts : facts.Add(RowProperty, RowType.MetadataNameOf(row)),
            Capitalized(ColumnList.Of(missing)),
            Validations.NameOf(training.Trainer),
            training.Trainer.OnNaN == MissingNumbers.Lost ? "scores it NaN" : "scores it as if some value stood there");
    }

    private static string Capitalized(string text) => text[0] == '\'' ? text : char.ToUpperInvariant(text[0]) + text.Substring(1);

    /// <summary>The real columns in which a missing value is NaN: of a text file that is loaded so, and of rows that are filled so.</summary>
    private static IEnumerable<string> MissingNumbersOf(LoadInfo load, MlNetSymbols ml)
    {
        if (load is { Api: Api.LoadText, MissingAsNaN: true })
            return LoadedColumns.RealOf(load, ml);
        if (load is not { Api: Api.LoadEnumerable, Source: SequenceValue rows, HasDefinition: false })
            return Enumerable.Empty<string>();
        return rows.Items.SelectMany(item => item.Alternatives).OfType<ObjectValue>()
            .SelectMany(row => row.Writes.GroupBy(write => write.Member, SymbolEqualityComparer.Default).Select(writes => writes.Last()))
            .Where(write => write.Value.Alternatives.Any(ConstantValue.IsNaN))
            .Select(write => RowType.NameOf(write.Member, ml))
            .Distinct();
    }

    /// <summary>Whether rows in which a column is missing are filtered out, or may be, on the way to a view.</summary>
    private static bool IsFiltered(Flows flows, Value view, string column)
    {
        var ancestors = new HashSet<Value>(Lineage.Ancestors(view));
        return flows.Of(EventKind.Filter).Any(filter => ancestors.Contains(filter.Result) && (filter.Arguments is not { } arguments || MayDrop(arguments, column)));
    }

    private static bool MayDrop(StepArguments filter, string column) =>
        filter.Method.Name switch
        {
            "FilterRowsByColumn" => filter.Constant("columnName") is not string name || name == column,
            "FilterRowsByMissingValues" => filter["columns"] is not SequenceValue { Exact: true } columns || columns.Items.Any(item => item is not ConstantValue { Content: string name } || name == column),
            _ => true,
        };

    /// <summary>Whether a validation of the view turns data away in which the column is missing; one by a schema that is not known may.</summary>
    private static bool FindsMissing(DataSchemas schemas, Value schema, string column) =>
        schema is not ConstantValue { Content: string path } || schemas.Find(path, column) is not { AllowsMissing: true };
}
