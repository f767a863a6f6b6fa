using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Applies a model, or a program, to recorded rows and compares what comes out with what was recorded.</summary>
internal sealed class GoldenReplay(IReadOnlyList<GoldenColumn> expected, int rows, GoldenTolerance tolerance)
{
    private readonly List<GoldenRowDifference> _differences = [];

    public IReadOnlyList<GoldenRowDifference> Differences => [.. _differences.OrderBy(d => d.Row ?? 0)];

    /// <summary>Whether what is found comes from the members of a row class.</summary>
    public bool FoundIsMembers { get; init; }

    /// <summary>The first exception that the model threw.</summary>
    public Exception? Failure { get; private set; }

    /// <param name="mlContext">The context.</param>
    /// <param name="input">The recorded rows.</param>
    /// <param name="apply">Makes the view with the outputs.</param>
    public void Run(MLContext mlContext, IDataView input, Func<IDataView, IDataView> apply)
    {
        // A model may refuse columns (GetOutputSchema), a cursor that it cannot bind, or a row: with whatever exception it likes, and each is an answer.
        IDataView view;
        List<(GoldenColumn Expected, DataViewSchema.Column Column)> columns;
        try
        {
            view = apply(input);
            columns = Columns(view.Schema);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Fail(GoldenRowProblem.ModelFailed, null, e);
            return;
        }
        try
        {
            Compare(columns, view, 0, rows);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            RowByRow(mlContext, input, apply);
            if (_differences.Count == 0)
                Fail(GoldenRowProblem.ModelFailed, null, e);
        }
    }

    private void Fail(GoldenRowProblem problem, int? row, Exception exception)
    {
        var cause = exception.GetBaseException();
        _differences.Add(new(problem, row, null, null, null, "no exception", $"{cause.GetType().Name}: {cause.Message}"));
        Failure ??= exception;
    }

    // Which row it is, a cursor that failed does not tell: ML.NET reads ahead.
    private void RowByRow(MLContext mlContext, IDataView input, Func<IDataView, IDataView> apply)
    {
        for (var row = 0; row < rows; row++)
        {
            try
            {
                var view = apply(mlContext.Data.TakeRows(row == 0 ? input : mlContext.Data.SkipRows(input, row), 1));
                Compare([.. expected.Where(c => IsSame(c, view.Schema.GetColumnOrNull(c.Name))).Select(c => (c, view.Schema[c.Name]))], view, row, 1);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Fail(GoldenRowProblem.RowFailed, row + 1, e);
            }
        }
    }

    private static bool IsSame(GoldenColumn expected, DataViewSchema.Column? found) => found is { } column && ColumnType.From(column.Type) == expected.Type;

    // Those that are there, with their type; the others are differences.
    private List<(GoldenColumn Expected, DataViewSchema.Column Column)> Columns(DataViewSchema schema)
    {
        var columns = new List<(GoldenColumn, DataViewSchema.Column)>();
        foreach (var output in expected)
        {
            if (schema.GetColumnOrNull(output.Name) is not { } column)
                _differences.Add(new(GoldenRowProblem.MissingColumn, null, output.Name, null, null, $"a column of type {output.Type}", "no such column"));
            else if (!IsSame(output, column))
                _differences.Add(new(GoldenRowProblem.ColumnType, null, output.Name, null, null, output.Type.ToString(), ColumnType.From(column.Type).ToString()));
            else
                columns.Add((output, column));
        }
        return columns;
    }

    private void Compare(List<(GoldenColumn Expected, DataViewSchema.Column Column)> columns, IDataView view, int firstRow, int expectedRows)
    {
        var found = GoldenRowsReading.Read(view, [.. columns.Select(c => c.Column)], out var foundRows);
        if (FoundIsMembers)
            found = [.. found.Select(c => c.ToMembers())];
        for (var row = 0; row < Math.Min(foundRows, expectedRows); row++)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                var (output, column) = columns[i];
                var names = default(string?[]);
                output.Compare(firstRow + row, found[i], row, tolerance, (slot, was, now) => _differences.Add(new(
                    GoldenRowProblem.Value, firstRow + row + 1, output.Name, slot, slot is { } place ? (names ??= SlotNames.Of(column)).ElementAtOrDefault(place) : null, was, now)));
            }
        }
        if (foundRows != expectedRows)
            _differences.Add(new(GoldenRowProblem.RowCount, expectedRows == 1 && rows > 1 ? firstRow + 1 : null, null, null, null, Rows(expectedRows), Rows(foundRows)));
    }

    private static string Rows(int count) => count == 1 ? "1 row" : string.Create(CultureInfo.InvariantCulture, $"{count} rows");
}
