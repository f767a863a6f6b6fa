using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Words for views, operators and columns in messages.</summary>
internal static class ViewText
{
    private const int MaximalColumns = 6;

    /// <summary>Where a view came from: <c>the view loaded from 'trips.csv'</c>, <c>the view of Trip objects</c>.</summary>
    public static string Of(SchemaUse use)
    {
        if (use.Event.Kind == EventKind.CreateEngine && use.Event.Result is EngineValue { Input: { } row })
            return $"the engine's input class {row.Name}";
        var load = Lineage.BaseOf(use.View)?.Load;
        return load switch
        {
            { Source: ConstantValue { Content: string path } } when load.Api != Api.LoadEnumerable => $"the view loaded from '{path}'",
            { Api: Api.LoadEnumerable, RowType: { } type } => $"the view of {type.Name} objects",
            { RowType: { } type } => $"the view loaded as {type.Name}",
            _ => "the view",
        };
    }

    /// <summary>What reads a column: <c>Concatenate</c>, <c>the label of FastTree</c>, <c>Evaluate</c>.</summary>
    public static string Reader(SchemaUse use, ColumnRole role)
    {
        var name = use.Step?.Operator?.Name ?? (use.Event.Method.MethodKind == MethodKind.PropertyGet ? "Schema" : use.Event.Method.Name);
        return role switch
        {
            ColumnRole.Label => $"the label of {name}",
            ColumnRole.Feature when use.Step is { Operator.IsTrainer: true } => $"the features of {name}",
            ColumnRole.Weight => $"the weight of {name}",
            ColumnRole.Group => $"the group of {name}",
            ColumnRole.Score => $"the score of {name}",
            ColumnRole.Probability => $"the probability of {name}",
            ColumnRole.PredictedLabel => $"the predicted label of {name}",
            ColumnRole.SamplingKey => $"the sampling key of {name}",
            _ => name,
        };
    }

    /// <summary>The columns that there are, the first ones by name.</summary>
    public static string Columns(Schema schema)
    {
        IReadOnlyList<string> names = schema.Columns.Select(column => column.Name).Distinct().ToList();
        if (names.Count == 0)
            return "it has none";
        var shown = string.Join("', '", names.Take(MaximalColumns));
        return names.Count > MaximalColumns ? $"it has '{shown}' and {names.Count - MaximalColumns} more" : $"it has '{shown}'";
    }
}
