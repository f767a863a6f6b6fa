using System.Collections.Generic;
using System.Linq;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What is known of the splits behind the rows that a model is trained on.</summary>
internal static class SplitFacts
{
    /// <summary>The calls that set rows apart, for a training, at random: splits of which it gets the train side, or its own cross-validation.</summary>
    public static IEnumerable<(ProgramEvent Call, Value Rows)> RandomSplitsOf(Training training, Flows flows)
    {
        if (training.Fit.Kind == EventKind.CrossValidate)
            yield return (training.Fit, training.View);
        foreach (var side in Lineage.Ancestors(training.View))
        {
            if (side is { Kind: ViewKind.TrainSide, Split: { } split } && EventOf(split, flows) is { Method.Name: "TrainTestSplit" or "CrossValidationSplit" or "ThreeWaySplit" } call)
                yield return (call, split.Parent);
        }
    }

    public static ProgramEvent? EventOf(SplitValue split, Flows flows) => flows.Of(EventKind.Split).FirstOrDefault(recorded => recorded.Result.Equals(split));

    /// <summary>Whether a split keeps the rows of one key together.</summary>
    public static bool HasSamplingKey(ProgramEvent split) =>
        split.Arguments is not { } arguments || !arguments.Lacks("samplingKeyColumnName") || !arguments.Lacks("samplingKeyColumn") || !arguments.Lacks("stratificationColumn");

    /// <summary>The columns of a view as its rows were loaded, or loaded again; unknown where that is not known.</summary>
    public static Schema SchemaBehind(Value rows, MlNetSymbols ml)
    {
        while (rows is ViewValue view)
        {
            if (view.IsReloaded)
                return view.ReloadedAs is null ? Schema.Unknown : RowColumns.Of(view.ReloadedAs, RowUse.Read, ml) ?? Schema.Unknown;
            if (view.Load is { } load)
                return LoadedSchema.Of(load, ml);
            rows = view.Parent ?? Value.Unknown;
        }

        return Schema.Unknown;
    }
}
