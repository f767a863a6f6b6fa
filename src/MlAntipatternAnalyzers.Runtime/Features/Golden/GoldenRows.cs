using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// A few raw rows, with the features and scores that the trained model computed for them. Replayed where the model serves, at start-up and in tests, they prove that serving computes
/// what training computed: through another version of a library or a mapping, another row class, another culture, another machine.
/// </summary>
/// <example>
/// <code>
/// // Training, after Fit:
/// GoldenRows.Record(mlContext, model, testSet).SaveInto("Fare.zip");
/// // Serving, before the first request:
/// GoldenRows.Load("Fare.zip").Verify&lt;TripRow&gt;(mlContext, model);
/// </code>
/// </example>
public sealed class GoldenRows
{
    /// <summary>What the name of a file of golden rows ends in.</summary>
    public const string FileExtension = ".mlgolden.json";

    internal GoldenRows(IReadOnlyList<GoldenColumn> inputs, IReadOnlyList<GoldenColumn> outputs, int count)
    {
        Inputs = inputs;
        Outputs = outputs;
        Count = count;
    }

    /// <summary>How many rows there are.</summary>
    public int Count { get; }

    /// <summary>The raw columns that the rows are replayed with.</summary>
    public IReadOnlyList<string> InputColumnNames => [.. Inputs.Select(c => c.Name)];

    /// <summary>The columns of the model's output that are compared.</summary>
    public IReadOnlyList<string> OutputColumnNames => [.. Outputs.Select(c => c.Name)];

    internal IReadOnlyList<GoldenColumn> Inputs { get; }

    internal IReadOnlyList<GoldenColumn> Outputs { get; }

    /// <summary>Records the first rows of a view.</summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="model">The fitted model, as it will be saved.</param>
    /// <param name="rows">Raw rows, as the model's first step gets them.</param>
    /// <param name="options">How many rows, and which columns; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// There is no row; a named column is not there, or has values that no file can hold (images); the model gives no output, or not one row for each.
    /// </exception>
    /// <exception cref="GoldenRowsException">
    /// The model does not compute the same for the same rows a second time: a mapping reads the clock, random numbers or what it did before; or what it computes depends on columns
    /// that serving does not have.
    /// </exception>
    public static GoldenRows Record(MLContext mlContext, ITransformer model, IDataView rows, GoldenRowsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(rows);
        return GoldenRecorder.Record(mlContext, model, rows, options ?? new());
    }

