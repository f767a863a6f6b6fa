using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using MlAntipatternAnalyzers.Contracts;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What a model itself says of its contract.</summary>
internal static class ModelContract
{
    /// <summary>
    /// The raw columns that it was saved with, those of them that its outputs depend on, and the outputs. How members were computed, the
    /// steps' parameters and the label are not in a model: they are left open, and never differ.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="inputSchema">The columns that it was saved with; null where it was saved without.</param>
    /// <exception cref="ArgumentOutOfRangeException">The model does not fit the schema; as ML.NET throws it, with the column that is missing or of another type.</exception>
    public static Contract Of(ITransformer model, DataViewSchema? inputSchema)
    {
        if (inputSchema is null)
            return OfSchema(null);
        var facts = OpenFacts();
        var outputs = OutputsOf(model, inputSchema);
        facts.AddRange(RawFacts(inputSchema));
        facts.AddRange(outputs?.Select(column => FactOf(ContractFactKind.Output, column)) ?? [ColumnFact.Open(ContractFactKind.Output)]);
        facts.AddRange(FeaturesOf(model, inputSchema, outputs)?.Select(name => new NameFact(ContractFactKind.Feature, name)) ?? [NameFact.Open(ContractFactKind.Feature)]);
        return new Contract(facts);
    }

    /// <summary>The raw columns alone; all the rest is open.</summary>
    /// <param name="inputSchema">The columns; null for those that are not known.</param>
    public static Contract OfSchema(DataViewSchema? inputSchema) =>
        new([.. OpenFacts(), .. inputSchema is null ? [ColumnFact.Open(ContractFactKind.Raw)] : RawFacts(inputSchema), NameFact.Open(ContractFactKind.Feature), ColumnFact.Open(ContractFactKind.Output)]);

    // What no model tells.
    private static List<ContractFact> OpenFacts() => [ComputeFact.Open(), StepFact.Open(), NameFact.Open(ContractFactKind.Label)];

    private static IEnumerable<ContractFact> RawFacts(DataViewSchema inputSchema) => Visible(inputSchema).Select(column => FactOf(ContractFactKind.Raw, column));

    /// <summary>The columns that the last part that predicts adds, and those behind it; null where none predicts.</summary>
    private static List<DataViewSchema.Column>? OutputsOf(ITransformer model, DataViewSchema inputSchema)
    {
        var columns = -1;
        var schema = inputSchema;
        foreach (var part in ModelSteps.Of(model))
        {
            if (part is IPredictionTransformer<object>)
                columns = schema.Count;
            schema = part.GetOutputSchema(schema);
        }

        // Added columns stand behind those that were there; one that is written anew is added too, and hides the old one.
        return columns < 0 ? null : Visible(schema).Where(column => column.Index >= columns).ToList();
    }

    /// <summary>The raw columns that the outputs depend on; null where the model does not say.</summary>
    private static IEnumerable<string>? FeaturesOf(ITransformer model, DataViewSchema inputSchema, List<DataViewSchema.Column>? outputs)
    {
        if (outputs is null || !model.IsRowToRowMapper)
            return null;
        return model.GetRowToRowMapper(inputSchema).GetDependencies(outputs).Select(column => column.Name).Distinct().ToList();
    }

    private static IEnumerable<DataViewSchema.Column> Visible(DataViewSchema schema) => schema.Where(column => !column.IsHidden);

    private static ColumnFact FactOf(ContractFactKind kind, DataViewSchema.Column column) =>
        new(kind, column.Name, ContractType.TryParse(ColumnType.From(column.Type).ToString()) ?? ContractType.Unknown);
}
