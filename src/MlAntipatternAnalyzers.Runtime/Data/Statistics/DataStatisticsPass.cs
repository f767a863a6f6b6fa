using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Computes the statistics of a view.</summary>
internal static class DataStatisticsPass
{
    // A slice has fewer rows, and there are many of them.
    private const int MostSampledOfSlice = 1024;

    public static DataStatistics Run(IDataView data, DataStatisticsOptions options, IProgress<DataStatisticsProgress>? progress, CancellationToken cancellationToken)
    {
        var pass = new DataPassPlan();
        var weightVisitor = Weight(data.Schema, options, pass);
        var plan = Plan(data.Schema, options, pass);
        var splitters = Splitters(data.Schema, options, pass, plan with { SampleSize = Math.Min(plan.SampleSize, MostSampledOfSlice) });
        if (weightVisitor is not null)
            pass.FirstVisitors.Add(weightVisitor);
        pass.FirstVisitors.AddRange(splitters);

        var set = new StatisticsSet(plan);
        pass.Visitors.AddRange(set.Collectors.Select((collector, at) => new CollectingVisitor(collector, at, splitters)));
        var validation = options.Schema is null ? null : new SchemaPass(options.Schema, data.Schema, options.Validation);
        var unread = pass.Add(validation?.Visitors ?? []);
        var rows = DataPass.Run(data, pass, options.MaxDegreeOfParallelism, progress, cancellationToken);
        foreach (var visitor in unread)
            visitor.SkipRows(rows);
        var slices = SliceOrder.Sort(splitters.SelectMany(splitter => splitter.Finish(options.MinSliceRows)), options.Slices);
        var statistics = set.Finish(rows, weightVisitor?.Sum.Value ?? rows, slices, options.Slices);
        statistics.Validation = validation?.Report(rows, ComparisonFindings.Compare(validation.ToCheck, statistics, options.Validation ?? new()));
        return statistics;
    }

    private static StatisticsPlan Plan(DataViewSchema schema, DataStatisticsOptions options, DataPassPlan pass)
    {
        var columns = (options.Columns?.Select(name => Find(schema, name, "statistics")).OrderBy(column => column.Index) ?? schema.Where(column => !column.IsHidden))
            .Where(column => options.Columns is not null || column.Name != options.WeightColumnName)
            .Select(column => (Column: column, Type: ColumnType.From(column.Type))).ToList();
        var weighted = options.WeightColumnName is not null;
        var read = columns.Where(column => column.Type.Kind != ColumnKind.Other).ToList();
        var scalars = read.Select(column => (column.Column.Name, column.Type, Source: ScalarSource.Create(pass.Read(column.Column, column.Type), column.Type))).Where(column => column.Source is not null).ToList();
        List<(string, ScalarSource)> sampled = [];
        if (options.LabelColumnName is { } name)
        {
            var label = Find(schema, name, "the label");
            var type = ColumnType.From(label.Type);
            var source = type.Kind == ColumnKind.Other ? null : ScalarSource.Create(pass.Read(label, type), type);
            sampled.Add((name, source ?? throw new DataStatisticsException($"Column '{name}' is of type {label.Type}, and the label is a single value: a number, a Boolean, a key, a text or a time.")));
            sampled.AddRange(scalars.Where(column => column.Name != name).Select(column => (column.Name, column.Source!)));
        }
        return new()
        {
            Columns = [.. read.Select(column => CollectedColumn.Of(column.Column, column.Type, pass.Read(column.Column, column.Type), weighted))],
            UnreadColumns = [.. columns.Where(column => column.Type.Kind == ColumnKind.Other).Select(column => (column.Column.Name, column.Type))],
            Order = [.. columns.Select(column => column.Column.Name)],
            CorrelatedColumns = [.. scalars.Where(column => column.Type.IsReal || column.Type.IsInteger || column.Type.Kind == ColumnKind.Boolean).Take(options.MaxCorrelationColumns).Select(column => (column.Name, column.Source!))],
            SampledColumns = sampled,
            SampleSize = options.SampleSize,
            Shape = new(options.HistogramBuckets, options.QuantileBuckets, options.TopValues),
            WeightColumn = options.WeightColumnName,
            LabelColumn = options.LabelColumnName,
        };
    }

    private static WeightVisitor? Weight(DataViewSchema schema, DataStatisticsOptions options, DataPassPlan pass)
    {
        if (options.WeightColumnName is not { } name)
            return null;
        var column = Find(schema, name, "the weight");
        if (column.Type is not NumberDataViewType)
            throw new DataStatisticsException($"Column '{name}' is of type {column.Type}, and a weight is a number.");
        var type = ColumnType.From(column.Type);
        pass.Weight = pass.Read(column, type);
        return WeightVisitor.Create(pass.Weight.Value, name, type);
    }

    private static List<SliceSplitter> Splitters(DataViewSchema schema, DataStatisticsOptions options, DataPassPlan pass, StatisticsPlan plan)
    {
        var unused = options.Buckets.Keys.Except(options.Slices.SelectMany(names => names), StringComparer.Ordinal).Order(StringComparer.Ordinal).FirstOrDefault();
        if (unused is not null)
            throw new DataStatisticsException($"There are buckets for column '{unused}', and nothing is sliced by it. Name it in options.Slices, or leave its buckets out.");
        return [.. options.Slices.Select((names, number) => new SliceSplitter(number, names, [.. names.Select(Values)], plan, options.MaxSlices))];

        // Each way to slice is worked by a thread of its own, so each has its own numbers of the values.
        SliceValues Values(string name)
        {
            var column = Find(schema, name, "slices");
            var type = ColumnType.From(column.Type);
            var index = type.Kind == ColumnKind.Other ? -1 : pass.Read(column, type);
            return SliceValues.Create(column, index, options.Buckets.GetValueOrDefault(name), options.MaxSlices);
        }
    }

    private static DataViewSchema.Column Find(DataViewSchema schema, string name, string use) =>
        schema.GetColumnOrNull(name) ?? throw new DataStatisticsException(
            $"There is no column '{name}' for {use}; the view has {string.Join(", ", schema.Where(column => !column.IsHidden).Select(column => $"'{column.Name}'"))}.");
}
