using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP6018: a trainer that weighs features by their scale gets raw numbers.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP6018NotNormalisedAnalyzer : ProgramRule
{
    /// <summary>The name of the column that the trainer takes the features from; not there where it is not known.</summary>
    internal const string FeaturesProperty = "features";

    private const int Shown = 3;

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP6018",
        "The features are not normalised",
        "{0} is given {1} as {2} in the data, and none of the features is normalised: the one with the largest numbers drowns the others, and training converges slowly or not at all; normalise the features before it",
        Categories.Evaluation,
        DiagnosticSeverity.Info,
        "Linear models, clusters and principal components depend on the scale of each feature, and ML.NET does not normalise them by itself.");

    public MLAP6018NotNormalisedAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var training in context.Flows.Trainings)
        {
            if (training.Trainer.IsExperiment || !NeedsScaling(training.Trainer) || training.Source?.Load is not { } load || training.Source.IsReloaded || RawOf(training, load, context.Symbols) is not { Count: > 0 } raw || (raw.Count == 1 && IsMadeUp(load)))
                continue;
            var properties = System.Collections.Immutable.ImmutableDictionary<string, string?>.Empty;
            if ((training.Trainer.Column(ColumnRole.Feature) ?? training.Trainer.Column(ColumnRole.Input))?.Single is { } features)
                properties = properties.Add(FeaturesProperty, features);
            var names = string.Join(", ", raw.Take(Shown).Select(name => $"'{name}'")) + (raw.Count > Shown ? " and others" : "");
            context.Report(training.Trainer.Origin.Node, properties, training.Trainer.Operator!.Name, names, raw.Count == 1 ? "it is" : "they are");
        }
    }

    /// <summary>One column, as a rule a vector, of rows that the program writes out or draws itself is a demonstration, on whatever scale it likes.</summary>
    private static bool IsMadeUp(LoadInfo load) => load.Source is SequenceValue { Literal: true } || MadeUpRows.Are(load.Source);

    private static bool NeedsScaling(Step trainer) =>
        trainer.Operator!.NeedsScaling || trainer.Inner?.Alternatives.All(inner => inner is EstimatorValue { Trainer: { } own, Steps.Length: 1 } && NeedsScaling(own)) == true;

    /// <summary>The numbers of the data that reach the trainer as they are; null where one of the features is normalised, or nobody can tell.</summary>
    private static List<string>? RawOf(Training training, LoadInfo load, MlNetSymbols ml)
    {
        if (!training.Features.Complete)
            return null;
        var schema = LoadedSchema.Of(load, ml);
        var raw = new List<string>();
        foreach (var source in training.Features.Sources)
        {
            var steps = source.Via.ToList();
            if (steps.Any(step => step.IsMapping || step.Operator is null or { IsInferred: true } or { IsScaling: true } or { Name: "Expression" }))
                return null;
            if (!source.StaysNumber)
                continue;
            if (schema.Find(source.Column) is not { } column)
                return null;
            if (column.Type.Items is not Items.None and var items && (items & ~Items.Number) == Items.None && !raw.Contains(source.Column))
                raw.Add(source.Column);
        }

        return raw;
    }
}
