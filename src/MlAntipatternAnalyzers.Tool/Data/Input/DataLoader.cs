using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.ML;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Evaluation;

namespace MlAntipatternAnalyzers.Tool.Data.Input;

/// <summary>Finds data by its name: files by their ending, else text; tables and queries where a database is given.</summary>
internal sealed class DataLoader(MLContext mlContext, DataRequest request, ReadingWatch watch)
{
    /// <param name="name">A file, a pattern of files, a table or a query.</param>
    /// <param name="schema">The columns that are expected, whose types text and Parquet are read with; null: not known.</param>
    /// <exception cref="CannotEvaluateException">There is no such data, or it cannot be read.</exception>
    public LoadedData Load(string name, DataSchema? schema = null)
    {
        // Statistics are a file even where the rest is in a database.
        if (name.EndsWith(DataStatistics.FileExtension, StringComparison.OrdinalIgnoreCase))
            return new SavedStatistics(name, Statistics(name));
        if (request.Database is { } database)
            return DatabaseData.Open(name, database, Types(schema), watch);
        if (name.EndsWith(DataSchema.FileExtension, StringComparison.OrdinalIgnoreCase))
            throw new CannotEvaluateException($"'{name}' is a data schema, and data was expected here.");
        var files = DataFiles.Find(name);
        return Path.GetExtension(files[0]).ToLowerInvariant() switch
        {
            ".idv" when files.Count == 1 => BinaryData.Load(mlContext, files[0], watch),
            ".idv" => throw new CannotEvaluateException($"'{name}' stands for {files.Count} files, and of ML.NET's binary form one is read at a time. Their statistics merge: mlap data stats for each, then DataStatistics.Merge."),
            ".parquet" or ".pq" => new ParquetData(name, ParquetView.Open(files, Types(schema), watch)),
            _ => new TextData(name, DelimitedSource.Open(files, request.Row, schema, request.Text, watch)),
        };
    }

    private static DataStatistics Statistics(string path) =>
        File.Exists(path) ? DataStatistics.Load(path) : throw new CannotEvaluateException($"There is no statistics file '{path}'. 'mlap data stats DATA --output {Path.GetFileName(path)}' makes one.");

    // What is said on the command line goes before the program's class, and that before the schema.
    private Dictionary<string, ColumnType> Types(DataSchema? schema)
    {
        var types = (schema?.Columns ?? []).ToDictionary(column => column.Name, column => column.Type, StringComparer.Ordinal);
        foreach (var column in request.Row?.Columns ?? [])
            types[column.Name] = column.Type;
        foreach (var (name, type) in request.Text.Types)
            types[name] = type;
        return types;
    }
}
