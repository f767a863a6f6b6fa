using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.ML;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Evaluation;

namespace MlAntipatternAnalyzers.Tool.Data.Input;

/// <summary>Data that is ready to be read, or the statistics that were saved of it.</summary>
internal abstract class LoadedData(string name) : IDisposable
{
    /// <summary>As it was given.</summary>
    public string Name { get; } = name;

    /// <summary>The rows; null where there are only statistics.</summary>
    public virtual IDataView? View => null;

    /// <summary>What must be said of how the data was read, after it was.</summary>
    public virtual IEnumerable<string> Notes => [];

    /// <summary>By column, what the last pass could not read.</summary>
    public virtual IEnumerable<(string Column, ColumnType Type, UnreadValues Values)> Unread => [];

    /// <summary>Statistics in one pass over the data, or those that were saved.</summary>
    /// <exception cref="CannotEvaluateException">The data is damaged, or has not the columns that are asked for.</exception>
    public abstract DataStatistics Compute(MLContext mlContext, DataStatisticsOptions options, ReadingWatch watch);

    /// <summary>Holds the data against a schema: the rows themselves where they are at hand, else their statistics.</summary>
    public virtual DataValidationReport Validate(MLContext mlContext, DataSchema schema, DataValidationOptions options, ReadingWatch watch) =>
        schema.Validate(Compute(mlContext, new(), watch), options);

    /// <summary>The schema that the data fits.</summary>
    public virtual DataSchema Infer(MLContext mlContext, DataSchemaInferenceOptions options, ReadingWatch watch) => DataSchema.Infer(Compute(mlContext, new(), watch), options);

    /// <summary>The schema with the smallest changes with which the data fits it.</summary>
    public virtual DataSchema Relax(MLContext mlContext, DataSchema schema, DataValidationOptions options, ReadingWatch watch) =>
        schema.RelaxToFit(Compute(mlContext, new(), watch), options);

    /// <summary>The rows of those numbers, from 1, in order.</summary>
    public virtual IEnumerable<SourceRow> Find(IEnumerable<long> rows) => View is { } view ? ViewRows.Find(view, Name, rows) : [];

    public virtual void Dispose()
    {
    }

    /// <summary>Reads, and turns what a reader runs into in a damaged file into a message.</summary>
    public virtual T Read<T>(Func<IDataView, T> read) => read(View!);

    protected static IProgress<DataStatisticsProgress>? Watched(string name, ReadingWatch watch) =>
        watch.Progress is null ? null : new RowProgress(name, watch);

    private sealed class RowProgress(string name, ReadingWatch watch) : IProgress<DataStatisticsProgress>
    {
        public void Report(DataStatisticsProgress value) => watch.Progress!.Report(value.TotalRows is { } total and > 0
            ? $"Reading {Path.GetFileName(name)}: {100 * value.Rows / total} %"
            : $"Reading {Path.GetFileName(name)}: {value.Rows:#,0} rows");
    }
}

/// <summary>Rows that a view reads.</summary>
internal class ViewData(string name, IDataView view) : LoadedData(name)
{
    public override IDataView View => view;

    public override DataStatistics Compute(MLContext mlContext, DataStatisticsOptions options, ReadingWatch watch) =>
        Read(data => mlContext.Data.ComputeStatistics(data, options, Watched(Name, watch), watch.CancellationToken));

    public override DataValidationReport Validate(MLContext mlContext, DataSchema schema, DataValidationOptions options, ReadingWatch watch) => Read(data => schema.Validate(data, options));

    public override DataSchema Infer(MLContext mlContext, DataSchemaInferenceOptions options, ReadingWatch watch) => Read(data => DataSchema.Infer(data, options));

    public override DataSchema Relax(MLContext mlContext, DataSchema schema, DataValidationOptions options, ReadingWatch watch) => Read(data => schema.RelaxToFit(data, options));
}

/// <summary>Rows of delimited text, which knows its lines.</summary>
internal sealed class TextData(string name, DelimitedView view) : ViewData(name, view)
{
    public override IEnumerable<(string Column, ColumnType Type, UnreadValues Values)> Unread => view.Unread;

    // The file says how far it is, in bytes.
    public override DataStatistics Compute(MLContext mlContext, DataStatisticsOptions options, ReadingWatch watch) =>
        mlContext.Data.ComputeStatistics(view, options, null, watch.CancellationToken);

    public override IEnumerable<SourceRow> Find(IEnumerable<long> rows) => view.Find(rows);
}

/// <summary>ML.NET's binary form.</summary>
internal sealed class BinaryData(string name, IDataView view) : ViewData(name, view)
{
    public static BinaryData Load(MLContext mlContext, string path, ReadingWatch watch) =>
        new(path, new WatchedView(Guard(path, () => mlContext.Data.LoadFromBinary(path)), Path.GetFileName(path), watch));

    public override T Read<T>(Func<IDataView, T> read) => Guard(Name, () => read(View));

    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not OperationCanceledException && Reason(e) is { } reason)
        {
            throw new CannotEvaluateException($"The data '{path}' is damaged, or not what mlContext.Data.SaveAsBinary wrote: {reason}");
        }
    }

    // The reader's threads wrap what they run into.
    private static string? Reason(Exception e) => e switch
    {
        DataStatisticsException or CannotEvaluateException or DataSchemaFormatException => null,
        AggregateException { InnerException: { } inner } => Reason(inner),
        TargetInvocationException { InnerException: { } inner } => Reason(inner),
        InvalidOperationException { InnerException: { } inner } => Reason(inner) ?? inner.Message,
        FormatException or InvalidDataException or IOException or InvalidOperationException or ArgumentException or OverflowException or OutOfMemoryException or NotSupportedException => e.Message,
        _ => null,
    };
}

/// <summary>Parquet files.</summary>
internal sealed class ParquetData(string name, ParquetView view) : ViewData(name, view)
{
    public override IEnumerable<string> Notes => view.LeftOut.Count == 0 ? []
        : [$"{string.Join(", ", view.LeftOut.Select(column => $"'{column}'"))} of {Name} {(view.LeftOut.Count == 1 ? "is" : "are")} left out: lists, maps and structures are no columns of ML.NET."];
}

/// <summary>Statistics that were saved.</summary>
internal sealed class SavedStatistics(string name, DataStatistics statistics) : LoadedData(name)
{
    public override DataStatistics Compute(MLContext mlContext, DataStatisticsOptions options, ReadingWatch watch) => statistics;
}
