using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP6008: what tells one row from all others is among the features.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP6008IdentifierAsFeatureAnalyzer : ProgramRule
{
    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP6008",
        "The identifier of a row is a feature",
        "{0} takes '{1}' into the features, which tells one row from another: the model learns rows by heart, or the order that they were filed in, and new rows have identifiers that it never saw; leave '{1}' out",
        Categories.Evaluation,
        DiagnosticSeverity.Info,
        "An identifier says nothing of what is to be predicted that holds for rows to come.");

    public MLAP6008IdentifierAsFeatureAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        var found = new Dictionary<SyntaxNode, (Step Reader, SortedSet<string> Names)>();
        foreach (var training in Training.Of(context.Flows).Where(LearnsFromFeatures))
        {
            var row = training.Source is { } source ? Lineage.RowClassOf(source) : null;
            foreach (var feature in training.Features.Sources.Where(feature => IsIdentifier(feature, row, context.Symbols)))
            {
                var path = new FeaturePath(feature, training.Trainer, ImmutableArray<Step>.Empty);
                if (!found.TryGetValue(path.Reader.Origin.Node, out var known))
                    found.Add(path.Reader.Origin.Node, known = (path.Reader, new SortedSet<string>(StringComparer.Ordinal)));
                known.Names.UnionWith(path.Names);
            }
        }

        foreach (var finding in found.OrderBy(finding => finding.Key.SpanStart))
            context.Report(finding.Key, FeaturePath.Properties(finding.Value.Names), finding.Value.Reader.Operator!.Name, string.Join("', '", finding.Value.Names));
    }

    /// <summary>Recommenders learn who likes what: keys are what they are made for.</summary>
    private static bool LearnsFromFeatures(Training training) =>
        training.Task is not LearningTask.Recommendation and not LearningTask.Forecasting && training.Trainer.Operator is { Name: not "FieldAwareFactorizationMachine" };

    private static bool IsIdentifier(ColumnTrace.Source feature, INamedTypeSymbol? row, MlNetSymbols ml)
    {
        if (!RowIdentifiers.IsPlain(feature.Column, out var mayRepeat))
        {
            mayRepeat = true;
            if (row is null || !RowIdentifiers.IsNamedLike(feature.Column, row.Name, RowType.ColumnsOf(row, ml).Select(column => column.Name)))
                return false;
        }

        // What is hashed, or computed from, is a key on purpose; what is made a category has several rows.
        return feature.Via.All(step => step is { IsMapping: false, Operator: { Name: not "Hash" and not "OneHotHashEncoding" and not "Expression" } taking }
            && !(mayRepeat && taking.Name is "OneHotEncoding" or "MapValueToKey" or "MapValue"));
    }
}
