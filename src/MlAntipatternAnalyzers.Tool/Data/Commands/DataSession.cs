using System;
using System.IO;
using System.Collections.Generic;
using Microsoft.ML;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Data.Input;
using MlAntipatternAnalyzers.Tool.Evaluation;

namespace MlAntipatternAnalyzers.Tool.Data.Commands;

/// <summary>What a command that reads data has at hand while it does.</summary>
internal sealed class DataSession(MLContext mlContext, GivenAssemblies assemblies, DataRequest request, ReadingWatch watch) : IDisposable
{
    private readonly DataLoader _loader = new(mlContext, request, watch);
    private readonly List<LoadedData> _loaded = [];

    public MLContext MLContext => mlContext;

    public ReadingWatch Watch => watch;

    public RowClass? Row => request.Row;

    /// <inheritdoc cref="DataLoader.Load"/>
    public LoadedData Load(string name, DataSchema? schema = null)
    {
        watch.Progress?.Report($"Opening {name}");
        var data = _loader.Load(name, schema);
        _loaded.Add(data);
        return data;
    }

    /// <summary>The statistics of data, in one pass, or those that were saved.</summary>
    public DataStatistics Statistics(string name, DataStatisticsOptions? options = null, DataSchema? schema = null) =>
        Load(name, schema).Compute(mlContext, options ?? new(), watch);

    /// <exception cref="CannotEvaluateException">There is no such file.</exception>
    /// <exception cref="DataSchemaFormatException">It is no schema that can be read.</exception>
    public static DataSchema Schema(string path) => File.Exists(path)
        ? DataSchema.Load(path)
        : throw new CannotEvaluateException($"There is no data schema '{path}'. 'mlap data infer DATA --output {Path.GetFileName(path)}' makes one to review and commit.");

    public void Dispose()
    {
        foreach (var data in _loaded)
            data.Dispose();
        assemblies.Dispose();
    }
}
