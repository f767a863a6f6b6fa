using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using MlAntipatternAnalyzers.Contracts;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// What training promises to serving, in a text file that is committed and reviewed: the raw columns, how they are filled, the steps, the label, the features, the outputs. The analyzers compare it
/// with the code of both programs; this class compares it with the model and the row class that a program has at run time, before it takes a request.
/// </summary>
/// <example>
/// <code>
/// ITransformer model = mlContext.Model.Load("House.zip", out DataViewSchema schema);
/// FeatureContract contract = FeatureContract.Load("House.mlcontract");
/// contract.Verify(model, schema);
/// contract.Verify&lt;HouseRow&gt;();
/// </code>
/// </example>
/// <remarks>What a contract leaves open (<c>?</c>), or a model does not tell (how members were filled, the parameters of its steps, the label), is never a difference. What these hide, <see cref="GoldenRows"/> find.</remarks>
public sealed class FeatureContract
{
    private readonly Contract _contract;

    private FeatureContract(Contract contract, string? path)
    {
        _contract = contract;
        Path = path;
    }

    /// <summary>The file that it was loaded from; null for the contract of a model.</summary>
    public string? Path { get; }

    /// <summary>The contract's name: that of its file, without folder and extension; null for the contract of a model.</summary>
    public string? Name => Path is null ? null : Contract.NameOf(Path);

    /// <summary>The raw columns, by name.</summary>
    public IReadOnlyList<string> RawColumnNames => [.. _contract.Raw.Select(c => c.Name)];

    /// <summary>The raw columns that the features are made of, by name.</summary>
    public IReadOnlyList<string> FeatureColumnNames => [.. _contract.Features.Select(c => c.Name)];

    /// <summary>The raw columns that are the label, by name.</summary>
    public IReadOnlyList<string> LabelColumnNames => [.. _contract.Labels.Select(c => c.Name)];

    /// <summary>The columns that the model adds, by name.</summary>
    public IReadOnlyList<string> OutputColumnNames => [.. _contract.Outputs.Select(c => c.Name)];

    /// <summary>Reads a contract.</summary>
    /// <param name="path">Absolute, or relative to the current directory or else to the program's own (where the build copies content files).</param>
    /// <exception cref="System.IO.FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FeatureContractFormatException">The file is damaged, of a later format version, or something else; the message says where and what was expected.</exception>
    public static FeatureContract Load(string path) => new(FeatureContractFile.Load(path, AppContext.BaseDirectory), path);

    /// <summary>The contract of a model, as far as the model tells it.</summary>
    /// <param name="model">A fitted or loaded model.</param>
    /// <param name="inputSchema">The schema that it was saved with, or that of the rows that it was fitted on; null where it was saved without: then nothing is known.</param>
    /// <returns>The raw columns, those of them that the outputs depend on, and the outputs; the rest is open.</returns>
    /// <exception cref="ArgumentException">The model does not fit the schema; as ML.NET throws it, with the column that is missing or of another type.</exception>
    public static FeatureContract Of(ITransformer model, DataViewSchema? inputSchema)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new(ModelContract.Of(model, inputSchema), null);
    }

    /// <summary>Says in what a model breaks the contract.</summary>
    /// <param name="model">The model that is to serve.</param>
    /// <param name="inputSchema">The schema that it was saved with (what <c>Load</c> gives out), or that of the rows that it gets.</param>
    /// <returns>
    /// All differences, in the contract's order: raw columns with their types, which of them the outputs depend on, outputs. A raw column that no feature is made of (the label, what is only
    /// there in training) need not be in the schema. A model that does not fit the schema, or is without one, is a difference too.
    /// </returns>
    public IReadOnlyList<FeatureContractDifference> Compare(ITransformer model, DataViewSchema? inputSchema)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (inputSchema is null)
            return [new(null, null, "the model was saved without the schema of its input, so that nothing of it can be compared; save it with the raw view's schema")];
        var found = new List<FeatureContractDifference>();
        Contract contract;
        try
        {
            contract = ModelContract.Of(model, inputSchema);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            found.Add(new(null, null, $"the model cannot be applied to its input's schema: {e.Message}"));
            contract = ModelContract.OfSchema(inputSchema);
        }
        found.AddRange(ContractComparer.CompareServed(_contract, contract).Select(d => new FeatureContractDifference(d.Line > 0 ? d.Line : null, d.Name, d.Message)));
        return found;
    }

    /// <summary>Says in what a row class of a service breaks the contract.</summary>
    /// <typeparam name="TRow">The class that the prediction engine, or the pool, is made with.</typeparam>
    /// <returns>
    /// The columns that features are made of and that the class lacks, has with another type, or marks with <see cref="TrainingOnlyAttribute"/>, and a <see cref="FeatureContractAttribute"/> of another
    /// contract. The label and what no feature reads need not be there.
    /// </returns>
    /// <exception cref="ArgumentException">The class cannot be a row class of ML.NET.</exception>
    public IReadOnlyList<FeatureContractDifference> Compare<TRow>()
        where TRow : class => [.. RowTypeContract.Compare(_contract, Name, typeof(TRow))];

    /// <summary>Refuses a model that breaks the contract.</summary>
    /// <exception cref="FeatureContractException">It does; the message lists all differences.</exception>
    /// <inheritdoc cref="Compare(ITransformer, DataViewSchema?)" path="/param"/>
    public void Verify(ITransformer model, DataViewSchema? inputSchema) => Throw("The model", Compare(model, inputSchema));

    /// <summary>Refuses a row class that breaks the contract.</summary>
    /// <exception cref="FeatureContractException">It does; the message lists all differences.</exception>
    /// <inheritdoc cref="Compare{TRow}" path="/typeparam"/>
    public void Verify<TRow>()
        where TRow : class => Throw($"The row class '{typeof(TRow)}'", Compare<TRow>());

    /// <summary>Writes the contract: one fact a line, the same bytes for the same contract on every system.</summary>
    /// <param name="path">Ends in <c>.mlcontract</c>. A file that is there is replaced in one step, with its comments.</param>
    /// <exception cref="ArgumentException">The name has another ending, by which the analyzers would not find it.</exception>
    public void Save(string path) => FeatureContractFile.Save(_contract, path);

    /// <summary>The contract as it is written, without comments.</summary>
    public override string ToString() => ContractWriter.Write(_contract);

    private void Throw(string subject, IReadOnlyList<FeatureContractDifference> differences)
    {
        if (differences.Count > 0)
            throw new FeatureContractException(Path ?? "of a model", subject, differences);
    }
}