    /// <summary>Records rows that were made by hand, or chosen.</summary>
    /// <typeparam name="TRow">The row class; members with <see cref="TrainingOnlyAttribute"/> are replayed as serving has them, with their default value.</typeparam>
    /// <inheritdoc cref="Record(MLContext, ITransformer, IDataView, GoldenRowsOptions?)"/>
    public static GoldenRows Record<TRow>(MLContext mlContext, ITransformer model, IEnumerable<TRow> rows, GoldenRowsOptions? options = null)
        where TRow : class
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        ArgumentNullException.ThrowIfNull(rows);
        options ??= new();
        return Record(mlContext, model, mlContext.Data.LoadFromEnumerable(rows), new()
        {
            MaxRows = options.MaxRows,
            OutputColumnNames = options.OutputColumnNames,
            IgnoredColumnNames = options.IgnoredColumnNames,
            TrainingOnlyColumnNames = [.. options.TrainingOnlyColumnNames.Union(RowTypeColumns.TrainingOnly(typeof(TRow)), StringComparer.Ordinal)],
        });
    }

    /// <summary>Reads golden rows, from a file of their own or from a saved model that holds them.</summary>
    /// <param name="path">Absolute, or relative to the current directory or else to the program's own (where the build copies content files).</param>
    /// <exception cref="System.IO.FileNotFoundException">There is no such file.</exception>
    /// <exception cref="GoldenRowsFormatException">The file is damaged, of a later format version, something else, or a model without golden rows; the message says where and what was expected.</exception>
    public static GoldenRows Load(string path) => GoldenRowsFile.Load(path, AppContext.BaseDirectory);

    /// <summary>Writes the rows to a file of their own: indented, the same bytes for the same rows on every system.</summary>
    /// <param name="path">Ends in <see cref="FileExtension"/>. A file that is there is replaced in one step.</param>
    /// <exception cref="ArgumentException">The name has another ending.</exception>
    public void Save(string path) => GoldenRowsFile.Save(this, path);

    /// <summary>Puts the rows into a saved model, so that they travel with it. ML.NET loads the model as before.</summary>
    /// <param name="modelPath">The model's file, as ML.NET saved it. It is replaced in one step; golden rows that it holds are replaced too.</param>
    /// <exception cref="System.IO.FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ArgumentException">It is no model.</exception>
    public void SaveInto(string modelPath) => GoldenRowsFile.SaveInto(this, modelPath);

    /// <summary>Replays the rows and says what the model computes differently.</summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="model">The model as it serves: loaded, with everything in front of it that requests go through.</param>
    /// <param name="tolerance">How far real numbers may be off; null for the default.</param>
    /// <returns>All differences, by row, then by column; a column that is missing, or a row on which the model throws, is one of them. Empty when there is none.</returns>
    public IReadOnlyList<GoldenRowDifference> Compare(MLContext mlContext, ITransformer model, GoldenTolerance? tolerance = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Replay(mlContext, model.Transform, tolerance).Differences;
    }

    /// <summary>Replays the rows; the model must compute what was recorded.</summary>
    /// <exception cref="GoldenRowsException">It does not; the message lists rows and columns.</exception>
    /// <inheritdoc cref="Compare" path="/param"/>
    public void Verify(MLContext mlContext, ITransformer model, GoldenTolerance? tolerance = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        Throw(Replay(mlContext, model.Transform, tolerance));
    }

    /// <summary>Replays the rows through the row class that requests are put into: a column that the class lacks, or has under another name or type, is found too.</summary>
    /// <typeparam name="TRow">The class that the prediction engine, or the pool, is made with.</typeparam>
    /// <inheritdoc cref="Compare" path="/param"/>
    /// <exception cref="GoldenRowsException">The model does not compute what was recorded, or the class cannot be filled; the message lists rows and columns.</exception>
    public void Verify<TRow>(MLContext mlContext, ITransformer model, GoldenTolerance? tolerance = null)
        where TRow : class, new()
    {
        ArgumentNullException.ThrowIfNull(model);
        Throw(Replay(mlContext, view => model.Transform(mlContext.Data.LoadFromEnumerable(Rows<TRow>(mlContext, view))), tolerance, byMembers: true));
    }

    /// <summary>Replays the rows through the program's own code: what a service does with a request, whatever it computes before and after the model.</summary>
    /// <typeparam name="TRow">What a request is put into; filled with the recorded raw columns.</typeparam>
    /// <typeparam name="TPrediction">What comes out. Its columns are compared where they were recorded; one at least must have been.</typeparam>
    /// <param name="mlContext">The context.</param>
    /// <param name="predict">The program's code. It is called once for each row, and once more when it throws on one.</param>
    /// <param name="tolerance">How far real numbers may be off; null for the default.</param>
    /// <exception cref="ArgumentException">No column of <typeparamref name="TPrediction"/> was recorded.</exception>
    /// <exception cref="GoldenRowsException">It computes something else, or throws; the message lists rows and columns.</exception>
    public void Verify<TRow, TPrediction>(MLContext mlContext, Func<TRow, TPrediction> predict, GoldenTolerance? tolerance = null)
        where TRow : class, new()
        where TPrediction : class
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        ArgumentNullException.ThrowIfNull(predict);
        var members = RowTypeColumns.Definition(typeof(TPrediction)).Select(c => c.ColumnName).ToHashSet(StringComparer.Ordinal);
        if (!Outputs.Any(c => members.Contains(c.Name)))
        {
            throw new ArgumentException(
                $"'{typeof(TPrediction)}' has none of the recorded columns ({string.Join(", ", Outputs.Select(c => $"'{c.Name}'"))}): nothing could be compared. Record what the program gives out: GoldenRowsOptions.OutputColumnNames.", nameof(predict));
        }
        // Called when the one cursor reads the row: what it throws is that row's.
        var replay = new GoldenReplay(Outputs.Where(c => members.Contains(c.Name)).ToList(), Count, tolerance ?? new()) { FoundIsMembers = true };
        replay.Run(mlContext, Members(), view => mlContext.Data.LoadFromEnumerable(Rows<TRow>(mlContext, view).Select(predict)));
        Throw(replay);
    }

    internal GoldenReplay Replay(MLContext mlContext, Func<IDataView, IDataView> apply, GoldenTolerance? tolerance, bool byMembers = false)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        var replay = new GoldenReplay(Outputs, Count, tolerance ?? new());
        replay.Run(mlContext, byMembers ? Members() : new GoldenRowsView(Inputs, Count), apply);
        return replay;
    }

    private GoldenRowsView Members() => new([.. Inputs.Select(c => c.ToMembers())], Count);

    private static List<TRow> Rows<TRow>(MLContext mlContext, IDataView view)
        where TRow : class, new() => [.. mlContext.Data.CreateEnumerable<TRow>(view, reuseRowObject: false, ignoreMissingColumns: true)];

    private void Throw(GoldenReplay replay)
    {
        if (replay.Differences is { Count: > 0 } differences)
        {
            throw new GoldenRowsException(
                differences,
                $"The model does not compute what was recorded when it was trained ({Count} golden rows): what it serves is not what was evaluated. Find what differs between the two programs (versions, mappings, row classes, culture); record anew only with a new model.",
                replay.Failure);
        }
    }
}
