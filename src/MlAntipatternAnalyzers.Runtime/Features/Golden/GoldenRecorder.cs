using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Chooses what golden rows record, records it, and tries at once whether it can be replayed.</summary>
internal static class GoldenRecorder
{
    public static GoldenRows Record(MLContext mlContext, ITransformer model, IDataView rows, GoldenRowsOptions options)
    {
        var source = Inputs(rows.Schema, options);
        var raw = GoldenRowsReading.Read(rows, source, out var count, options.MaxRows);
        if (count == 0)
            throw new ArgumentException("There is no row to record.", nameof(rows));

        var view = new GoldenRowsView(raw, count);
        var outputs = Outputs(model, view, options, out var outputRows);
        if (outputRows != count)
            throw new ArgumentException($"The model gives {outputRows} rows for {count}: one that drops or adds rows cannot be replayed row by row. Record the part of it that serves.", nameof(model));

        Require(
            new GoldenRows(raw, outputs, count), mlContext, model,
            "The model computes something else for the same rows a second time. A mapping reads the clock, random numbers, or what it did before; make what it needs a column of the row.");

        var trainingOnly = options.TrainingOnlyColumnNames.ToHashSet(StringComparer.Ordinal);
        foreach (var name in trainingOnly)
            Find(rows.Schema, name, nameof(options.TrainingOnlyColumnNames));
        var inputs = raw.Select(column => trainingOnly.Contains(column.Name) ? Defaults(column, count) : column).ToList();
        // What is compared at last is what a program reads from the file.
        var golden = GoldenRowsReader.Read("golden rows", GoldenRowsFile.ToJson(new(inputs, outputs, count)));
        Require(
            golden, mlContext, model,
            trainingOnly.Count == 0
                ? "The model computes something else for the recorded values than for the rows themselves: it depends on what no file holds, such as the time zone of a local time. Make that a column of the row."
                : $"What the model computes depends on columns that only training has ({string.Join(", ", trainingOnly.Select(name => $"'{name}'"))}): serving has their default value, and gets this. Take them out of the features; or, if serving has them, do not mark them as training-only.");
        return golden;
    }

    private static void Require(GoldenRows golden, MLContext mlContext, ITransformer model, string problem)
    {
        var replay = golden.Replay(mlContext, model.Transform, GoldenTolerance.Exact);
        if (replay.Differences is { Count: > 0 } differences)
            throw new GoldenRowsException(differences, problem, replay.Failure);
    }

    private static GoldenColumn Defaults(GoldenColumn column, int count)
    {
        var defaults = GoldenColumn.Create(column.Name, column.Type, trainingOnly: true);
        for (var row = 0; row < count; row++)
            defaults.AddDefault();
        return defaults;
    }

    private static List<DataViewSchema.Column> Inputs(DataViewSchema schema, GoldenRowsOptions options)
    {
        foreach (var name in options.IgnoredColumnNames)
            Find(schema, name, nameof(options.IgnoredColumnNames));
        var columns = schema.Where(c => !c.IsHidden && !options.IgnoredColumnNames.Contains(c.Name, StringComparer.Ordinal)).ToList();
        if (columns.FirstOrDefault(c => !GoldenColumn.Supports(ColumnType.From(c.Type))) is { Name: { } unsupported } column)
        {
            throw new ArgumentException(
                $"Column '{unsupported}' holds {ColumnType.From(column.Type)}, whose values no file of golden rows can hold. Record the rows before it is loaded (the image's path), or name it in IgnoredColumnNames if the model does not read it.",
                nameof(schema));
        }
        return columns;
    }

    private static IReadOnlyList<GoldenColumn> Outputs(ITransformer model, IDataView view, GoldenRowsOptions options, out int rows)
    {
        var output = model.Transform(view);
        List<DataViewSchema.Column> columns;
        if (options.OutputColumnNames is { } names)
        {
            columns = [.. names.Distinct(StringComparer.Ordinal).Select(name => Find(output.Schema, name, nameof(options.OutputColumnNames)))];
            if (columns.FirstOrDefault(c => !GoldenColumn.Supports(ColumnType.From(c.Type))) is { Name: { } unsupported })
                throw new ArgumentException($"The values of the output '{unsupported}' cannot be recorded; name others in OutputColumnNames.", nameof(options));
        }
        else
        {
            var (before, features) = ModelSteps.Trainers(model, view.Schema);
            columns = [.. features.Select(name => output.Schema.GetColumnOrNull(name)).OfType<DataViewSchema.Column>()
                .Concat(ModelSteps.Added(before ?? view.Schema, output.Schema))
                .DistinctBy(c => c.Index)
                .Where(c => GoldenColumn.Supports(ColumnType.From(c.Type)))];
        }
        if (columns.Count == 0)
            throw new ArgumentException("The model adds no column whose values can be recorded; name one in OutputColumnNames.", nameof(model));
        return GoldenRowsReading.Read(output, columns, out rows);
    }

    private static DataViewSchema.Column Find(DataViewSchema schema, string name, string option) => schema.GetColumnOrNull(name) ?? throw new ArgumentException(
        $"{option} names '{name}', which is not there; there are {string.Join(", ", schema.Where(c => !c.IsHidden).Select(c => $"'{c.Name}'"))}.", nameof(name));
}
