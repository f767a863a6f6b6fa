using System;
using System.Collections.Generic;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Checks the rows of a serving program against the schema that its model was saved with.</summary>
public static class InputSchemas
{
    /// <summary>
    /// Checks, where a model is loaded, that it was trained on every column of a row class, of that type. The engine would say so of the columns
    /// that the model reads, one at a time and perhaps at the first request; of a member that the model does not know it says nothing, and takes the value for nothing.
    /// </summary>
    /// <typeparam name="TRow">
    /// The row class that the engine, or the pool, is made with. Members that are for the program alone are marked with <c>[NoColumn]</c>. It may lack columns
    /// of the schema: the label, and what the model does not read.
    /// </typeparam>
    /// <param name="inputSchema">What <c>mlContext.Model.Load(path, out var inputSchema)</c> gives; null where the model was saved without one.</param>
    /// <exception cref="InputSchemaException">
    /// The schema lacks a column of the class, or has it with another type; lists all of them. Or there is no schema.
    /// </exception>
    /// <exception cref="ArgumentException"><typeparamref name="TRow"/> cannot be a row class.</exception>
    /// <remarks>
    /// Types are compared without the number of a key's values, and a vector of varying size in the class fits any size. Where the model's author keeps a
    /// feature contract (<c>*.mlcontract</c>), that says more: how members are computed, and what the model really reads.
    /// </remarks>
    public static void Check<TRow>(this DataViewSchema? inputSchema)
        where TRow : class
    {
        var row = typeof(TRow).Name;
        if (inputSchema is null)
            throw new InputSchemaException(row, [$"The model was saved without a schema, so nothing can be said of '{row}'; save it with that of the view that it was fitted on: mlContext.Model.Save(model, data.Schema, path)."]);

        var differences = new List<string>();
        foreach (var column in RowTypeColumns.Of(typeof(TRow)))
        {
            if (inputSchema.GetColumnOrNull(column.Name) is not { } saved)
                differences.Add($"'{column.Name}' ({column.Type}) is no column that the model was trained with; rename the member or its [ColumnName], or mark it with [NoColumn].");
            else if (ColumnType.From(saved.Type) is var type && !Fits(column.Type, type))
                differences.Add($"'{column.Name}' is {column.Type} in '{row}', and was {type} when the model was trained; change the member.");
        }

        if (differences.Count > 0)
            throw new InputSchemaException(row, differences);
    }

    private static bool Fits(ColumnType row, ColumnType saved)
    {
        var (given, known) = (row.Item.WithoutKeyCount(), saved.Item.WithoutKeyCount());
        return given == known && row.IsVector == saved.IsVector && (row.VectorSize is null || row.VectorSize == saved.VectorSize || saved.VectorSize is null);
    }
}
